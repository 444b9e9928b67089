"""What `--output` says."""

from pathlib import Path

import pytest

from compliance.cli.outputs import Output, read_lists, read_outputs
from compliance.errors import UsageError
from compliance.model.row_list import RowListKind


def test_outputs() -> None:
    """Every output has a format and a file, which may hold an equals sign."""
    assert read_outputs(["json=a.json", "html=b=c.html", "text=-"]) == [
        Output("json", Path("a.json")),
        Output("html", Path("b=c.html")),
        Output("text", Path("-")),
    ]


@pytest.mark.parametrize(
    "text", ["json", "json=", "=a.json", "", "docx=a.docx", "pdf=-", "JSON=a.json", "json=?x=y"]
)
def test_no_outputs(text: str) -> None:
    """What is no output is refused with the formats that there are."""
    with pytest.raises(UsageError) as caught:
        read_outputs([text])

    assert "json" in caught.value.remedy or "file" in caught.value.remedy


@pytest.mark.parametrize(("text", "path"), [("json=a?b.json?", "a?b.json"), ("json=a.json?", "a.json")])
def test_a_question_mark_in_a_name(text: str, path: str) -> None:
    """Only what stands behind the last question mark is no part of the name."""
    assert read_outputs([text]) == [Output("json", Path(path))]


def test_a_format_without_options() -> None:
    """A format that takes no options says so, and how to write a name that looks like one."""
    with pytest.raises(UsageError, match="json has no option 'x'; it takes none") as caught:
        read_outputs(["json=what?x=y"])

    assert "another" in caught.value.remedy


def test_lists_of_rows() -> None:
    """Lists of rows are told apart from reports, and take no options."""
    outputs, lists = read_lists(["json=a.json", "evidence=rows.parquet"])

    assert outputs == [Output("json", Path("a.json"))]
    assert lists == ((RowListKind.EVIDENCE, Path("rows.parquet")),)
    with pytest.raises(UsageError, match="evidence has no option"):
        read_lists(["evidence=rows.parquet?x=y"])
