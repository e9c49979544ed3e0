"""Headings of other programs' tables, each with where its value belongs, and tables made of them.

A place is written `given`, `phone/work fax`, `work.street`, `custom`: see `missing()`. Values are
invented, one of a kind in each cell, so that each can be looked for where it should be.
"""

import csv
import io
import random
from collections.abc import Callable, Iterator, Mapping, Sequence

from microbiz_desktop.domain.contacts.contacts import BusinessData

#: A heading and where its value belongs, a line each, parted by the last `=`.
_TABLES = {
    "outlook-en": """
Title=prefix|First Name=given|Middle Name=additional|Last Name=family|Suffix=suffix|Company=business
Department=custom|Job Title=role|Business Street=work.street|Business Street 2=work.street
Business Street 3=work.street|Business City=work.locality|Business State=work.region
Business Postal Code=work.postcode|Business Country/Region=work.country|Home Street=home.street
Home City=home.locality|Home Postal Code=home.postcode|Other Street=other.street
Other City=other.locality|Other Country/Region=other.country|Assistant's Phone=phone/assistant
Business Fax=phone/work fax|Business Phone=phone/work|Business Phone 2=phone/work
Callback=phone/callback|Car Phone=phone/car|Company Main Phone=phone/main|Home Fax=phone/home fax
Home Phone=phone/home|ISDN=phone/isdn|Mobile Phone=phone/mobile|Other Phone=phone/other
Pager=phone/pager|Primary Phone=phone/main|Radio Phone=phone/radio|Telex=phone/telex
TTY/TDD Phone=phone/tty|Account=custom|Anniversary=custom|Assistant's Name=custom|Birthday=birthday
Business Address PO Box=work.po_box|Categories=labels|Children=custom|E-mail Address=email/
E-mail Display Name=custom|E-mail 2 Address=email/|Hobby=custom|Location=place
Manager's Name=custom|Notes=notes|Office Location=custom|Profession=custom|Spouse=custom
User 1=custom|Web Page=website/
""",
    "outlook-de": """
Anrede=prefix|Vorname=given|Weitere Vornamen=additional|Nachname=family|Suffix=suffix|Firma=business
Abteilung=custom|Position=role|Straße geschäftlich=work.street|Straße geschäftlich 2=work.street
Straße geschäftlich 3=work.street|Ort geschäftlich=work.locality|Region geschäftlich=work.region
Postleitzahl geschäftlich=work.postcode|Land/Region geschäftlich=work.country
Straße privat=home.street|Straße privat 2=home.street|Ort privat=home.locality
Bundesland/Kanton privat=home.region|Postleitzahl privat=home.postcode
Land/Region privat=home.country|Weitere Straße=other.street|Weiterer Ort=other.locality
Weiteres/r Bundesland/Kanton=other.region|Weitere Postleitzahl=other.postcode
Weiteres/e Land/Region=other.country|Telefon Assistent=phone/assistant
Fax geschäftlich=phone/work fax
Telefon geschäftlich=phone/work|Telefon geschäftlich 2=phone/work|Rückmeldung=phone/callback
Autotelefon=phone/car|Telefon Firma=phone/work|Fax privat=phone/home fax|Telefon (privat)=phone/home
Telefon (privat 2)=phone/home|ISDN=phone/isdn|Mobiltelefon=phone/mobile|Weiteres Fax=phone/other fax
Weiteres Telefon=phone/other|Pager=phone/pager|Haupttelefon=phone/main|Mobiltelefon 2=phone/mobile
Telefon für Hörbehinderte=phone/tty|Telex=phone/telex|Abrechnungsinformation=custom
Benutzer 1=custom|E-Mail-Adresse=email/|E-Mail: Angezeigter Name=custom|E-Mail 2: Adresse=email/
Empfohlen von=introduced_by|Geburtstag=birthday|Hobby=custom|Jahrestag=custom|Kategorien=labels
Kinder=custom|Konto=custom|Name Assistent=custom|Notizen=notes|Ort=place
Postfach geschäftlich=work.po_box|Postfach privat=home.po_box|Reisekilometer=custom
Stichwörter=custom|Webseite=website/
""",
    "outlook-fr": """
Titre=prefix|Prénom=given|Deuxième prénom=additional|Nom=family|Suffixe=suffix|Société=business
Service=custom|Fonction=role|Rue (bureau)=work.street|Rue (bureau) 2=work.street
Ville (bureau)=work.locality|Dép/Région (bureau)=work.region|Code postal (bureau)=work.postcode
Pays/Région (bureau)=work.country|Rue (domicile)=home.street|Ville (domicile)=home.locality
Code postal (domicile)=home.postcode|Rue (autre)=other.street|Ville (autre)=other.locality
Téléphone de l'assistant(e)=phone/assistant|Télécopie (bureau)=phone/work fax
Téléphone (bureau)=phone/work|Téléphone 2 (bureau)=phone/work|Rappel=phone/callback
Téléphone (voiture)=phone/car|Téléphone société=phone/work|Télécopie (domicile)=phone/home fax
Téléphone (domicile)=phone/home|RNIS=phone/isdn|Tél. mobile=phone/mobile
Télécopie (autre)=phone/other fax|Récepteur de radiomessagerie=phone/pager
Téléphone principal=phone/main|Radio téléphone=phone/radio|Téléphone TDD/TTY=phone/tty
Télex=phone/telex|Adresse de messagerie=email/|Nom complet de l'adresse de messagerie=custom
Adresse de messagerie 2=email/|Anniversaire=birthday|Anniversaire de mariage ou fête=custom
Catégories=labels|Conjoint(e)=custom|Mots clés=custom|Nom de l'assistant(e)=custom|Notes=notes
Boîte postale du domicile=home.po_box|Page Web=website/|Recommandé par=introduced_by
Utilisateur 1=custom
""",
    "outlook-es": """
Tratamiento=prefix|Nombre=given|Segundo nombre=additional|Apellidos=family|Sufijo=suffix
Organización=business|Departamento=custom|Puesto=role|Calle del trabajo=work.street
Calle 2 del trabajo=work.street|Ciudad de trabajo=work.locality
Provincia o estado de trabajo=work.region|Código postal del trabajo=work.postcode
País o región del trabajo=work.country|Calle del domicilio=home.street
Ciudad de residencia=home.locality|Código postal de residencia=home.postcode
Otra calle=other.street|Otra ciudad=other.locality|Otro código postal=other.postcode
Teléfono del ayudante=phone/assistant|Fax del trabajo=phone/work fax
Teléfono del trabajo=phone/work|Teléfono del trabajo 2=phone/work
Devolución de llamada=phone/callback|Teléfono del automóvil=phone/car
Número de centralita de la organización=phone/work main|Fax particular=phone/home fax
Particular=phone/home|RDSI=phone/isdn|Móvil=phone/mobile|Otro fax=phone/other fax
Otro teléfono=phone/other|Localizador=phone/pager|Teléfono principal=phone/main
Radioteléfono=phone/radio|Número de teletipo=phone/tty|Télex=phone/telex
Dirección de correo electrónico=email/|Dirección de correo electrónico 2=email/
Aniversario=custom|Cumpleaños=birthday|Categorías=labels|Notas=notes|Página Web=website/
""",
    "outlook-it": """
Titolo=prefix|Nome=given|Secondo nome=additional|Cognome=family|Società=business|Reparto=custom
Posizione=role|Via (uff.)=work.street|Via (uff.) 2=work.street|Città (uff.)=work.locality
Provincia (uff.)=work.region|CAP (uff.)=work.postcode|Paese/area geografica (uff.)=work.country
Via (ab.)=home.street|Città (ab.)=home.locality|CAP (ab.)=home.postcode|Altra via=other.street
Altra città=other.locality|Altro CAP=other.postcode|Telefono assistente=phone/assistant
Fax (uff.)=phone/work fax|Ufficio=phone/work|Ufficio 2=phone/work
Richiamata automatica=phone/callback|Telefono auto=phone/car
Telefono principale società=phone/work main|Fax (ab.)=phone/home fax|Abitazione=phone/home
Abitazione 2=phone/home|ISDN=phone/isdn|Cellulare=phone/mobile|Altro fax=phone/other fax
Altro telefono=phone/other|Cercapersone=phone/pager|Telefono principale=phone/main
Radiotelefono=phone/radio|Telefono TTY/TDD=phone/tty|Telex=phone/telex|Account=custom
Altro indirizzo - Casella postale=other.po_box|Anniversario=custom|Categorie=labels
Compleanno=birthday|Figli=custom|Indirizzo (uff.) - Casella postale=work.po_box|Luogo=place
Nome assistente=custom|Nome manager=custom|Note=notes|Pagina Web=website/
Indirizzo posta elettronica=email/|Nome visualizzato posta elettronica=custom
Indirizzo posta elettronica 2=email/|Ubicazione ufficio=custom|Utente 1=custom
""",
    "outlook-nl": """
Titel=prefix|Voornaam=given|Middelste naam=additional|Achternaam=family|Achtervoegsel=suffix
Bedrijf=business|Afdeling=custom|Functie=role|Werkadres, straat=work.street
Werkadres 2, straat=work.street|Werkadres, plaats=work.locality|Werkadres, provincie=work.region
Werkadres, postcode=work.postcode|Land/regio (werk)=work.country|Huisadres, straat=home.street
Huisadres, plaats=home.locality|Huisadres, postcode=home.postcode|Land/regio (thuis)=home.country
Ander adres, straat=other.street|Ander adres, plaats=other.locality
Telefoon assistent=phone/assistant|Fax op werk=phone/work fax|Telefoon op werk=phone/work
Telefoon op werk 2=phone/work|Terugbellen=phone/callback|Autotelefoon=phone/car
Hoofdtelefoon bedrijf=phone/work main|Fax thuis=phone/home fax|Telefoon thuis=phone/home
ISDN=phone/isdn|Mobiele telefoon=phone/mobile|Andere fax=phone/other fax
Andere telefoon=phone/other|Pager=phone/pager|Hoofdtelefoon=phone/main|Radiotelefoon=phone/radio
Teksttelefoon=phone/tty|Telex=phone/telex|Account=custom|Categorien=labels|E-mailadres=email/
Weergavenaam voor e-mail=custom|E-mailadres 2=email/|Kantoorlocatie=custom|Kinderen=custom
Naam assistent=custom|Notities=notes|Verjaardag=birthday|Webpagina=website/
Werkadres, postbusnummer=work.po_box
""",
    "outlook-pl": """
Tytuł=prefix|Imię=given|Drugie imię=additional|Nazwisko=family|Sufiks=suffix|Firma=business
Dział=custom|Stanowisko=role|Adres służbowy - ulica=work.street|Adres służbowy - ulica 2=work.street
Adres służbowy - miejscowość=work.locality|Adres służbowy - województwo=work.region
Adres służbowy - kod pocztowy=work.postcode|Adres służbowy - kraj/region=work.country
Adres domowy - ulica=home.street|Adres domowy - ulica (2)=home.street
Adres domowy - miejscowość=home.locality|Adres domowy - kod pocztowy=home.postcode
Inny adres - ulica=other.street|Inny adres - miejscowość=other.locality
Telefon asystenta=phone/assistant|Faks służbowy=phone/work fax|Telefon służbowy=phone/work
Telefon służbowy 2=phone/work|Wywołanie zwrotne=phone/callback|Telefon w samochodzie=phone/car
Główny telefon do firmy=phone/work main|Faks domowy=phone/home fax|Telefon domowy=phone/home
ISDN=phone/isdn|Telefon komórkowy=phone/mobile|Inny faks=phone/other fax|Inny telefon=phone/other
Pager=phone/pager|Telefon podstawowy=phone/main|Radiotelefon=phone/radio|Telefon TTY/TDD=phone/tty
Teleks=phone/telex|Adres e-mail=email/|Adres e-mail 2=email/|Urodziny=birthday|Rocznica=custom
Kategorie=labels|Notatki=notes|Strona sieci Web=website/
""",
    "outlook-pt": """
Título=prefix|Nome=given|Segundo nome=additional|Sobrenome=family|Sufixo=suffix|Empresa=business
Departamento=custom|Cargo=role|Rua do endereço comercial=work.street
Rua do endereço comercial 2=work.street|Cidade do endereço comercial=work.locality
Estado do endereço comercial=work.region|CEP do endereço comercial=work.postcode
País/Região da Empresa=work.country|Rua do endereço residencial=home.street
Cidade do endereço residencial=home.locality|CEP do endereço residencial=home.postcode
Outra rua=other.street|Outra cidade=other.locality|Telefone do assistente=phone/assistant
Fax comercial=phone/work fax|Telefone comercial=phone/work|Telefone Comercial 2=phone/work
Retorno de chamada=phone/callback|Telefone do carro=phone/car
Telefone principal da empresa=phone/work main|Fax residencial=phone/home fax
Telefone residencial=phone/home|Telefone celular=phone/mobile|Outro fax=phone/other fax
Outro telefone=phone/other|Pager=phone/pager|Telefone principal=phone/main
Radiotelefone=phone/radio|Telex=phone/telex|Endereço de email=email/|Endereço de email 2=email/
Aniversário=birthday|Categorias=labels|Anotações=notes|Página da Web=website/
""",
    "yahoo": """
First=given|Middle=additional|Last=family|Nickname=nickname|Email=email/|Category=labels
Distribution Lists=custom|Messenger ID=custom|Home=phone/home|Work=phone/work|Pager=phone/pager
Fax=phone/fax|Mobile=phone/mobile|Other=phone/other|Yahoo! Phone=phone/Yahoo! Phone
Primary=phone/main|Alternate Email 1=email/other|Alternate Email 2=email/other
Personal Website=website/home|Business Website=website/work|Title=role|Company=business
Work Address=work.street|Work City=work.locality|Work State=work.region|Work ZIP=work.postcode
Work Country=work.country|Home Address=home.street|Home City=home.locality|Home State=home.region
Home ZIP=home.postcode|Home Country=home.country|Birthday=birthday|Anniversary=custom
Custom 1=custom|Comments=notes
""",
    "icloud": """
First Name=given|Last Name=family|Middle Name=additional|Company=business|Job Title=role
Phone (Mobile)=phone/mobile|Phone (Home)=phone/home|Phone (Work)=phone/work|Email (Home)=email/home
Email (Work)=email/work|Street (Home)=home.street|City (Home)=home.locality
State (Home)=home.region|ZIP (Home)=home.postcode|Country (Home)=home.country|Birthday=birthday
Note=notes
""",
    "hubspot": """
Record ID=custom|First Name=given|Last Name=family|Email=email/|Phone Number=phone/
Mobile Phone Number=phone/mobile|Job Title=role|Company Name=business|Street Address=.street
City=.locality|State/Region=.region|Postal Code=.postcode|Country/Region=.country
Website URL=website/|Contact owner=custom|Lead Status=custom|Lifecycle Stage=custom
Create Date=custom
""",
    "salesforce": """
Salutation=prefix|First Name=given|Last Name=family|Title=role|Account Name=business
Mailing Street=.street|Mailing City=.locality|Mailing State/Province=.region
Mailing Zip/Postal Code=.postcode|Mailing Country=.country|Other Street=other.street
Other City=other.locality|Phone=phone/|Mobile=phone/mobile|Fax=phone/fax|Home Phone=phone/home
Other Phone=phone/other|Asst. Phone=phone/assistant|Email=email/|Account Owner=custom
Birthdate=birthday|Department=custom
""",
    "mailchimp": """
Email Address=email/|First Name=given|Last Name=family|Address=.street|Phone Number=phone/
Birthday=birthday|Company=business|MEMBER_RATING=custom|OPTIN_TIME=custom|LEID=custom|TAGS=labels
""",
    "thunderbird": """
First Name=given|Last Name=family|Nickname=nickname|Primary Email=email/main
Secondary Email=email/|Work Phone=phone/work|Home Phone=phone/home|Fax Number=phone/fax
Pager Number=phone/pager|Mobile Number=phone/mobile|Home Address=home.street
Home Address 2=home.street|Home City=home.locality|Home State=home.region
Home ZipCode=home.postcode|Home Country=home.country|Work Address=work.street
Work Address 2=work.street|Work City=work.locality|Work State=work.region
Work ZipCode=work.postcode|Work Country=work.country|Job Title=role|Department=custom
Organization=business|Web Page 1=website/|Web Page 2=website/|Custom 1=custom|Notes=notes
""",
    "linkedin": """
First Name=given|Last Name=family|URL=website/linkedin|Email Address=email/|Company=business
Position=role|Connected On=met_on
""",
    "shopify": """
First Name=given|Last Name=family|Email=email/|Accepts Email Marketing=custom
Default Address Company=business|Default Address Address1=.street|Default Address Address2=.street
Default Address City=.locality|Default Address Zip=.postcode|Phone=phone/|Total Spent=custom
Note=notes|Tags=labels
""",
    "xero": """
*ContactName=trading_name|AccountNumber=custom|EmailAddress=email/|FirstName=given|LastName=family
POAttentionTo=custom|POAddressLine1=.street|POAddressLine2=.street|POCity=.locality
PORegion=.region|POPostalCode=.postcode|POCountry=.country|SAAddressLine1=other.street
SACity=other.locality|PhoneNumber=phone/|FaxNumber=phone/fax|MobileNumber=phone/mobile
DDINumber=phone/direct|SkypeName=custom|TaxNumber=tax_number|Website=website/|LegalName=business
CompanyNumber=registration_number
""",
    "lexware": """
Kundennummer=custom|Firmenname=business|Vorname=given|Nachname=family|Strasse 1=.street
PLZ 1=.postcode|Ort 1=.locality|Land 1=.country|Email 1=email/|Email 2=email/|Telefon 1=phone/
Mobil 1=phone/mobile|Fax 1=phone/fax|USt-IdNr.=tax_number|Notiz=notes
""",
    "kaddressbook": """
Family Name=family|Given Name=given|Additional Names=additional|Honorific Suffixes=suffix
Nick Name=nickname|Birthday=birthday|Home Address Street=home.street
Home Address Post Office Box=home.po_box|Home Address City=home.locality
Home Address Region=home.region|Home Address Zip Code=home.postcode
Home Address Country=home.country|Business Address Street=work.street
Business Address City=work.locality|Business Address Zip Code=work.postcode|Home Phone=phone/home
Business Phone=phone/work|Mobile Phone=phone/mobile|Home Fax=phone/home fax
Business Fax=phone/work fax|Email Address=email/|Title=role|Organization=business
Department=custom|Note=notes|Homepage=website/|Manager's Name=custom
""",
    "woocommerce": """
user_id=custom|billing_first_name=given|billing_last_name=family|billing_company=business
billing_address_1=billing.street|billing_address_2=billing.street|billing_city=billing.locality
billing_postcode=billing.postcode|billing_country=billing.country|billing_state=billing.region
billing_email=email/billing|billing_phone=phone/billing|shipping_address_1=delivery.street
shipping_city=delivery.locality
""",
    "pipedrive": """
Person - Name=name|Person - Email - Work=email/work|Person - Email - Home=email/home
Person - Phone - Mobile=phone/mobile|Person - Phone - Work=phone/work|Person - Organization=business
Person - Label=labels
""",
    "google-new": """
First Name=given|Middle Name=additional|Last Name=family|Name Prefix=prefix|Name Suffix=suffix
Nickname=nickname|Organization Name=business|Organization Title=role
Organization Department=custom|Birthday=birthday|Notes=notes|Labels=labels
E-mail 1 - Value=email/|E-mail 2 - Value=email/|Phone 1 - Value=phone/|Phone 2 - Value=phone/
Address 1 - Street=.street|Address 1 - City=.locality|Address 1 - PO Box=.po_box
Address 1 - Region=.region|Address 1 - Postal Code=.postcode|Address 1 - Country=.country
Address 1 - Extended Address=.extended|Website 1 - Value=website/
""",
}
TABLES: Mapping[str, Sequence[tuple[str, str]]] = {
    name: [
        (heading, place)
        for entry in text.strip().replace("\n", "|").split("|")
        for heading, _, place in [entry.rpartition("=")]
    ]
    for name, text in _TABLES.items()
}


