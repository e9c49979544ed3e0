"""What a column of somebody else's table may become here: the choices of the mapping page.

The reading of tables goes by the same list. Each choice stands in one row with its title and the
headings that mean it, so that what is offered is also what is recognised.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.contacts.contacts import FIELDS, ITEMS


@dataclass(frozen=True, slots=True)
class Target:
    """A choice for a column, with the headings that mean it in several languages.

    They are in small letters, without accents, parted by commas. Of `many` a row may hold several,
    told apart by their number.
    """

    key: str
    title: str
    words: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """What becomes of one column: target, which of several, a label or field name that is fixed."""

    target: str = "ignore"
    number: int = 1
    label: str = ""


#: One use for each column, in the order of the columns.
Mapping = tuple[Use, ...]

#: Fields of which a business has one: those of the table that other programs may know.
OFFERED = {name: about for name, about in FIELDS.items() if about.known is not None}
_LISTED = " (parted by commas or semicolons)"


def _many(key: str, title: str, words: str = "") -> Target:
    return Target(key, title, words, many=True)


#: Every choice, in the order the mapping page offers them.
TARGETS = (
    Target("ignore", "Leave out"),
    Target(
        *("business", "Business name"),
        "business name,business,company,company name,organization,organisation,organization name,"
        "organisation name,trading name,firma,unternehmen,entreprise,societe,empresa,azienda,"
        "bedrijf,firm,practice,studio,firme,organisationsname,unternehmensname",
    ),
    Target(
        *("full_name", "Person: full name"),
        "name,full name,display name,contact,contact name,contact person,ansprechpartner,person,"
        "nom complet,nombre completo,nome completo,naam,file as,kontakt",
    ),
    Target(
        *("given", "Person: given name"),
        "first name,given name,forename,vorname,prenom,nombre,nome,voornaam,fornavn,fornamn",
    ),
    Target(
        *("additional", "Person: further names"),
        "middle name,additional name,second name,zweiter vorname",
    ),
    Target(
        *("family", "Person: family name"),
        "last name,family name,surname,nachname,familienname,nom,nom de famille,apellido,"
        "apellidos,cognome,achternaam,efternamn,etternavn",
    ),
    Target(
        *("prefix", "Person: title before the name"),
        "name prefix,prefix,salutation,anrede,civilite,honorific",
    ),
    Target("suffix", "Person: letters after the name", "name suffix,suffix,letters"),
    Target("nickname", "Person: nickname", "nickname,nick name,short name,spitzname,surnom"),
    Target("said", "Person: how the name is said", "pronunciation,phonetic name,said,yomi name"),
    Target(
        *("role", "Person: role"),
        "role,job title,position,title,occupation,function,funktion,fonction,cargo,poste,"
        "organization title,ruolo,functie,beruf",
    ),
    Target(
        *("birthday", "Person: birthday"),
        "birthday,date of birth,geburtstag,anniversaire,date de naissance,compleanno,cumpleanos,"
        "born",
    ),
    Target("birth_year", "Person: year of birth", "birth year"),
    Target("birth_month", "Person: month of birth", "birth month"),
    Target("birth_day", "Person: day of birth", "birth day"),
    _many(
        *("email", "E-mail"),
        "mailadresse,courriel,correo,correo electronico,adresse e-mail,e-mail-adresse,adresse mail,"
        "posta elettronica,e-post,email adresse",
    ),
    _many("email_label", "E-mail label"),
    _many(
        *("phone", "Phone"),
        "telefon,telefono,telefoon,telephone number,telefonnummer,rufnummer,handy,portable,movil,"
        "cellulare,mobiltelefon,gsm,numero de telephone",
    ),
    _many("phone_label", "Phone label"),
    _many(
        *("website", "Website or link"),
        "web,site,site web,webseite,internet,link,web page 1,home page,blog,pagina web,url",
    ),
    _many("website_label", "Link label"),
    _many(
        *("address", "Address: all of it"),
        "address,postal address,full address,adresse,anschrift,direccion,indirizzo,adres",
    ),
    _many(
        *("street", "Address: street"),
        "street,street address,address line 1,address 1,strasse,rue,calle,via,straat",
    ),
    _many(
        *("extended", "Address: flat, floor or second line"),
        "address line 2,address 2,street 2,extended address,adresszusatz,complement",
    ),
    _many("po_box", "Address: PO box", "po box,postfach,boite postale"),
    _many(
        *("locality", "Address: town"),
        "town,city,locality,ort,stadt,wohnort,ville,ciudad,citta,plaats,stad",
    ),
    _many(
        *("region", "Address: county or region"),
        "county,state,region,province,bundesland,departement,provincia",
    ),
    _many(
        *("postcode", "Address: postcode"),
        "postcode,post code,postal code,zip,zip code,zipcode,plz,postleitzahl,code postal,"
        "codigo postal,cap",
    ),
    _many("country", "Address: country", "country,land,pays,pais,paese,country/region"),
    _many("address_label", "Address label"),
    *(
        Target(name, about.title + (_LISTED if name in ITEMS else ""), about.known or "")
        for name, about in OFFERED.items()
    ),
    _many("custom", "A field of its own"),
    _many("custom_label", "Name of a field of its own"),
    Target("ours", "As this program wrote it"),
)
#: What a heading in small letters means.
TARGET_OF = {
    word: target.key for target in TARGETS for word in target.words.split(",") if target.words
}


def title(key: str) -> str:
    """The words of a choice."""
    return next(target.title for target in TARGETS if target.key == key)


def header_signature(headers: Sequence[str]) -> str:
    """A short key of a heading, the same for the same columns: remembered mappings hang on it."""
    plain = "\x1f".join(" ".join(header.split()).casefold() for header in headers)
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:32]
