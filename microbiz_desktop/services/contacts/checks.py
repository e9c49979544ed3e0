"""Warnings on contact facts that look odd. They never stop a save."""

from ...domain.contacts.contacts import BusinessData


def contact_warnings(data: BusinessData) -> tuple[str, ...]:
    """A sentence for each e-mail address or phone number that looks mistyped."""
    emails = [data.email, *(person.email for person in data.people)]
    phones = [data.phone, *(person.phone for person in data.people)]
    said = (*map(email_problem, emails), *map(phone_problem, phones))
    return tuple(filter(None, said))


def odd_email(email: str) -> bool:
    """Whether this cannot be where an e-mail goes; nothing at all is not odd."""
    from email_validator import EmailNotValidError, validate_email

    typed = email.strip()
    if not typed:
        return False
    try:
        # Reserved endings such as .example are fine as addresses; only the shape counts here.
        found = validate_email(
            typed, check_deliverability=False, globally_deliverable=False, test_environment=True
        )
    except EmailNotValidError:
        return True
    return "." not in found.domain


def email_problem(typed: str) -> str:
    """What is said under an e-mail address that looks mistyped."""
    return f"“{typed.strip()}” does not look like an e-mail address." if odd_email(typed) else ""


def phone_problem(typed: str) -> str:
    """What is said under a phone number that looks mistyped."""
    return f"“{typed.strip()}” does not look like a phone number." if _odd_phone(typed) else ""


def email_or_phone_problem(typed: str) -> str:
    """The same of a way to reach of either kind: with an “@” it is meant as an address."""
    return email_problem(typed) if "@" in typed else ""


def _odd_phone(phone: str) -> bool:
    import phonenumbers

    if not phone.strip():
        return False
    try:
        number = phonenumbers.parse(phone, "GB")
    except phonenumbers.NumberParseException:
        return True
    return not phonenumbers.is_possible_number(number)
