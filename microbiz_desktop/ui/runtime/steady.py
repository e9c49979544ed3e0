"""Keeps Python 3.11 alive beside a Qt binding that was built for 3.12 and later.

From 3.12 on `None`, `True` and `False` are immortal, and code built against that stable ABI gives
them back without counting. PySide6 6.12 is built so, and runs on 3.11 all the same: there each
call that returns nothing takes one from the count of `None`, until Python ends with "deallocating
None" after some thousand calls. A count that cannot run out makes 3.11 behave as 3.12 does.
"""

import sys

#: More than any run can take away, and far from the end of the counter.
_ENOUGH = sys.maxsize // 4


def hold_singletons() -> None:
    """Make the constants of the language as good as immortal; needed before 3.12 only."""
    if sys.version_info < (3, 12):
        import ctypes

        for constant in (None, True, False, NotImplemented, Ellipsis):
            count = ctypes.c_ssize_t.from_address(id(constant))
            if count.value < _ENOUGH:
                count.value += _ENOUGH