def values(places: Sequence[tuple[str, str]], rng: random.Random) -> list[str]:
    """An invented value for each column, different from every other."""
    used: set[str] = set()
    found = []
    for heading, place in places:
        made = _value(heading, place, rng)
        while made in used:
            made = _value(heading, place, rng)
        used.add(made)
        found.append(made)
    return found


def _value(heading: str, place: str, rng: random.Random) -> str:
    kind = place.partition("/")[0]
    number = rng.randrange(100, 1000)
    if kind in _MADE:
        return _MADE[kind](number)
    part = place.rpartition(".")[2]
    if part == "postcode":
        return rng.choice([f"LS{number % 9 + 1} {number % 9}AB", f"{number}{number % 90 + 10}"])
    if part == "street":
        return f"{number} Elm Street"
    return f"{rng.choice(_WORDS)} {rng.choice(_WORDS)}{number}"


_WORDS = ("Alder", "Birch", "Cedar", "Elder", "Hazel", "Juniper", "Maple", "Rowan", "Willow")
_MADE: Mapping[str, Callable[[int], str]] = {
    "phone": lambda number: f"+44 20 7946 0{number}",
    "email": lambda number: f"mail{number}@ada.example",
    "website": lambda number: f"https://w{number}.ada.example/",
    "birthday": lambda number: f"19{number % 90 + 10}-03-{number % 27 + 1:02d}",
    "met_on": lambda number: f"20{number % 20 + 10}-11-{number % 27 + 1:02d}",
    "prefix": lambda number: ("Dr", "Prof", "Mr", "Ms")[number % 4],
}


