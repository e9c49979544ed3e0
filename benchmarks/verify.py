"""Saying what a file is, and guarding what is frozen, against laying its pages out once."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

import pikepdf

from microbiz_desktop.domain.edition import Attachment, Edition
from microbiz_desktop.domain.frozen import FrozenEdition, Said, freeze, with_edition_json
from microbiz_desktop.domain.plain import canonical
from microbiz_desktop.domain.text import AgreementText
from microbiz_desktop.domain.verdicts import Outcome
from microbiz_desktop.drafting.compile import compile as compile_deal
from microbiz_desktop.evidence.derive import offered_edition
from microbiz_desktop.evidence.expected import KeptHere
from microbiz_desktop.paths import resource
from microbiz_desktop.worker.jobs import Jobs

from .harness import Comparison, Contender, Target
from .samples import catalogue, deals

Logos = Mapping[str, bytes]


def comparisons() -> Iterator[Comparison]:
    """An offer of every sample deal: saved again, by itself, and about to be frozen."""
    jobs = Jobs(resource("templates", "agreements"))
    for parties, read in sorted(deals().items()):
        text = compile_deal(catalogue(), read.deal, "id", 1).text
        whole, frozen = _edition(jobs, text, read.logos)
        pdf = jobs.render(text, whole, read.logos).pdf
        yield Comparison(
            f"an offer with {parties} parties",
            [
                Contender("warm render", partial(_render, jobs, text, whole, read.logos)),
                Contender("saved again", partial(_said, jobs, _resaved(pdf), KeptHere(pdf=pdf))),
                Contender("by itself", partial(_said, jobs, pdf, KeptHere())),
                Contender("the guard", partial(_guard, jobs, pdf, text, frozen)),
            ],
            rounds=3,
            target=Target("by itself", 3.0),
        )


def _render(jobs: Jobs, text: AgreementText, whole: Edition, logos: Logos) -> None:
    jobs.render(text, whole, logos)


def _edition(jobs: Jobs, text: AgreementText, logos: Logos) -> tuple[Edition, FrozenEdition]:
    said = Said("2026-11-21T10:42:00+00:00", "Europe/London")
    data = Attachment(
        "agreement.json", canonical(text), "application/json", "The agreement as data"
    )
    edition = replace(offered_edition(text, said), attachments=(data,))
    frozen = freeze(edition, said, "", logos, jobs.versions())
    return with_edition_json(edition, frozen)[0], frozen


def _resaved(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _said(jobs: Jobs, pdf: bytes, known: KeptHere) -> None:
    expected = Outcome.RESAVED if known.pdf else Outcome.AGREES
    if jobs.verify(pdf, known).outcome is not expected:
        raise RuntimeError("this is measured on a file that is whole")


def _guard(jobs: Jobs, pdf: bytes, text: AgreementText, frozen: FrozenEdition) -> None:
    if jobs.guard(pdf, text, frozen):
        raise RuntimeError("this is measured on a file that is whole")
