"""The figures and facts of a deal that texts may name."""

PARTY_NAMES = frozenset({"name", "legal_name", "role"})
PROJECT_NAMES = frozenset({"name", "brief", "client", "start", "end"})
SPLIT_NAMES = frozenset({"income", "costs", "left", "total"})

#: Columns of deliverables when a template declares none.
DELIVERABLE_COLUMNS = frozenset({"title", "owner", "due"})
