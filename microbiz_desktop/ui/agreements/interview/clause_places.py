"""Which clause the preview shows for a question: where most of its section's answers stand."""

from collections import Counter
from collections.abc import Mapping, Sequence

from microbiz_desktop.services.agreements.asked import Section

Places = Mapping[str, tuple[str, ...]]


def seat_of(question: str, sections: Sequence[Section], places: Places) -> tuple[str, ...]:
    """The one clause or schedule to tint for a question; empty when it stands in none."""
    seats = places.get(question, ())
    if not seats:
        return ()
    home = next((s for s in sections if any(q.id == question for q in s.questions)), None)
    weight = _weights(home, places) if home is not None else Counter()
    return (max(seats, key=lambda seat: (weight[seat], -seats.index(seat))),)


def seat_of_section(section: Section, places: Places) -> tuple[str, ...]:
    """The clause in which most answers of a section stand."""
    weight = _weights(section, places)
    return tuple(seat for seat, _ in weight.most_common(1))


def _weights(section: Section, places: Places) -> Counter[str]:
    """A question counts most for the first clause it stands in; schedules come after clauses."""
    weight: Counter[str] = Counter()
    for question in section.questions:
        for seat in places.get(question.id, ()):
            weight[seat] += 1 if seat.startswith("schedule") else 2
    return weight
