"""Legal forms as words of their own, without the article that documents need before them."""

from microbiz_desktop.domain.deal import LEGAL_FORMS


def form_words(key: str) -> str:
    """ "Private limited company"; nothing for a form that has no words."""
    words = LEGAL_FORMS.get(key, "").removeprefix("an ").removeprefix("a ")
    return words[:1].upper() + words[1:]


def form_options() -> list[tuple[str, str]]:
    """Every form for a drop-down, in which the first letters typed find it."""
    return [(key, form_words(key) or "Another form") for key in LEGAL_FORMS]
