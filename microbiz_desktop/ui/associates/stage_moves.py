"""Moving an associate to another stage: one step, which the notice and Ctrl+Z take back."""

from dataclasses import replace

from microbiz_desktop.domain.by_name import replaced
from microbiz_desktop.domain.contacts.contacts import BusinessData, Stage
from microbiz_desktop.ui.associates.words import STAGES
from microbiz_desktop.ui.records.undo import tell
from microbiz_desktop.ui.runtime.context import Context


def move_to(context: Context, key: int, stage: Stage) -> None:
    """Into that stage; whoever stands there already stays, without a word."""
    businesses = context.services.businesses
    before = businesses.get(key)
    if before.stage is stage:
        return
    after = businesses.save(replace(before, stage=stage))

    def put(as_in: BusinessData) -> None:
        """The stage of then, with its history; whatever else has changed since stays."""
        values = {"stage": as_in.stage, "stage_history": as_in.stage_history}
        businesses.save(replaced(businesses.get(key), values))

    tell(
        context,
        f"{before.name} moved to {STAGES[stage]}",
        lambda: put(before),
        lambda: put(after),
    )
