"""Bring in the sample network: at once what is quick, and its agreements a moment later."""

from functools import partial

from microbiz_desktop.ui.runtime.context import Context


def bring_in_sample(context: Context) -> None:
    """Lists follow by themselves as the agreements are made elsewhere."""
    sample = context.services.sample
    if (turn := sample.load()) is not None:
        context.tasks.run(partial(sample.load_agreements, turn), done=_nothing)


def _nothing(_result: None) -> None:
    """What is made is announced where it is stored."""
