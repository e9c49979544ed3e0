"""Labels of one's own: found by, coloured, called otherwise, taken off and brought back."""

from dataclasses import replace
from pathlib import Path

import pytest

from microbiz_desktop.domain.contacts.labels import COLOURS, usual_colour
from microbiz_desktop.domain.errors import BadInput
from microbiz_desktop.services.contacts.contacts import Query
from microbiz_desktop.services.contacts.labels import LabelData
from microbiz_desktop.services.contacts.query import from_json, to_json
from microbiz_desktop.services.wiring import Services
from tests.services.circle import associate


def _of(services: Services, key: int) -> tuple[str, ...]:
    return services.businesses.get(key).labels


def _other_than(colour: str) -> str:
    return next(one for one in COLOURS if one != colour)


def test_a_label_is_put_on_many_and_found_by(services: Services) -> None:
    amara, bruno, cleo = (associate(services, name) for name in ("Amara", "Bruno", "Cleo"))
    assert services.labels.put_on((amara, bruno), "  Christmas   market ") == (amara, bruno)
    assert services.labels.put_on((bruno, cleo), "Christmas market") == (cleo,)
    services.labels.put_on((cleo,), "Market")  # part of the other's words is no match
    assert _of(services, bruno) == ("Christmas market",)
    found = services.contacts.ids(Query(labels=("Christmas market",))).ids
    assert list(found) == [amara, bruno, cleo]
    both = Query(labels=("Christmas market", "Market"))
    assert list(services.contacts.ids(both).ids) == [cleo]
    assert from_json(to_json(both)) == both
    assert [row.labels for row in services.contacts.rows((cleo, amara))] == [
        ("Christmas market", "Market"),
        ("Christmas market",),
    ]
    assert services.contacts.facets().labels == (("Christmas market", 3), ("Market", 1))
    assert list(services.contacts.ids(Query(text="christ")).ids) == [amara, bruno, cleo]


def test_a_label_with_marks_of_json_in_it_is_found(services: Services) -> None:
    amara, bruno = associate(services, "Amara"), associate(services, "Bruno")
    name = 'Zoë\'s "best", 100 % \\'
    services.labels.put_on((bruno,), name)
    services.labels.put_on((amara,), "best")
    assert list(services.contacts.ids(Query(labels=(name,))).ids) == [bruno]
    assert services.labels.take_off(name).ids == (bruno,)


def test_colours_are_chosen_once_and_for_every_spelling_of_capitals(services: Services) -> None:
    amara = associate(services, "Amara")
    services.labels.put_on((amara,), "Fair")
    assert services.labels.all() == (LabelData("Fair", usual_colour("Fair"), 1),)
    other = _other_than(usual_colour("Fair"))
    services.labels.paint("Fair", other)
    assert services.labels.colours(("fair", "Fair", "Guild")) == {
        "fair": other,
        "Fair": other,
        "Guild": usual_colour("Guild"),
    }
    services.labels.paint("Fair", usual_colour("Fair"))
    assert services.labels.colours(("Fair",)) == {"Fair": usual_colour("Fair")}
    with pytest.raises(BadInput):
        services.labels.paint("Fair", "#ff0000")


def test_a_label_is_called_otherwise_everywhere_and_taken_in_by_one_that_is_there(
    services: Services,
) -> None:
    amara, bruno = associate(services, "Amara"), associate(services, "Bruno")
    services.labels.put_on((amara, bruno), "Fair")
    services.labels.put_on((bruno,), "Market")
    colour = _other_than(usual_colour("Fair"))
    services.labels.paint("Fair", colour)
    before = services.businesses.get(amara).version
    renamed = services.labels.rename("Fair", "Market")
    assert (_of(services, amara), _of(services, bruno)) == (("Market",), ("Market",))
    assert services.labels.all() == (LabelData("Market", colour, 2),)
    assert services.businesses.get(amara).version > before  # a form that is open notices
    services.labels.undo_rename(renamed)
    assert (_of(services, amara), _of(services, bruno)) == (("Fair",), ("Market", "Fair"))
    usual = usual_colour("Market")
    assert services.labels.colours(("Fair", "Market")) == {"Fair": colour, "Market": usual}
    with pytest.raises(BadInput):
        services.labels.rename("Market", "  ")


def test_a_label_taken_off_everybody_comes_back_to_those_with_its_colour(
    services: Services,
) -> None:
    amara, bruno, cleo = (associate(services, name) for name in ("Amara", "Bruno", "Cleo"))
    services.labels.put_on((amara, cleo), "Fair")
    services.labels.put_on((bruno,), "Guild")
    colour = _other_than(usual_colour("Fair"))
    services.labels.paint("Fair", colour)
    taken = services.labels.take_off("Fair")
    assert [one.name for one in services.labels.all()] == ["Guild"]
    services.labels.bring_back(taken)
    assert services.labels.all()[0] == LabelData("Fair", colour, 2)
    one = services.labels.take_off("Fair", (amara,))
    assert (one.ids, _of(services, amara), _of(services, cleo)) == ((amara,), (), ("Fair",))
    assert services.labels.colours(("Fair",)) == {"Fair": colour}


def test_who_is_in_the_bin_is_not_counted_and_keeps_the_label(services: Services) -> None:
    amara = associate(services, "Amara")
    services.labels.put_on((amara,), "Fair")
    services.businesses.delete(amara)
    assert services.labels.all() == ()
    services.businesses.undelete(amara)
    assert services.labels.all()[0].count == 1
    data = services.businesses.get(amara)
    services.businesses.save(replace(data, labels=()))
    assert services.labels.all() == ()


def test_the_colour_of_a_label_goes_with_the_last_who_had_it_when_that_is_forgotten(
    services: Services, data_dir: Path
) -> None:
    amara, bruno = associate(services, "Amara"), associate(services, "Bruno")
    services.labels.put_on((amara,), "Owes Zebedee")
    services.labels.put_on((amara, bruno), "Fair")
    services.labels.put_on((amara,), "FAIR")
    kept = _other_than(usual_colour("Fair"))
    services.labels.paint("Owes Zebedee", _other_than(usual_colour("Owes Zebedee")))
    services.labels.paint("Fair", kept)
    services.merging.forget(amara)
    assert services.labels.all() == (LabelData("Fair", kept, 1),)
    files = [path.read_bytes() for path in data_dir.rglob("*") if path.is_file()]
    assert not any(b"zebedee" in content.lower() for content in files)
