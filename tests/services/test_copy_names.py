"""What copies are called: the work, the kind of agreement, which copy; and nobody's name."""

import pytest

from microbiz_desktop.services.copies.forms import FORMS
from microbiz_desktop.services.program.sample_deals import sample_agreement, sign_off
from microbiz_desktop.services.wiring import Services

from .sealed import draft_with, idea

KIND = "non-disclosure agreement"


def names(services: Services, key: int) -> dict[str, str]:
    """The name of every copy that there is now."""
    copies = services.documents.copies(key)
    return {form: services.documents.copy(key, form).file_name for form in copies}


def test_every_copy_says_the_kind_of_its_agreement_once(services: Services) -> None:
    draft = draft_with(services, idea(services).number)
    found = names(services, draft.id)
    services.offers.offer(draft.id, draft.version)
    found |= names(services, draft.id)
    again = services.offers.change_text(draft.id)
    again = services.agreements.answer(draft.id, again.version, "return_within", "21 days")
    services.offers.offer(draft.id, again.version)
    found |= names(services, draft.id)
    room = services.signoffs.room(draft.id)
    for party in room.parties:
        sign_off(services, room, party)
    made = services.signoffs.execute(draft.id)
    found |= names(services, draft.id)
    assert {*found} == {*FORMS}
    assert made.file_name == found["executed"]
    begins = "Talks about a travelling workshop, non-disclosure agreement, "
    assert {form: name.removeprefix(begins) for form, name in found.items()} == {
        "executed": "executed.pdf",
        "draft": "draft.pdf",
        "sign-off sheet": "sign-off sheet, 0 of 2 signed off.pdf",
        "offered": "revision 2.pdf",
        "changes": "what changed in revision 2.md",
        "changes as PDF": "what changed, Revision 1 to revision 2.pdf",
        "text": "revision 2.md",
        "deal": "deal.toml",
        "data": "revision 2.json",
    }


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Our Non-Disclosure Agreement", "Our Non-Disclosure Agreement, draft.pdf"),
        ("Talks: an oven / a kiln", "Talks an oven a kiln, non-disclosure agreement, draft.pdf"),
        ("", "Travelling workshop, non-disclosure agreement, draft.pdf"),
        ("Talks " * 20, f"{('Talks ' * 14)[:80].strip()}, {KIND}, draft.pdf"),
    ],
)
def test_a_title_that_says_the_kind_is_not_told_it_again(
    services: Services, title: str, name: str
) -> None:
    draft = draft_with(services, idea(services).number)
    services.agreements.answer(draft.id, draft.version, "title", title)
    assert services.documents.copy(draft.id, "draft").file_name == name


def test_two_papers_of_one_work_are_told_apart(services: Services) -> None:
    services.sample.load()
    titles = set()
    for kind in services.agreements.kinds():
        made = sample_agreement(services, kind.id)
        made = services.agreements.answer(made.id, made.version, "title", "The café")
        titles.add(services.documents.copy(made.id, "draft").file_name)
    assert len(titles) == len(services.agreements.kinds())
