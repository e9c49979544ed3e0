"""Errors whose cause is in the world: the user can understand or mend them."""


class MicrobizError(Exception):
    """A fact the user can act on: `message` says what is, `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def sentence(self) -> str:
        """Message and hint as one line for the command line and the log."""
        return f"{self.message} {self.hint}".strip()


class BadInput(MicrobizError):
    """Something given from outside cannot be used: a file, a field, an option."""


class UnknownWord(BadInput):
    """A word that is not in the list it should be from; a newer program may know it."""


class BadTemplate(MicrobizError):
    """A template, clause or jurisdiction pack that does not load; names file and line."""


class StaleVersion(MicrobizError):
    """The thing was changed elsewhere since it was shown; neither version is lost."""


class RevisionFrozen(MicrobizError):
    """An offered revision never changes; only a new revision can."""


class NotReady(MicrobizError):
    """The action has an unmet condition, which the message names."""


class ForeignFile(MicrobizError):
    """A data file that is newer than this program or not ours; left untouched."""


class DamagedFile(MicrobizError):
    """A data file that cannot be read whole; it is kept for rescue."""


class CannotSave(MicrobizError):
    """The disk refused: full, read-only or gone. What was there before is still there."""


class WorkerStopped(MicrobizError):
    """The drafting and rendering process ended or ran out of its limits."""
