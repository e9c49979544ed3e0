"""The guard of what is frozen: pages that could not be checked, or say otherwise, are not kept."""

from typing import TYPE_CHECKING

from ...domain.errors import MicrobizError, NotReady

if TYPE_CHECKING:
    from ...domain.text import AgreementText
    from ..shared.dependencies import Dependencies
    from ..shared.naming import Frozen


def must_hold(desk: "Dependencies", pdf: bytes, text: "AgreementText", frozen: "Frozen") -> None:
    """Refuse pages whose ink, words and data do not say the same. Raises NotReady, or what the
    limits of the worker raise; then nothing is kept."""
    try:
        problems = desk.worker.guard(pdf, text, frozen.value)
    except MicrobizError:
        raise
    except Exception as fault:
        raise NotReady(
            "The pages that were made could not be checked, so nothing was kept.", _HINT
        ) from fault
    if problems:
        more = f" ({len(problems) - 1} more)" if len(problems) > 1 else ""
        raise NotReady(
            "The pages that were made do not say what the text says, so nothing was kept. "
            f"{problems[0]}{more}",
            _HINT,
        )


_HINT = "Look for unusual letters or signs in what was added last, or report it to us."
