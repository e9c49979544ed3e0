"""Makes `as-of-1.0.0.microbiz-backup`: what the program kept when its wording was 1.0.0.

Not a test. It is run once with the program of that time, the commit named below, and is kept so
that anybody can see what is in the file and make another:

    git worktree add OLD 0dc40ee
    cd OLD && PYTHONPATH=$PWD python NEW/tests/earlier/make_backup.py OUT

Three agreements of the same three businesses, each with lists that were emptied:
1 an open draft with a special term and two rewordings, 2 an offer that one party signed off,
3 an executed agreement with its copy.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from microbiz_desktop.domain.findings import Edit
from microbiz_desktop.paths import resource
from microbiz_desktop.services.agreements.values import AgreementData
from microbiz_desktop.services.wiring import Services, build_services
from tests.builders import (
    ANSWERS,
    PROJECT,
    StillClock,
    fernhill,
    northlight,
    sign,
    sign_all,
    understand_all,
    whitcombe,
)
from tests.in_process import InProcessWorker

NAME = "as-of-1.0.0.microbiz-backup"
#: Emptied by the user; the program of that time took the usual value for the first three.
EMPTIED = {"insurance_kinds": [], "uncapped": [], "acceptance": "", "conduct": []}


def main(out: Path) -> None:
    """Fill a folder, back it up into `out`."""
    with tempfile.TemporaryDirectory() as folder:
        worker = InProcessWorker(resource("templates", "agreements"))
        services = build_services(Path(folder), clock=StillClock(), worker=worker)
        try:
            _fill(services)
            services.backups.back_up(Path(folder) / "one.zip")
            shutil.copy(Path(folder) / "one.zip", out / NAME)
        finally:
            services.close()


def _fill(services: Services) -> None:
    own = services.businesses.save(fernhill()).id
    others = [services.businesses.save(one).id for one in (northlight(), whitcombe())]
    _draft(services, own, others)
    _offered(services, _deal(services, own, others, "Harbour Lane café: the offer"))
    executed = _deal(services, own, others, "Harbour Lane café: executed")
    services.offers.offer(executed.id, executed.version, "2026-12-05")
    sign_all(services, executed.id)
    services.signoffs.execute(executed.id)


def _deal(services: Services, own: int, others: list[int], title: str) -> AgreementData:
    made = services.agreements.create(own, title=title)
    for one in others:
        made = services.agreements.add_party(made.id, made.version, one)
    answers = {**ANSWERS, **EMPTIED}
    edits = [Edit(("project",), dict(PROJECT)), Edit(("answers",), answers)]
    return services.agreements.edit(made.id, made.version, edits)


def _draft(services: Services, own: int, others: list[int]) -> None:
    now = _deal(services, own, others, "Harbour Lane café: the draft")
    do = services.agreements
    now = do.add_special_term(now.id, now.version, "Keys", "The client keeps the keys.")
    talks = "The parties talk within three days."
    now = do.reword(now.id, now.version, "talks", talks, "They meet every week anyway.")
    do.reword(now.id, now.version, "meetings", "The parties meet on the first Monday.", "A habit.")


def _offered(services: Services, now: AgreementData) -> None:
    services.offers.offer(now.id, now.version, "2027-01-15")
    understand_all(services, now.id, "fernhill-design", "Priya Raman")
    sign(services, now.id, "fernhill-design", "Priya Raman", "director")
    understand_all(services, now.id, "northlight-film", "Eilidh Fraser")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
