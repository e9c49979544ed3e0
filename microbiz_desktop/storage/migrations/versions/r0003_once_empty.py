"""An emptied answer meant the usual value until now; from now on to leave empty is an answer too.

Every deal that may be worded again loses such answers, so that it goes on meaning what it meant;
which they were is kept in `once_empty`, to be told. What was offered is frozen and not touched.
"""

import json

from alembic import op
from sqlalchemy import text

revision = "0003"
down_revision = "0002"

#: The questions of the joint venture 1.0.0 that had a usual value to fall back on.
_HAD_A_DEFAULT = (
    *("client_contract", "acceptance", "decisions", "deadlock", "joining", "referrals"),
    *("split_method", "profit_definition", "loss_share", "pay_within", "pay_when_paid"),
    *("client_money", "inspection", "ip_new_work", "joint_exploitation", "open_licence_name"),
    *("portfolio", "confidentiality_term", "ideas", "personal_data", "leaving_rule", "notice"),
    *("non_solicit", "non_solicit_months", "exclusivity", "liability_cap", "liability_multiple"),
    *("uncapped", "insurance_kinds", "insurance_minimum", "disputes_forum", "competition"),
    *("execution", "signatures"),
)


def upgrade() -> None:
    """Take emptied answers out of the deals, and keep their ids."""
    op.execute("ALTER TABLE agreement ADD COLUMN once_empty VARCHAR NOT NULL DEFAULT ''")
    connection = op.get_bind()
    rows = connection.execute(
        text("SELECT id, deal_json FROM agreement WHERE template = 'joint-venture'")
    )
    for agreement_id, stored in rows.all():
        deal = json.loads(stored)
        emptied = _take_out(deal.get("answers") or {})
        if emptied:
            connection.execute(
                text("UPDATE agreement SET deal_json = :deal, once_empty = :ids WHERE id = :id"),
                {
                    "deal": json.dumps(deal, ensure_ascii=False, sort_keys=True),
                    "ids": " ".join(emptied),
                    "id": agreement_id,
                },
            )


def _take_out(answers: dict[str, object]) -> list[str]:
    emptied = [name for name in _HAD_A_DEFAULT if name in answers and _is_empty(answers[name])]
    for name in emptied:
        del answers[name]
    return emptied


def _is_empty(value: object) -> bool:
    """As the program of that time saw it: no and zero are answers."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value in ([], {})
