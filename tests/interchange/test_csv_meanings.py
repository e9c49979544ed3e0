"""Where the values of other programs' tables land: by heading, by value, by language, by kind."""

import random
from collections.abc import Sequence

import pytest

from microbiz_desktop.domain.contacts.contacts import Address, BusinessData, CustomField, Way
from microbiz_desktop.interchange.csv_look import look
from microbiz_desktop.interchange.csv_ours import write_csv
from microbiz_desktop.interchange.csv_read import read_csv
from microbiz_desktop.interchange.heading_words import phrases, understood
from microbiz_desktop.interchange.vcard_read import read_vcards
from microbiz_desktop.interchange.vcard_write import write_vcards

from .csv_tables import TABLES, missing, table, values


def _only(text: str) -> BusinessData:
    found = read_csv(text.encode())
    assert not found.troubles
    (contact,) = found.contacts
    return contact.data


# Every heading of every program ----------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(TABLES))
def test_each_value_lands_where_its_heading_says(name: str) -> None:
    places = TABLES[name]
    cells = values(places, random.Random(name))
    content = table(places, cells).encode()
    seen = look(content)
    assert seen.questions() == ()
    (contact,) = read_csv(content, seen).contacts
    assert list(missing(contact.data, places, cells)) == []


def test_columns_may_stand_in_any_order_and_the_share_is_told() -> None:
    """Tables of each program with their columns shuffled; what landed elsewhere is printed."""
    rng = random.Random(10)
    total, lost = 0, []
    for name, places in TABLES.items():
        for _ in range(4):
            order = rng.sample(range(len(places)), len(places))
            cells = values(places, rng)
            content = table(places, cells, delimiter=rng.choice(",;\t|"), order=order).encode()
            (contact,) = read_csv(content).contacts
            total += len(places)
            lost += [(name, *one) for one in missing(contact.data, places, cells)]
    share = 1 - len(lost) / total
    print(f"{share:.2%} of {total:,} values landed in their field; elsewhere: {sorted(set(lost))}")
    assert share >= 0.98


def test_a_phrase_means_one_thing() -> None:
    """Two meanings of one word would depend on the order of the file."""
    twice = {
        phrase: keys
        for phrase, roles in phrases().items()
        if len(keys := {key for section, key in roles if section == "meaning"}) > 1
    }
    assert twice == {}


@pytest.mark.parametrize(
    ("heading", "target", "label"),
    [
        *(("billing_address_1", "street", "billing"), ("workEmail", "email", "work")),
        *(("Tel. (privat)", "phone", "home"), ("PLZ/Ort", "postcode_locality", "")),
        *(("Shipping City", "locality", "delivery"), ("Mobile pro", "phone", "work mobile")),
        *(("HAUSNUMMER", "street_number", ""), ("N° de téléphone", "phone", "")),
        *(("e-Mail:", "email", ""), ("*ContactName", "full_name", ""), ("D.O.B.", "birthday", "")),
        *(("Zip/Postcode", "postcode", ""), ("Adres zamieszkania", "address", "home")),
        *(("Телефон", "phone", ""), ("Фамилия", "family", ""), ("会社名", "business", "")),
    ],
)
def test_headings_of_programs_that_are_not_listed_are_put_together_from_words(
    heading: str, target: str, label: str
) -> None:
    said = understood(heading)
    assert said is not None
    assert (said.target, said.label) == (target, label)


@pytest.mark.parametrize(
    "heading",
    [
        *("Account owner", "Lead Status", "E-mail Display Name", "Assistant's Name", "Create Date"),
        *("Customer number", "Office Location", "Last Activity Date", "Name Assistent"),
    ],
)
def test_headings_with_a_word_nobody_knows_stay_fields_of_their_own(heading: str) -> None:
    data = _only(f"Name,E-mail,{heading}\nAda,a@a.example,Some 7\n")
    assert data.custom == (CustomField(heading, "Some 7"),)


