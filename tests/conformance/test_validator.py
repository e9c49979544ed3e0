"""A machine that must validate fails without the validator; any other skips with a sentence."""

import pytest

from . import validator


def test_a_machine_that_must_validate_does_not_skip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv(validator.REQUIRED_VARIABLE, "1")
    with pytest.raises(pytest.fail.Exception, match="no Java here"):
        validator.require()
    monkeypatch.delenv(validator.REQUIRED_VARIABLE)
    with pytest.raises(pytest.skip.Exception, match="no Java here"):
        validator.require()
