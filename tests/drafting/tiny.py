"""A template of the smallest size, as files to write, break and load."""

from pathlib import Path

FILES = {
    "tiny/template.toml": """
id = "tiny"
version = "1.0.0"
title = "Tiny agreement"
jurisdictions = ["here"]
notices = ["Made for {{ v.party_count }} parties."]
parties_intro = "The parties are {{ parties | joined }}."
agreed_line = "The parties agree:"
signing_intro = "Each signs."

[[cover]]
label = "Money"
text = "{{ a.price }} within {{ a.pay_within }}."
where = ["money", "work", "notes"]

[[recitals]]
text = "{{ a.client }} wants something done."

[[clauses]]
id = "work"
heading = "The work"
units = ["task", "extra"]

[[clauses]]
id = "money"
heading = "The money"
units = ["pay"]

[[schedules]]
id = "notes"
heading = "Notes"
[[schedules.blocks]]
text = "{{ a.notes }}"
numbered = true
[[schedules.blocks]]
table = "glossary"
""",
    "tiny/questions.toml": """
[[sections]]
id = "all"
title = "Everything"

[[sections.questions]]
id = "client"
kind = "short_text"
label = "Who is the client?"
no_usual = "It depends."
max = 40

[[sections.questions]]
id = "way"
kind = "one_of"
label = "Which way?"
default = "fast"
usual = "fast"
changed = "{{ ref.task }}: {{ a.way }} (usual: fast)"
[[sections.questions.options]]
value = "fast"
label = "Fast"
[[sections.questions.options]]
value = "slow"
label = "Slow and careful"

[[sections.questions]]
id = "price"
kind = "money"
label = "How much?"
no_usual = "It depends."
min = 1

[[sections.questions]]
id = "pay_within"
kind = "duration"
label = "How soon?"
no_usual = "It depends."
default = "14 days"

[[sections.questions]]
id = "notes"
kind = "long_text"
label = "Anything else?"
no_usual = "It depends."
required = false

[[sections.questions]]
id = "reason"
kind = "short_text"
label = "Why slow?"
no_usual = "It depends."
shown_when = [{ question = "way", is = ["slow"] }]
""",
    "clauses/task.toml": """
id = "task"
heading = "The task"
row = 6
chooses = "way"
needs = ["client"]

[[alternatives]]
value = "fast"
summary = "Work for {{ a.client }}, fast."
text = '''
The parties work for {{ a.client }} (the **client**), as {{ ref.pay }} says.

Each party must:
- start on time;
- tell the client.

+ Nobody waits.
'''

[[alternatives]]
value = "slow"
summary = "Slow work."
text = "The parties work slowly for {{ a.client }} (the **client**) because {{ a.reason }}."
""",
    "clauses/extra.toml": """
id = "extra"
heading = "Extra"
row = 6
shown_when = [{ question = "way", is = ["slow"] }]
summary = "More."
text = "More care is taken of the client."
""",
    "clauses/pay.toml": '''
id = "pay"
heading = "Payment"
row = 13
summary = "Money soon."
text = """
The client pays {{ a.price }} within {{ a.pay_within }}{% if v.price >= 100000 %}, at
once{% endif %}.
"""
''',
    "jurisdictions/here.toml": """
id = "here"
version = "1.0.0"
title = "Here"
locale = "en-GB"
[texts]
law = "Here"
tax = "VAT"
[flags]
deed = true
""",
}


def write_tiny(root: Path, **changes: tuple[str, str]) -> Path:
    """Write the template below `root`; a change names a file by its stem and replaces one text."""
    for name, content in FILES.items():
        old, new = changes.get(Path(name).stem, ("", ""))
        assert old in content, f"{old!r} is not in {name}"
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content.replace(old, new, 1) if old else content, encoding="utf-8")
    return root