# C1: nothing of an address is lost ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (
            'Name,Address,City,Postcode\nOak,"12 Elm Street, Old Town",Leeds,LS1 4AB\n',
            Address("12 Elm Street, Old Town", "Leeds", "", "LS1 4AB"),
        ),
        (
            'Company,Address,State\nOak,"12 Elm Street, Leeds LS1 4AB",West Yorkshire\n',
            Address("12 Elm Street, Leeds LS1 4AB", region="West Yorkshire"),
        ),
        (
            'Name,Address,REGION,CC\nOak,"12 Elm St, Springfield, WA 98110",WA,US\n',
            Address("12 Elm St", "Springfield", "WA", "98110", "US"),
        ),
        (
            'Name,Address,City,Postcode\nOak,"12 York Street, York, YO1 7AA",York,YO1 7AA\n',
            Address("12 York Street", "York", "", "YO1 7AA"),
        ),
        (
            'Name,Address,City\nOak,"12 York Street",York\n',
            Address("12 York Street", "York"),
        ),
        (
            "Name;Straße;Hausnummer;PLZ/Ort\nOak;Hofweg;7a;50667 Köln\n",
            Address("Hofweg 7a", "Köln", "", "50667"),
        ),
        (
            "Name,House number,Street,Town\nOak,7,Elm Street,Leeds\n",
            Address("7 Elm Street", "Leeds"),
        ),
        (
            "Name,Address 1,Address 2,Address 3,Town,PO Box\nOak,Mill,Unit 4,Low Rd,Leeds,Box 9\n",
            Address("Mill\nUnit 4\nLow Rd", "Leeds", po_box="Box 9"),
        ),
        (
            "Name,Street 1,City 1,Street 2,City 2\nOak,1 Low,Leeds,2 High,York\n",
            Address("1 Low", "Leeds"),
        ),
    ],
)
def test_an_address_keeps_its_street_and_its_parts(text: str, address: Address) -> None:
    data = _only(text)
    assert data.addresses[0] == address
    assert data.address == "\n".join(address.lines())
    assert data.place == address.locality


def test_what_an_address_says_beside_its_parts_is_kept() -> None:
    data = _only(
        "Name,Address 1 - Formatted,Address 1 - Street,Address 1 - City\n"
        'Oak,"c/o Bob Elm\n1 Low\nLeeds",1 Low,Leeds\n'
    )
    assert data.addresses == (Address("1 Low", "Leeds"),)
    assert [one.value for one in data.custom] == ["c/o Bob Elm\n1 Low\nLeeds"]


def test_parts_of_an_address_go_out_as_parts() -> None:
    """C4: also the first address, with its PO box and the label it has."""
    content = (
        b"First Name,Business Street,Business Street 2,Business City,Business Postal Code,"
        b"Business Address PO Box\nBob,1 Low Road,Unit 4,York,YO1 7AA,PO Box 12\n"
    )
    contacts = read_csv(content).contacts
    card = write_vcards(contacts).replace(b"\r\n ", b"").decode()
    assert "PO Box 12;;1 Low Road\\nUnit 4;York;;YO1 7AA;" in card
    (again,) = read_csv(write_csv(contacts, include_private=True)).contacts
    assert again.data.addresses == contacts[0].data.addresses


# C2: companies are companies -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "form"),
    [
        *(("Bright Sparks Ltd", "limited-company"), ("Oak LLP", "llp"), ("Arts C.I.C.", "cic")),
        *(("Stern GmbH", "limited-company"), ("Żółw sp. z o.o.", "limited-company")),
        *(("Acme S.A.", "other"), ("Foo AG", "other"), ("Müller GmbH & Co. KG", "partnership")),
        *(("Jansen B.V.", "limited-company"), ("Rossi S.r.l.", "limited-company")),
        *(("Novák s.r.o.", "limited-company"), ("Pereira, Lda.", "limited-company")),
        *(("Slate & Sons", "other"), ("Ada Byron", "sole-trader")),
    ],
)
def test_the_form_of_a_company_is_read_from_its_name(name: str, form: str) -> None:
    data = _only(f'Company,First Name,Last Name\n"{name}",Ada,Byron\n')
    assert (data.legal_name, data.legal_form) == (name, form)
    assert data.people[0].name == "Ada Byron"


@pytest.mark.parametrize("name", ["Bright Sparks Ltd", "Stern GmbH", "Acme S.A.", "Oak LLP", "Elm"])
def test_a_table_and_a_card_say_the_same_form(name: str) -> None:
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:Ada Byron\nORG:{name}\nEND:VCARD\n"
    (contact,) = read_vcards(card.encode()).contacts
    data = _only(f"Company,First Name,Last Name\n{name},Ada,Byron\n")
    assert (contact.data.legal_name, contact.data.legal_form) == (name, data.legal_form)


