"""Words that tell something of a name, an e-mail or a website, for comparing two entries."""

_PLATFORMS = (
    "facebook.com m.facebook.com instagram.com linkedin.com uk.linkedin.com twitter.com x.com "
    "youtube.com tiktok.com etsy.com pinterest.com linktr.ee wordpress.com wixsite.com "
    "blogspot.com github.com github.io sites.google.com google.com business.site behance.net "
    "vimeo.com flickr.com amazon.co.uk amazon.com ebay.co.uk ebay.com checkatrade.com yell.com "
    "threads.net bsky.app t.me wa.me medium.com substack.com"
)
#: Hosts where everybody has a page.
PLATFORMS = frozenset(_PLATFORMS.split())

_NOBODY = "noreply no-reply donotreply do-not-reply nobody unknown"
#: Mailboxes that nobody answers: everybody may have written from them.
NOBODY = frozenset(_NOBODY.split())

_ROLES = (
    "info office hello hi contact mail post sales shop store studio team admin enquiries inquiries "
    "accounts orders bookings booking support service help reception desk design cafe gallery "
    "workshop kontakt buero verkauf bonjour accueil hola ciao us we home family house"
)
#: Mailboxes of a business, not of somebody; some could be first names, and are not here.
ROLES = frozenset(_ROLES.split())

#: Words behind a name that tell father and son apart, and how each is written.
GENERATIONS = {
    "jr": "junior",
    "jnr": "junior",
    "junior": "junior",
    "sr": "senior",
    "snr": "senior",
    "senior": "senior",
    "ii": "ii",
    "iii": "iii",
    "iv": "iv",
}

_NUMBERS = "one two three four five six seven eight nine ten"
NUMBERS = frozenset(_NUMBERS.split())

_MALE, _FEMALE = "mr sir herr monsieur dott", "mrs ms miss dame frau mme mlle madame sra srta"
#: Titles of men and of women, as they are compared.
MALE, FEMALE = frozenset(_MALE.split()), frozenset(_FEMALE.split()) | {"dottssa"}

#: Words between the name of somebody and the name they trade under, as a pattern.
TRADING_AS = r"t/a|d/b/a|dba|a/k/a|aka|trading as|also known as|formerly"
#: What is in each name that has one of them, and in few others.
MAY_TRADE = r"/| [adft]|DBA|AKA"

#: How sounds are spelt elsewhere: long ones first, each as one plain spelling.
SPELLINGS = (
    (r"schtsch|shch|sch|sh|sz", "s"),
    (r"tsch|tch|ch|kh|ck|q", "k"),
    (r"ph", "f"),
    (r"th|dt", "t"),
    (r"ts|tz|zh", "z"),
    (r"gh", "g"),
    (r"(?<=.)h", ""),
    (r"x", "ks"),
    (r"w", "v"),
    (r"c", "k"),
    (r"z", "s"),
    (r"[yj]", "i"),
    (r"ou|oo|iu", "u"),
    (r"^ie", "e"),
    (r"(.)\1+", r"\1"),
)
