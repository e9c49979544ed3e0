"""Signing on this screen: pages seen to their end, a statement, a name typed or drawn."""

from dataclasses import dataclass

from ...domain.edition import Strokes
from ...domain.errors import NotReady
from ...domain.signing import Channel, SignedOff
from ...domain.text import AgreementText
from ...domain.words.names import fold
from .channels import Given, Here
from .status import the_offer


@dataclass(frozen=True, slots=True, kw_only=True)
class OnScreen(Given):
    """A signature given here; `witness` is name and address of whoever saw a deed signed."""

    channel = Channel.SCREEN
    statement: str
    pages_seen: bool
    typed: str = ""
    strokes: Strokes = ()
    witness: str = ""

    def refuse(self, _here: Here, /) -> None:
        """Seen to the end, a name typed or a signature drawn, a statement agreed to."""
        if not self.pages_seen:
            raise NotReady("The pages have not been shown to the end.", "Scroll to the last page.")
        if not self.typed.strip() and not self.strokes:
            raise NotReady("There is no signature yet.", "Type the full name or draw a signature.")
        if not self.statement.strip():
            raise NotReady("The statement of intent is missing.", "Tick it before signing.")

    def signed_off(self, here: Here, /) -> SignedOff:
        """A deed names its witness."""
        if here.text.deed:
            _refuse_witness(here.text, self.witness)
        offer = the_offer(here.progress)
        return SignedOff(
            agreement=offer.agreement,
            fingerprint=offer.fingerprint,
            pdf_sha256=offer.pdf_sha256,
            party=self.party,
            signatory=self.signatory,
            capacity=self.capacity,
            method=self.channel,
            statement=self.statement,
            typed=self.typed.strip(),
            strokes=self.strokes,
            witness=self.witness.strip(),
        )


def _refuse_witness(text: AgreementText, witness: str) -> None:
    """Somebody who is no party (Law of Property (Miscellaneous Provisions) Act 1989, s. 1)."""
    if not witness.strip():
        raise NotReady(
            "A deed needs a witness.", "Type the name and address of whoever saw the signing."
        )
    name = fold(witness.partition(",")[0])
    signing = {fold(line.name) for party in text.parties for line in party.signatories}
    if name in signing:
        raise NotReady("Who signs the deed cannot be its witness.", "Name somebody else.")