@pytest.mark.parametrize(
    ("said", "form", "kept"),
    [
        *(("GmbH", "limited-company", ()), ("Sole trader", "sole-trader", ())),
        *(("Einzelunternehmen", "sole-trader", ()), ("llp", "llp", ())),
        ("Guild", "other", ("Guild",)),
    ],
)
def test_a_column_of_forms_says_it(said: str, form: str, kept: Sequence[str]) -> None:
    data = _only(f"Company,Rechtsform,E-mail\nOak,{said},o@o.example\n")
    assert (data.legal_form, [one.value for one in data.custom]) == (form, list(kept))


def test_a_company_in_a_column_of_names_is_no_person() -> None:
    data = _only("Name,E-mail\nBright Sparks Ltd,a@a.example\n")
    assert (data.legal_name, data.legal_form, data.people) == (
        *("Bright Sparks Ltd", "limited-company", ()),
    )


@pytest.mark.parametrize("name", ["Maria Sa", "MARIA SA", "Kim Co", "Anna Spa", "Lee As"])
def test_people_whose_names_end_like_companies_stay_people(name: str) -> None:
    data = _only(f"Name,E-mail\n{name},a@a.example\n")
    assert (data.legal_form, data.people[0].name) == ("sole-trader", name)


# C4: the main number ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "cells", "main"),
    [
        ("Assistant's Phone,Business Fax,Business Phone,Mobile Phone", "1,2,3,4", "3"),
        ("Assistant's Phone,Business Fax,Business Phone,Mobile Phone", "1,2,,4", "4"),
        ("Fax,Pager,Home Phone,Other Phone", "1,2,3,4", "3"),
        ("Fax,Telefon,Handy", "1,2,3", "2"),
        ("Télécopie (bureau),Tél. mobile", "1,2", "2"),
        ("Home Phone,Primary Phone,Business Phone", "1,2,3", "2"),
    ],
)
def test_the_main_number_is_chosen_by_what_it_is_for(heading: str, cells: str, main: str) -> None:
    numbers = [f"0113 496 000{one}" if one else "" for one in cells.split(",")]
    data = _only(f"Name,{heading}\nAda,{','.join(numbers)}\n")
    assert data.phone == f"0113 496 000{main}"
    assert {data.phone, *(way.value for way in data.ways)} == {*filter(None, numbers)}


def test_a_fax_alone_is_nobodys_telephone() -> None:
    data = _only("Name,Fax,Assistant's Phone\nAda,0113 496 0001,0113 496 0002\n")
    assert data.phone == ""
    assert data.ways == (
        Way("phone", "0113 496 0001", "fax"),
        Way("phone", "0113 496 0002", "assistant"),
    )


def test_the_number_with_a_star_is_the_main_one() -> None:
    data = _only(
        "First Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n"
        "Ada,Work,0113 496 0001,* Home,0113 496 0002\n"
    )
    assert (data.phone, data.ways[0]) == ("0113 496 0002", Way("phone", "0113 496 0002", "home"))


# C6: names, titles, days -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "business"),
    [
        ("Name;Vorname;Ort\nMüller;Jürgen;Köln\n", "Jürgen Müller", "Jürgen Müller"),
        ("Nom;Téléphone\nJean Dupont;01 23 45 67 89\n", "Jean Dupont", "Jean Dupont"),
        ("Nombre;Móvil\nAna Ruiz;600 123 456\n", "Ana Ruiz", "Ana Ruiz"),
        ("Nome;Cognome\nAnna;Rossi\n", "Anna Rossi", "Anna Rossi"),
        ("Name,Contact person,Phone\nOak Works,Bo Elm,0113 496 0001\n", "Bo Elm", "Oak Works"),
        ("Naam;Voornaam;Plaats\nde Vries;Jan;Delft\n", "Jan de Vries", "Jan de Vries"),
        ("Name,Given Name,Family Name\nAda Byron,Ada,Byron\n", "Ada Byron", "Ada Byron"),
        ("Apellido 1;Apellido 2;Nombre\nRuiz;Gil;Ana\n", "Ana Ruiz Gil", "Ana Ruiz Gil"),
    ],
)
def test_words_for_a_name_are_understood_beside_each_other(
    text: str, name: str, business: str
) -> None:
    data = _only(text)
    assert (data.people[0].name, data.legal_name) == (name, business)


