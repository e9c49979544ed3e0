"""Whether what a template says it is for names questions and answers that there are."""

from collections.abc import Iterator, Mapping

from ...domain.papers import QUESTIONS, PaperFit
from .model import Template
from .toml_source import Defect

_ANSWERS = {question.id: {answer.key for answer in question.answers} for question in QUESTIONS}


def fit_defects(template: Template) -> Iterator[Defect]:
    """A question or an answer that nobody can give, and a fit that says nothing."""
    for fit in template.fits:
        if not fit.answers:
            yield "what a kind is for is told by answers", ("why", fit.why)
        if not fit.why.strip():
            yield "what a kind is for has a reason, “why”", ("[[fits]]",)
        yield from _unknown(fit)


def _unknown(fit: PaperFit) -> Iterator[Defect]:
    as_written: Mapping[str, object] = fit.answers
    for name, given in as_written.items():
        if name not in _ANSWERS:
            known = ", ".join(_ANSWERS)
            yield f"“{name}” is not asked when choosing: {known}", ("answers", name)
            continue
        if not isinstance(given, tuple) or not given:
            yield f"the answers to “{name}” are a list", ("answers", name)
            continue
        for answer in given:
            if answer not in _ANSWERS[name]:
                known = ", ".join(sorted(_ANSWERS[name]))
                yield f"“{answer}” is no answer to “{name}”: {known}", ("answers", f'"{answer}"')
