"""Hostile text: what no reader of a report may ever be shown."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.reporting.plain import EXCERPT, cell, excerpt, plain, prose, redact, shorten, tail

SECRETS = (
    ("https://x.com/i/status/1?s=20", "https://x.com/i/status/1?…"),
    ("https://user:hunter2@example.org/a", "https://…@example.org/a"),
    ("https://token@example.org/a", "https://…@example.org/a"),
    ("s3://KEY:SE/CR+ET@bucket/part.parquet", "s3://…@bucket/part.parquet"),
    ("https://user:pa#ss?word@example.org/a", "https://…@example.org/a"),
    ("https://example.org/#access_token=hunter2", "https://example.org/#…"),
    ("https://example.org:8080/@name/1", "https://example.org:8080/@name/1"),
    ("see https://a.org/?k=1 and https://b.org/?k=2", "see https://a.org/?… and https://b.org/?…"),
    ("cdn.example.org/photo?sig=hunter2", "cdn.example.org/photo?…"),
    ("check 'https://a.org/m?k=1' --quiet", "check 'https://a.org/m?…' --quiet"),
    ("audit('https://a.org/m?k=1', 'b')", "audit('https://a.org/m?…', 'b')"),
    ("It is there (see cdn.example.org/m?k=1).", "It is there (see cdn.example.org/m?…)."),
    ("Is that so? Yes.", "Is that so? Yes."),
    ("mail@example.org", "mail@example.org"),
)


@pytest.mark.parametrize(("text", "shown"), SECRETS)
def test_secrets_in_addresses_are_hidden(text: str, shown: str) -> None:
    """User-info, query and fragment of an address become an ellipsis; quotes around it and all else stay."""
    assert redact(text) == shown


@pytest.mark.parametrize(("text", "shown"), SECRETS)
def test_hiding_twice_changes_nothing(text: str, shown: str) -> None:
    """Redacted text can be redacted again, because views pass through several hands."""
    assert redact(redact(text)) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("safe\u202egpj.exe", r"safe\u202egpj.exe"),
        ("two\nlines\ttab\r", r"two\nlines\ttab\r"),
        ("zero\u200bwidth", r"zero\u200bwidth"),
        ("lone\udc80surrogate", r"lone\udc80surrogate"),
        ("no-break\u00a0space", "no-break space"),
        ("Ελληνικά 日本語 é 🙂", "Ελληνικά 日本語 é 🙂"),
    ],
)
def test_invisible_characters_are_spelled_out(text: str, shown: str) -> None:
    """What cannot be seen is spelled, so that it neither acts nor hides; letters stay."""
    assert plain(text) == shown


@given(st.text(alphabet=st.characters()))
def test_nothing_invisible_is_left(text: str) -> None:
    """Whatever comes in, no control, format, surrogate or separator character comes out."""
    left = {unicodedata.category(char) for char in cell(text)}

    assert not left & {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


@given(st.text(), st.integers(min_value=1, max_value=200))
def test_shown_text_keeps_to_its_limit(text: str, limit: int) -> None:
    """Every way to show a text respects the limit it is given."""
    assert max(len(shorten(text, limit)), len(cell(text, limit)), len(tail(text, limit))) <= limit


def test_a_megabyte_is_an_excerpt() -> None:
    """A cell of any size costs a report no more than an excerpt."""
    shown = excerpt("a." * 1_000_000 + "/b?secret")

    assert len(shown) == EXCERPT
    assert shown.endswith("…")


def test_sentences_are_folded() -> None:
    """Line breaks of a YAML block are not part of the sentence."""
    assert prose("One\n  sentence.\n") == "One sentence."


def test_the_end_of_a_path_is_kept() -> None:
    """A long path is cut at its front, because its name stands at the end."""
    assert tail("a/long/folder/part-0001.parquet", 18) == "…part-0001.parquet"


def test_a_container_is_no_secret() -> None:
    """Azure writes the container where others write the user; with a password it is hidden all the same."""
    assert redact("abfs://files@a.dfs.core.windows.net/m?sig=x") == "abfs://files@a.dfs.core.windows.net/m?…"
    assert "SECRET" not in redact("abfs://files:SECRET@a.dfs.core.windows.net/m")