def test_a_title_is_said_before_the_name_or_is_a_role() -> None:
    data = _only("Title,First Name,Company\nDr,Ada,Oak\n")
    assert (data.people[0].prefix, data.people[0].role) == ("Dr", "")
    data = _only("Title,First Name,Company\nDirector,Ada,Oak\n")
    assert (data.people[0].prefix, data.people[0].role) == ("", "Director")
    data = _only("Titre,Prénom,Titre\nMme,Ada,Directrice\n")
    assert (data.people[0].prefix, data.people[0].role) == ("Mme", "Directrice")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        *(("1980-03-07", "1980-03-07"), ("7.3.1980", "1980-03-07"), ("7 Mar 1980", "1980-03-07")),
        *(("25/12/1980", "1980-12-25"), ("12/25/1980", "1980-12-25"), ("0/0/00", "")),
        *(("03/07/1980", "03/07/1980"), ("in spring", "in spring"), ("1980/3/7", "1980-03-07")),
    ],
)
def test_days_are_read_where_they_are_one_day_only(written: str, day: str) -> None:
    data = _only(f"Name,Birthday,E-mail\nAda,{written},a@a.example\n")
    assert data.people[0].birthday == day


def test_one_day_of_a_column_tells_how_the_others_are_written() -> None:
    text = "Name,Birthday\nAda,03/07/1980\nBo,12/25/1981\n"
    ada, _ = read_csv(text.encode()).contacts
    assert ada.data.people[0].birthday == "1980-03-07"


@pytest.mark.parametrize("heading", ["Birthday", "Met on"])
def test_every_column_of_days_is_told_by_its_other_days(heading: str) -> None:
    text = f"Name,E-mail,{heading}\nAda,a@a.example,03/04/2020\nBo,b@b.example,03/15/2020\n"
    ada, _ = read_csv(text.encode()).contacts
    assert "2020-03-04" in {ada.data.met_on, ada.data.people[0].birthday}


@pytest.mark.parametrize("written", ["31.02.1980", "30/02/1980", "31 Nov 1980", "1980-13-01"])
def test_what_is_no_day_of_the_calendar_stays_as_it_is(written: str) -> None:
    data = _only(f"Name,E-mail,Birthday\nAda,a@a.example,{written}\n")
    assert data.people[0].birthday == written


def test_parts_that_make_no_day_stay_under_their_headings() -> None:
    heading = "First Name,Last Name,Primary Email,Birth Year,Birth Month,Birth Day\n"
    rows = "Ada,Oak,a@a.example,1980,13,45\nBo,Elm,b@b.example,,2,30\nCy,Ash,c@c.example,,2,29\n"
    ada, bo, cy = (one.data for one in read_csv((heading + rows).encode()).contacts)
    assert [one.people[0].birthday for one in (ada, bo, cy)] == ["", "", "--02-29"]
    assert [one.value for one in ada.custom] == ["1980", "13", "45"]
    assert [one.value for one in bo.custom] == ["2", "30"]


def test_what_is_said_of_nobody_stays_under_its_heading() -> None:
    data = _only("Company,Job Title,Birthday\nOak Ltd,Director,1980-03-07\n")
    assert data.people == ()
    assert {(one.name, one.value) for one in data.custom} == {
        *(("Job Title", "Director"), ("Birthday", "1980-03-07"))
    }


# By value --------------------------------------------------------------------------------------


def test_cells_that_contradict_their_heading_are_believed() -> None:
    text = "Name,Address,Contact\nAda,a@a.example,0113 496 0001\nBo,b@b.example,0113 496 0002\n"
    ada, _ = read_csv(text.encode()).contacts
    assert (ada.data.email, ada.data.phone, ada.data.address) == (
        *("a@a.example", "0113 496 0001", ""),
    )


