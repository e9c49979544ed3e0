"""Bring in the sample network: at once what is quick, and its agreements a moment later."""

from microbiz_desktop.ui.runtime.context import Context


def bring_in_sample(context: Context) -> None:
    """Lists follow by themselves as the agreements are made elsewhere."""
    sample = context.services.sample
    sample.load()
    context.tasks.run(sample.load_agreements, done=_nothing, key="sample agreements")


def _nothing(_result: None) -> None:
    """What is made is announced where it is stored."""
