"""What a signatory gives by one channel: the facts, what must hold of them, the entry they make."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy.orm import Session

from ...domain.signing import Channel, SignedOff
from ...domain.text import AgreementText
from ...evidence.progress import Progress
from ...records.agreement import Agreement
from ..shared.dependencies import Dependencies, the_revision
from .reading import frozen_text


@dataclass(frozen=True, slots=True)
class Here:
    """An open offer inside one transaction."""

    desk: Dependencies
    session: Session
    agreement: Agreement
    progress: Progress

    @property
    def text(self) -> AgreementText:
        """The frozen text that is signed off."""
        return frozen_text(the_revision(self.session, self.agreement))


@dataclass(frozen=True, slots=True, kw_only=True)
class Given(ABC):
    """One sign-off as it is given. `all_understood` when it says so of every clause as well.

    `answers_read` are the numbers of the answers that it says were read, as none is taken for read.
    """

    channel: ClassVar[Channel]
    party: str
    signatory: str
    capacity: str = ""
    all_understood: bool = False
    answers_read: frozenset[int] = frozenset()

    @abstractmethod
    def refuse(self, here: Here, /) -> None:
        """Refuse what is no evidence of this channel. Raises NotReady or BadInput saying why."""

    @abstractmethod
    def signed_off(self, here: Here, /) -> SignedOff:
        """What the record says of it, bound to the offer; what comes with it is kept."""
