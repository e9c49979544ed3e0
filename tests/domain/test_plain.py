"""What a value gained later leaves what was hashed before as it was."""

from microbiz_desktop.domain.ledger import Executed
from microbiz_desktop.domain.plain import canonical, from_plain, to_plain


def test_a_field_that_came_later_is_left_out_until_it_says_something() -> None:
    before, after = Executed("00", "11"), Executed("00", "11", "22")
    assert canonical(before) == b'{"head":"11","pdf_sha256":"00"}'
    assert canonical(after) == b'{"edition":"22","head":"11","pdf_sha256":"00"}'
    assert [from_plain(Executed, to_plain(value)) for value in (before, after)] == [before, after]
    written_out = from_plain(Executed, {"pdf_sha256": "00", "head": "11", "edition": ""})
    assert canonical(written_out) == canonical(before)