def table(
    places: Sequence[tuple[str, str]],
    cells: Sequence[str],
    *,
    delimiter: str = ",",
    order: Sequence[int] = (),
) -> str:
    """A table of one row, its columns in this order."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    columns = order or range(len(places))
    writer.writerow([places[column][0] for column in columns])
    writer.writerow([cells[column] for column in columns])
    return out.getvalue()


def missing(
    data: BusinessData, places: Sequence[tuple[str, str]], cells: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Headings whose value is not where it belongs, each with the place."""
    for (heading, place), cell in zip(places, cells, strict=True):
        if not _is_there(data, heading, place, cell):
            yield heading, place


def _is_there(data: BusinessData, heading: str, place: str, cell: str) -> bool:
    kind, slash, label = place.partition("/")
    if slash:
        return _is_a_way(data, kind, cell, label)
    where, dot, part = place.partition(".")
    if dot:
        here = [one for one in data.addresses if one.label == where]
        if not data.addresses and part == "street":
            return cell in data.address
        return any(cell in getattr(one, part).split("\n") for one in here)
    held: dict[str, object] = {
        "custom": any((one.name, one.value) == (heading, cell) for one in data.custom),
        "business": data.legal_name == cell,
        "notes": cell in data.notes,
        "labels": cell in data.labels,
        "name": bool(data.people) and data.people[0].name == cell,
    }
    if place in held:
        return bool(held[place])
    holder = data if hasattr(data, place) else data.people[0]
    return bool(getattr(holder, place) == cell)


def _is_a_way(data: BusinessData, kind: str, cell: str, label: str) -> bool:
    first = {"phone": data.phone, "email": data.email, "website": data.website}[kind]
    sort = "link" if kind == "website" else kind
    labels = [way.label for way in data.ways if (way.kind, way.value) == (sort, cell)]
    return label in labels or (not label and not labels and first == cell)
