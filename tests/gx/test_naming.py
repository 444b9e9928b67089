"""Names of files as parts of other names."""

import re

from hypothesis import given
from hypothesis import strategies as st

from compliance.gx.naming import file_part

PLAIN = re.compile(r"[A-Za-z0-9_.+=-]{1,110}")


@given(st.text(min_size=1))
def test_any_name_can_be_part_of_a_name(name: str) -> None:
    """What comes out is short, and safe in paths, addresses and pages."""
    assert PLAIN.fullmatch(file_part(name))


@given(st.text(alphabet="a/.-<", max_size=4), st.text(alphabet="a/.-<", max_size=4))
def test_different_names_stay_different(one: str, other: str) -> None:
    """No two files share a name."""
    assert (file_part(one) == file_part(other)) == (one == other)


def test_a_plain_name_stays() -> None:
    """What is harmless is not touched."""
    assert file_part("part-0.parquet") == "part-0.parquet"
    assert file_part("lake/part-0.parquet").startswith("lake-part-0.parquet-")
