"""The report for programs."""

import json
import unicodedata
from dataclasses import replace

from compliance.model.report import FileCoverage
from compliance.reporting.formats.json_v1 import render_json
from tests.reporting.published import GOLDENS, published
from tests.reporting.sample_report import clean_report, sample_report
from tests.reporting.sample_rules import OVERRIDE, SCRIPT


def test_the_golden_report() -> None:
    """The sample report is written as it always was."""
    current = render_json(sample_report())

    assert published(GOLDENS / "report.json", current) == current


def test_the_numbers_add_up() -> None:
    """Counts add up to the records examined, and files to the rows of the dataset."""
    for dataset in json.loads(render_json(sample_report()))["datasets"]:
        assert dataset["rows"] == dataset["rows_examined"] + dataset["rows_unread"]
        assert all(sum(line["counts"].values()) == dataset["rows_examined"] for line in dataset["rules"])
        assert sum(line["records"] for line in dataset["grant_ledger"]) == dataset["rows_examined"]


def test_findings_stand_in_their_dataset() -> None:
    """Every finding is under its own dataset, with how to fix it."""
    clean, dispute, mirror = sorted(
        json.loads(render_json(sample_report()))["datasets"], key=lambda dataset: str(dataset["name"])
    )

    assert (clean["findings"], len(dispute["findings"]), len(mirror["findings"])) == ([], 12, 2)
    assert all(finding["how_to_fix"] for finding in dispute["findings"])


def test_no_character_is_invisible() -> None:
    """The file holds no character that acts on a terminal, yet reads back exactly."""
    text = render_json(sample_report())
    hidden = {char for char in text if unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"}}
    cells = json.loads(text)["datasets"][2]["findings"][0]["exemplars"][0]["cells"]

    assert hidden == {"\n"}
    assert SCRIPT in cells[0]["value"]
    assert OVERRIDE in cells[0]["value"]


def test_no_secret_is_written() -> None:
    """Passwords, tokens and keys in addresses stay out, wherever the address stands."""
    text = render_json(sample_report())

    assert "hunter2" not in text
    assert "SE/CRET" not in text


def test_names_that_are_no_utf8_can_be_written() -> None:
    """A file name with stray bytes is spelled instead of ending the program."""
    report = clean_report()
    stray = FileCoverage("stray\udcff.parquet", 3_000, 1, 3_000)
    odd = replace(report, datasets=(replace(report.datasets[0], coverage=(stray,)),))

    assert json.loads(render_json(odd))["datasets"][0]["files"][0]["path"] == r"stray\udcff.parquet"
    assert render_json(odd).encode()
