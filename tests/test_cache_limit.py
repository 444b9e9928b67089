"""How much the cache may hold, wherever it is."""

import pytest

from compliance.cache_limit import LIMIT_VARIABLE, cache_limit, read_size
from compliance.errors import UsageError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4GB", 4 * 10**9),
        ("4GiB", 4 * 2**30),
        ("1.5 TB", 15 * 10**11),
        ("500mb", 5 * 10**8),
        ("16KiB", 16_384),
        (" 0GB ", 0),
    ],
)
def test_sizes(text: str, expected: int) -> None:
    """Sizes are written with a unit, decimal or binary, in any case."""
    assert read_size(text, "--size") == expected


@pytest.mark.parametrize("text", ["", "4", "GB", "-4GB", "4 B", "80%", "4GB; DROP", "1e9GB", "4GB or so"])
def test_what_is_no_size(text: str) -> None:
    """Anything else is refused, with the name of the option and an example."""
    with pytest.raises(UsageError, match="is not a size") as caught:
        read_size(text, "--size")

    assert caught.value.remedy == "write it as 500MB or 4GB"


@pytest.mark.parametrize("text", ["plenty", "2"])
def test_a_limit_that_is_no_size(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable is named as an option would be."""
    monkeypatch.setenv(LIMIT_VARIABLE, text)
    with pytest.raises(UsageError, match=f"COMPLIANCE_CACHE_LIMIT {text} is not a size"):
        cache_limit()


def test_the_limit_of_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is two gigabytes unless the environment says otherwise."""
    default = cache_limit()
    monkeypatch.setenv(LIMIT_VARIABLE, "10MB")

    assert (default, cache_limit()) == (2 * 10**9, 10**7)
