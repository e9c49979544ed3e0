"""Lists of cases of which the suite tries a fixed part, and `make soak` what is left."""

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def thinned(cases: Iterable[Any], kept: Collection[Any]) -> list[Any]:
    """Each case for `parametrize`; what the suite does not keep is marked for the soak."""
    listed = list(cases)
    if strange := [case for case in kept if case not in listed]:
        raise ValueError(f"kept, and no case: {strange}")
    return [case if case in kept else _for_soak(case) for case in listed]


def _for_soak(case: Any) -> Any:
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=pytest.mark.soak)
