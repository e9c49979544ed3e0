"""The tables that code builds for schedules, and the figures and facts that texts may name."""

#: Tables a block may name.
TABLES = frozenset(
    {
        *("deliverables", "money_expected", "money_scenarios", "contributions", "insurance"),
        *("brand", "confidential_items", "personal_data", "glossary", "team"),
    }
)

PARTY_NAMES = frozenset({"name", "legal_name", "role"})
PROJECT_NAMES = frozenset({"name", "brief", "client", "start", "end"})
SPLIT_NAMES = frozenset({"income", "costs", "left", "total"})

#: Columns of deliverables when a template declares none.
DELIVERABLE_COLUMNS = frozenset({"title", "owner", "due"})