def test_a_column_without_words_is_told_by_what_it_holds() -> None:
    text = "Name,,Field 2,F3,F4\nAda,LS1 4AB,1980-03-07,www.ada.example,12 Elm Street\n"
    data = _only(text)
    assert (data.addresses[0].postcode, data.people[0].birthday) == ("LS1 4AB", "1980-03-07")
    assert data.website == "www.ada.example"
    assert "12 Elm Street" in data.address + str(data.addresses)


def test_companies_are_told_from_people_without_a_heading() -> None:
    rows = "Oak Ltd,Ada Byron,a@a.example\nElm GmbH,Bo Hart,b@b.example\nAsh LLP,Cy Low,c@c.example"
    first = read_csv(rows.encode()).contacts[0].data
    assert (first.legal_name, first.people[0].name) == ("Oak Ltd", "Ada Byron")


# C7: several in one cell -----------------------------------------------------------------------


def test_every_column_of_several_is_taken_apart() -> None:
    data = _only(
        "Name,Given Name,Family Name,Group Membership,Phone 1 - Type,Phone 1 - Value,"
        "Address 1 - Type,Address 1 - Formatted,Address 1 - Street,Address 1 - City,"
        "Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Website 1 - Type,"
        "Website 1 - Value,Organization 1 - Name,Custom Field 1 - Type,Custom Field 1 - Value\n"
        "Multi Home,Multi,Home,* myContacts ::: * Guild,Mobile,+1 555 0100 ::: +1 555 0101,Home,"
        '"12 Elm St\nSpringfield, IL 62701\nUS ::: 9 Oak Ave\nPeoria, 61601\nUS",'
        "12 Elm St ::: 9 Oak Ave,Springfield ::: Peoria,IL ::: ,62701 ::: 61601,US ::: US,Blog,"
        "https://a.example ::: https://b.example,Oak ::: Elm,Van,red ::: blue\n"
    )
    assert data.addresses == (
        Address("12 Elm St", "Springfield", "IL", "62701", "US", "home"),
        Address("9 Oak Ave", "Peoria", "", "61601", "US", "home"),
    )
    assert (data.legal_name, data.place) == ("Oak", "Springfield")
    assert data.labels == ("Guild",)
    assert [(one.name, one.value) for one in data.custom] == [
        *(("Van", "red"), ("Van", "blue"), ("Organization 1 - Name", "Elm"))
    ]
    assert ":::" not in repr(data)


@pytest.mark.parametrize(
    ("heading", "cell", "found"),
    [
        ("E-mail", "a@a.example; b@b.example", ["a@a.example", "b@b.example"]),
        ("E-mail", "a@a.example b@b.example,c@c.example", ["a@a.example", "b@b.example",
                                                            "c@c.example"]),
        ("Phone", "0113 496 0001 / 0113 496 0002", ["0113 496 0001", "0113 496 0002"]),
        ("Phone", "0113 496 0001, ask for Bo", ["0113 496 0001, ask for Bo"]),
        ("Phone", "01632/960001", ["01632/960001"]),
        ("E-mail", "Ada <a@a.example>", ["Ada <a@a.example>"]),
    ],
)  # fmt: skip
def test_several_in_a_cell_are_taken_apart_where_each_is_whole(
    heading: str, cell: str, found: Sequence[str]
) -> None:
    data = _only(f'Name,{heading}\nAda,"{cell}"\n')
    first = data.email or data.phone
    assert [first, *(way.value for way in data.ways)] == found


def test_labels_that_stand_before_their_values_are_labels() -> None:
    data = _only(
        'Name,Phone,Email\nAda,"mobile: 07700 900111\nwork: 01482 496001","home: a@a.example"\n'
    )
    assert (data.phone, data.email) == ("01482 496001", "a@a.example")
    assert data.ways == (
        Way("phone", "01482 496001", "work"),
        Way("email", "a@a.example", "home"),
        Way("phone", "07700 900111", "mobile"),
    )


def test_words_with_a_full_stop_between_are_no_web_page() -> None:
    data = _only("Name,E-mail,Skype\nAda,a@a.example,ada.byron\n")
    assert (data.website, [one.value for one in data.custom]) == ("", ["ada.byron"])


def test_cells_as_spreadsheets_and_databases_write_them() -> None:
    data = _only('Name,Phone,E-mail,Town\nAda,="0113 496 0001",NULL,#N/A\n')
    assert (data.phone, data.email, data.place) == ("0113 496 0001", "", "")
