"""Places: paths and URLs."""

from pathlib import Path

import pytest

from compliance.errors import UsageError
from compliance.storage import Url, is_url, read_place


@pytest.mark.parametrize(
    "text", ["a.parquet", "/a/b", "a//b", "C:\\a", "C://a", "s3:/b/k", "simplecache::s3://b/k", "", "a b://c"]
)
def test_paths(text: str) -> None:
    """What is no URL is a path, also one that a URL became when slashes were lost."""
    assert not is_url(text)
    assert read_place(text) == Path(text)


def test_a_file_url() -> None:
    """A file URL is a path of this machine."""
    assert read_place("file:///data/a%20b.parquet") == Path("/data/a b.parquet")


@pytest.mark.parametrize(
    ("text", "root", "key", "options"),
    [
        ("s3://bucket/a/b c%20d.parquet", "s3://bucket", "a/b c%20d.parquet", ""),
        ("S3://bucket", "s3://bucket", "", ""),
        ("s3://bucket/day=?/part-?.parquet", "s3://bucket", "day=?/part-?.parquet", ""),
        ("s3://bucket/a#1.parquet", "s3://bucket", "a#1.parquet", ""),
        ("s3://bucket/a?region=eu-west-1", "s3://bucket", "a", "?region=eu-west-1"),
        ("hf://datasets/o/n@main/a.parquet", "hf://datasets", "o/n@main/a.parquet", ""),
        (
            "abfs://files@account.dfs.core.windows.net/a",
            "abfs://files@account.dfs.core.windows.net",
            "a",
            "",
        ),
        ("https://h:8/a?b=/c?d#e", "https://h:8", "a", "?b=/c?d#e"),
        ("https://h?b", "https://h", "", "?b"),
    ],
)
def test_urls(text: str, root: str, key: str, options: str) -> None:
    """A URL is its root, its key as the store spells it, and its options."""
    place = read_place(text)

    assert isinstance(place, Url)
    assert (place.root, place.key, place.options) == (root, key, options)


@pytest.mark.parametrize(
    "text", ["https://h/a?X-Amz-Signature=SECRET", "s3://b/k?token=SECRET", "http://h/a#SECRET"]
)
def test_a_url_as_text(text: str) -> None:
    """A query may be a signature: it is in no text that a URL becomes, and in the address alone."""
    place = read_place(text)

    assert isinstance(place, Url)
    assert "SECRET" not in f"{place}{place!r}{[place]}"
    assert place.address == text


@pytest.mark.parametrize("text", ["s3://key:SECRET@bucket/k", "https://SECRET@h/a", "https://u:SECRET@h/a?b"])
def test_credentials_in_a_url(text: str) -> None:
    """A password in a URL would be in shell histories and logs: it is refused, and not shown."""
    with pytest.raises(UsageError, match="there are credentials in the URL") as caught:
        read_place(text)

    assert "SECRET" not in f"{caught.value}{caught.value.remedy}"


def test_another_key_of_the_same_store() -> None:
    """Files that a listing names are opened with the same options."""
    place = read_place("s3://bucket/a?region=eu-west-1")

    assert isinstance(place, Url)
    assert place.below("b/c").address == "s3://bucket/b/c?region=eu-west-1"
