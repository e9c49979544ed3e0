"""Warnings on contact facts that look odd. They never stop a save."""

from ...domain.contacts.contacts import BusinessData


def contact_warnings(data: BusinessData) -> tuple[str, ...]:
    """A sentence for each e-mail address or phone number that looks mistyped."""
    emails = [data.email, *(person.email for person in data.people)]
    phones = [data.phone, *(person.phone for person in data.people)]
    return (
        *(
            f"“{email}” does not look like an e-mail address."
            for email in emails
            if _odd_email(email)
        ),
        *(f"“{phone}” does not look like a phone number." for phone in phones if _odd_phone(phone)),
    )


def _odd_email(email: str) -> bool:
    from email_validator import EmailNotValidError, validate_email

    if not email.strip():
        return False
    try:
        validate_email(email, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        # Reserved endings such as .example are fine as addresses; only the shape counts here.
        return "@" not in email.strip("@") or " " in email.strip()
    return False


def _odd_phone(phone: str) -> bool:
    import phonenumbers

    if not phone.strip():
        return False
    try:
        number = phonenumbers.parse(phone, "GB")
    except phonenumbers.NumberParseException:
        return True
    return not phonenumbers.is_possible_number(number)
