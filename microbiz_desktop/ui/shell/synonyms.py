"""Other words for what the program does, so that the command box knows what is meant.

A row is a word of the program and what people call it elsewhere. An action, a page or a form of
copy is found by each word of its name and by the other words for each of them.
"""

#: Word of the program -> what else is typed for it.
OTHER_WORDS = {
    "verify": "check seal sealed certificate fingerprint genuine authentic prove proof tampered"
    " altered forged validate valid signature eight words whole",
    "pdf": "file document paper print printed page",
    "agreement": "contract terms deal joint venture jv nda confidentiality confidential secrecy"
    " partnership memorandum heads mou collaboration subcontract clause clauses template draft"
    " offer sign signing invoice invoices invoicing payment pay paid bill money fee fees price"
    " shares split liability insurance rights copyright dispute",
    "paper": "which kind contract agreement template choose chooser",
    "pass": "subcontract subcontracting refer decline recommend hand over outsource",
    "associate": "contact contacts person people supplier suppliers subcontractor freelancer"
    " partner partners address book client customer member business company",
    "project": "job work piece brief deliverable deliverables client timeline team board stage",
    "network": "map connections introductions know knows warm path paths who",
    "skills": "skill abilities services trades capacity missing gaps",
    "needs": "need wanted looking",
    "referral": "recommendation introduction lead passed pass refer commission",
    "events": "event meeting meetings fair market networking club membership calendar",
    "event": "meeting fair market networking calendar",
    "settings": "preferences options configuration setup",
    "look": "theme dark light night colour colours appearance display contrast",
    "size": "text font zoom larger smaller big scale",
    "back": "backup save copy safety archive export",
    "backup": "back restore recover copy safety undo lost",
    "restore": "recover bring undo lost damaged",
    "labels": "label tag tags category categories colour",
    "bin": "deleted trash rubbish recycle undelete removed wastebasket",
    "businesses": "business company logo address sole trader mine details profile",
    "own": "my mine our",
    "home": "start dashboard overview today",
    "about": "version licence licences help",
    "import": "bring csv vcard vcf spreadsheet excel outlook google phone read load",
    "merges": "merge merged undo history",
    "duplicates": "duplicate twice double same merge join",
    "who": "find suggest capacity free available",
    "paste": "clipboard",
    "cards": "card vcard vcf contacts phone",
    "table": "csv spreadsheet excel sheet",
    "list": "print printable",
    "capability": "profile pitch skills",
    "executed": "signed final complete sealed certificate",
    "sign-off": "signed signature signatures approval progress",
    "offered": "sent offer proposal",
    "draft": "unsigned proposal",
    "changed": "changes difference differences redline compare tracked",
    "text": "markdown plain word words",
    "data": "json export machine",
    "deal": "toml answers",
    "ideas": "idea secret secrets key hash sha256 number reveal show check prove proof invention",
    "days": "do not rush wait waiting slow pace",
}


def words_for(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a name, and the other words for them, in small letters."""
    words = frozenset(word.strip(".,:;?…()") for word in name.casefold().split())
    found = {other for word in words for form in _forms(word) for other in _others(form)}
    return words, frozenset(found - words)


def _forms(word: str) -> tuple[str, ...]:
    """As it is, and without the s of several."""
    return (word, word[:-1]) if word.endswith("s") else (word,)


def _others(word: str) -> list[str]:
    return OTHER_WORDS.get(word, "").split()
