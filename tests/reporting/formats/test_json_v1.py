"""The report for programs."""

import json
import unicodedata
from dataclasses import replace
from decimal import Decimal

from compliance.model.report import FileCoverage
from compliance.reporting.formats.json_v1 import render_json
from tests.reporting.published import GOLDENS, published
from tests.reporting.sample_excuses import excused_report
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

    assert (clean["findings"], len(dispute["findings"]), len(mirror["findings"])) == ([], 13, 2)
    assert all(finding["how_to_fix"] for finding in dispute["findings"])


def test_weak_evidence_is_a_finding_of_its_own() -> None:
    """Firm and weak findings of a rule add up to its count; only the weak one is capped and says why."""
    dispute = json.loads(render_json(sample_report()))["datasets"][0]
    rule = "social/scraping-needs-permission"
    firm, weak = (found for found in dispute["findings"] if found["rule"] == rule)
    (line,) = (line for line in dispute["rules"] if line["rule"] == rule)

    assert firm["records"] + weak["records"] == line["counts"]["violation"]
    assert (firm["severity"], firm["capped_from"], firm["weaknesses"], firm["caveat"]) == (
        "high",
        None,
        [],
        None,
    )
    assert (weak["severity"], weak["capped_from"], weak["weaknesses"]) == (
        "medium",
        "high",
        ["left_censored"],
    )
    assert weak["caveat"].startswith("Rests on a clause whose start we do not know")


def test_other_clauses_stand_under_the_deciding_one() -> None:
    """A clause that decided carries those that did not, with document, value, dates, basis and source."""
    dispute = json.loads(render_json(sample_report()))["datasets"][0]
    (clause,) = dispute["findings"][1]["groups"][0]["clauses"]
    (other,) = clause["others"]

    assert (other["document"], other["value"], other["basis"]) == ("Robots page", "allowed", "first_seen")
    assert (other["effective_from"], other["effective_to"]) == ("2023-10-02", None)
    assert other["source"]["url"] == "https://example.org/robots"


def test_what_is_accepted_fails_no_gate() -> None:
    """Findings that a waiver or the baseline accepts say so and fail nothing; the counts still add up."""
    dispute = json.loads(render_json(excused_report()))["datasets"][0]
    accepted = {found["excuse"]["kind"]: found for found in dispute["findings"] if found["excuse"]}
    counts = {line["rule"]: line["counts"] for line in dispute["rules"]}

    assert {kind: (found["records"], found["fails_gate"]) for kind, found in accepted.items()} == {
        "waiver": (1_200, False),
        "baseline": (40, False),
    }
    assert counts["social/read-cap"]["waived"] == 1_200
    assert counts["licenses/share-alike"]["baselined"] == 40
    assert all(sum(count.values()) == dispute["rows_examined"] for count in counts.values())


def test_waivers_and_corrections_are_told() -> None:
    """Each stands with where it is written, what became of it, and its document; values keep their types."""
    dispute = json.loads(render_json(excused_report()))["datasets"][0]
    soon, correction = dispute["waivers"][1], dispute["corrections"][0]

    assert (soon["state"], soon["days_left"], soon["document"]["state"]) == ("holds", 5, "same")
    assert soon["place"] == {"path": "datasets/dispute/waivers.yaml", "line": 17, "column": 1}
    assert [(each["type"], each["value"]) for each in correction["set"]] == [
        ("text", "x"),
        ("boolean", "true"),
        ("date", "2023-01-02"),
        ("unknown", None),
    ]
    assert dispute["baseline"]["grown"] == 1


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


def test_timelines_add_up() -> None:
    """The records of all platforms by month, and those of no month, are the records examined."""
    dispute = json.loads(render_json(sample_report()))["datasets"][0]
    tallies = [
        (tally["violation"], tally["unproven"], tally["clear"])
        for line in dispute["timeline"]
        for tally in (*line["months"], line["elsewhen"])
    ]

    assert sum(map(sum, tallies)) == dispute["rows_examined"]
    assert dispute["timeline"][0]["bands"][0]["stop"] == "2023-03-29"


def test_exposure_is_exact_and_explains_itself() -> None:
    """Amounts are decimals that their charges add up to, and every assumption is a sentence."""
    priced, unpriced = json.loads(render_json(sample_report()))["datasets"][0]["exposure"]
    charges = [Decimal(charge["amount"]) for charge in priced["high"]["charges"]]

    assert priced["high"]["amount"] == "183000.00"
    assert sum(charges) == Decimal(183_000)
    assert all(assumption["text"].endswith(".") for assumption in priced["assumptions"])
    assert (unpriced["currency"], unpriced["high"]["charges"]) == (None, [])
