"""What is tried: the parts that may not fail, the layers, and which tests have to notice."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Part:
    """Sources (patterns below the package), the tests that answer for them, the share to find."""

    name: str
    sources: tuple[str, ...]
    tests: tuple[str, ...]
    share: float
    least: int

    def files(self) -> list[Path]:
        """The sources, in order, each once."""
        package = ROOT / "microbiz_desktop"
        found = {path for pattern in self.sources for path in package.glob(pattern)}
        return sorted(path for path in found if path.suffix == ".py" and path.name != "__init__.py")


#: The six parts that may not fail.
PARTS = (
    Part(
        "sign-off",
        (
            *(
                "services/signoff/signoffs.py",
                "services/signoff/*channel*.py",
                "services/signoff/signing_rules.py",
            ),
            *("services/signoff/status.py", "evidence/replay.py", "evidence/progress.py"),
            "domain/signing.py",
        ),
        (
            *("tests/evidence", "tests/services/test_ways_of_signing.py"),
            *("tests/services/test_clock.py", "tests/services/test_history.py"),
            *("tests/services/test_signoffs.py", "tests/services/test_documents.py"),
            "tests/domain/test_signing.py",
        ),
        0.92,
        120,
    ),
    Part(
        "ledger",
        (
            *("evidence/chain.py", "evidence/times.py", "evidence/identity.py"),
            *("evidence/fingerprint.py", "domain/ledger.py", "services/signoff/ledgers.py"),
            "services/signoff/record_*.py",
        ),
        (
            *("tests/evidence", "tests/services/test_clock.py", "tests/storage/test_frozen.py"),
            *("tests/services/test_record_checks.py", "tests/services/test_signoffs.py"),
        ),
        0.92,
        120,
    ),
    Part(
        "verifier",
        (
            *("evidence/verify.py", "evidence/derive.py", "evidence/expected.py"),
            *("evidence/carried.py", "evidence/graph.py", "evidence/structure.py"),
            *("evidence/metadata.py", "evidence/allowed.py", "evidence/certificate.py"),
            *("worker/verifying.py", "worker/guarding.py", "services/copies/kept.py"),
            *(
                "services/copies/verification.py",
                "rendering/reading/readback.py",
                "rendering/reading/aligning.py",
            ),
            *(
                "rendering/reading/extract.py",
                "rendering/reading/words.py",
                "rendering/comparing/page_comparison.py",
            ),
            *(
                "rendering/comparing/ink.py",
                "rendering/comparing/shapes.py",
                "rendering/comparing/same_layout.py",
            ),
        ),
        (
            *("tests/evidence", "tests/rendering/test_readback.py"),
            *("tests/rendering/test_page_comparison.py", "tests/rendering/test_ink.py"),
            *("tests/services/test_freezing.py", "tests/services/test_verification.py"),
        ),
        0.92,
        120,
    ),
    Part(
        "importers",
        (
            "interchange/vcard_*.py",
            "interchange/csv_*.py",
            "services/transfer/imports.py",
            "services/transfer/applying.py",
            "services/transfer/incoming_pictures.py",
            "services/transfer/merge_rule.py",
        ),
        ("tests/interchange", "tests/services/test_imports.py", "tests/services/test_joining.py"),
        0.92,
        120,
    ),
    Part(
        "privacy",
        (
            *(
                "domain/contacts/contacts.py",
                "services/transfer/exports.py",
                "services/transfer/forget*.py",
                "logs.py",
            ),
            *(
                "interchange/csv_ours.py",
                "interchange/vcard_write.py",
                "services/transfer/printed.py",
            ),
            *("services/network/introductions.py", "storage/private.py"),
        ),
        (
            *("tests/services/test_exports.py", "tests/interchange", "tests/test_logs.py"),
            *("tests/services/test_network.py", "tests/storage/test_private.py"),
            *("tests/storage/test_leftovers.py", "tests/services/test_fields.py"),
        ),
        0.92,
        120,
    ),
    Part(
        "backup",
        (
            *("storage/backup.py", "storage/restore.py", "storage/manifest.py", "storage/alone.py"),
            *(
                "storage/automatic.py",
                "storage/rotation.py",
                "storage/schema.py",
                "services/program/backups.py",
            ),
        ),
        ("tests/storage", "tests/test_places.py", "tests/services/test_backups.py"),
        0.92,
        120,
    ),
)
#: Layers: all of their modules, with the tests that mirror them.
LAYERS = (
    Part("domain", ("domain/**/*.py",), ("tests/domain",), 0.85, 80),
    Part("evidence", ("evidence/*.py",), ("tests/evidence",), 0.85, 80),
    Part(
        "drafting", ("drafting/**/*.py",), ("tests/drafting", "tests/test_deal_cases.py"), 0.85, 80
    ),
    Part("rendering", ("rendering/**/*.py",), ("tests/rendering",), 0.85, 80),
    Part("interchange", ("interchange/*.py",), ("tests/interchange",), 0.85, 80),
    Part("storage", ("storage/*.py", "records/*.py"), ("tests/storage", "tests/records"), 0.85, 80),
    Part("worker", ("worker/*.py",), ("tests/worker",), 0.85, 80),
    Part("services", ("services/**/*.py",), ("tests/services",), 0.85, 80),
    Part("ui", ("ui/**/*.py",), ("tests/ui",), 0.75, 80),
    Part(
        "commands",
        ("*.py", "cli/*.py", "runtime/*.py"),
        tuple(
            f"tests/{name}"
            for name in (
                "test_cli.py",
                "test_cli_contacts.py",
                "test_cli_files.py",
                "test_border.py",
                "test_files.py",
                "test_foreign.py",
                "test_places.py",
                "test_paths.py",
                "test_logs.py",
                "test_doctor.py",
            )
        ),
        0.85,
        80,
    ),
)


def layer_of(path: Path) -> Part | None:
    """The layer whose tests answer for a source."""
    return next((part for part in LAYERS if path in part.files()), None)
