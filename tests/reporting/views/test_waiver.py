"""The waiver under a finding."""

from dataclasses import replace
from datetime import date

import pytest
import yaml
from pydantic import ValidationError

from compliance.model.waiver import WaiverReason, Waivers
from compliance.reporting.views.waiver import waiver
from tests.reporting.sample_report import dispute_report
from tests.reporting.sample_rules import HOSTILE, SECRET_URL

FINDING = dispute_report().findings[0]
AS_OF = date(2023, 6, 30)


def written(*facts: tuple[tuple[str, str | None], ...], as_of: date = AS_OF) -> dict[str, object]:
    """Return the waiver of a finding whose groups have these facts, as YAML reads it."""
    groups = tuple(replace(FINDING.groups[0], facts=known) for known in facts)
    (line,) = yaml.safe_load("\n".join(waiver(replace(FINDING, groups=groups), 3, as_of)))["waivers"]
    return dict(line)


def test_what_all_groups_share_is_the_condition() -> None:
    """The condition has the facts on which all groups agree, and no more than the finding's records."""
    shared = (("platform.id", "x"), ("record.commercial", "true"), ("record.license", None))
    found = written((*shared, ("record.purpose", "eval")), (*shared, ("record.purpose", "rag")))

    assert found["where"] == "platform.id = 'x' AND record.commercial = TRUE AND record.license IS NULL"
    assert found["row_budget"] == FINDING.records
    assert (found["rule"], found["dataset"]) == (FINDING.rule, FINDING.dataset)


def test_it_ends() -> None:
    """A waiver is made on the day of the report and ends 90 days later, even at the end of time."""
    assert (written()["created"], written()["expires"]) == (AS_OF, date(2023, 9, 28))
    assert written(as_of=date.max)["expires"] == date.max


def test_what_only_the_owner_knows_is_empty() -> None:
    """Reason, explanation, owner and approver wait to be filled in, and the reader refuses it until then."""
    found = written()

    assert all(found[name] == "" for name in ("reason", "explanation", "owner", "approver"))
    assert found["where"] == "TRUE"
    with pytest.raises(ValidationError):
        Waivers.model_validate({"waivers": [found]})


@pytest.mark.parametrize("reason", WaiverReason)
def test_filled_in_it_is_a_waiver(reason: WaiverReason) -> None:
    """With a reason of the list and the names written, it is what the reader accepts."""
    said = {"reason": reason, "explanation": "Asked and answered.", "owner": "Ada", "approver": "Grace"}
    found = {**written((("platform.id", "x"),)), **said, "document": {"path": "a.pdf", "sha256": "ab" * 32}}
    (stated,) = Waivers.model_validate({"waivers": [found]}).waivers

    assert (stated.rule, stated.rule_version, stated.dataset) == (FINDING.rule, 3, "dispute")
    assert stated.row_budget == FINDING.records


def test_reasons_and_document_are_explained() -> None:
    """Whoever fills it in sees the closed list of reasons, and how a document is named."""
    lines = waiver(FINDING, 1, AS_OF)

    assert all(reason in next(line for line in lines if "reason:" in line) for reason in WaiverReason)
    assert lines[-1].strip().startswith("# document: {path: ")


def test_ids_tell_waivers_apart() -> None:
    """The id is of the rule, dataset and condition: the same again for the same, another for others."""
    one, other = written((("platform.id", "x"),)), written((("platform.id", "y"),))

    assert str(one["id"]).startswith("paid-api-grant-")
    assert one["id"] == written((("platform.id", "x"),), as_of=date(2024, 1, 1))["id"]
    assert one["id"] != other["id"]


def test_hostile_values_stay_values() -> None:
    """Quotes, secrets and control characters of a manifest neither break the YAML nor get into it."""
    found = written((("platform.id", "o'x"), ("record.license", HOSTILE), ("record.publisher", SECRET_URL)))

    assert found["where"] == "platform.id = 'o''x'"


def test_what_cannot_stand_in_a_condition() -> None:
    """Lists, days of a clock, facts of the whole dataset and sums of group rules select no records."""
    found = written(
        (
            ("terms.api_access", "paid"),
            ("terms.api_access_conditions", "['a']"),
            ("grant.recipients", "['a']"),
            ("record.rights_signals", "x"),
            ("record.collected_at", "2023-01-01"),
            ("clock.day", "2023-01-01"),
            ("dataset.entity", "us"),
            ("sum(measure.items) > 10", "true"),
        )
    )

    assert found["where"] == "terms.api_access = 'paid'"


def test_facts_that_are_true_or_false() -> None:
    """Truths are written as truths, text that looks like one as text, and absence as a question."""
    found = written(
        (
            ("grant.in_force", "false"),
            ("grant.plan", "true"),
            ("record.license", "false"),
            ("record.url IS NULL", "false"),
            ("record.deleted_at IS NULL", "true"),
        )
    )

    assert found["where"] == (
        "grant.in_force = FALSE AND grant.plan = 'true' AND record.license = 'false' "
        "AND record.url IS NOT NULL AND record.deleted_at IS NULL"
    )


def test_the_budget_holds_what_the_condition_selects_elsewhere() -> None:
    """Records of the rule's other findings on which the condition may hold are in the budget, with a word."""
    groups = [
        replace(FINDING.groups[0], facts=(("platform.id", name),), records=records)
        for name, records in (("x", 100), ("x", 20), ("y", 7))
    ]
    mine = replace(FINDING, groups=(groups[0],), records=100)
    other = replace(FINDING, groups=tuple(groups[1:]), records=30)
    lines = waiver(mine, 1, AS_OF, [other])

    assert "    row_budget: 123  # 23 of them in other findings of the rule" in lines
    assert "    row_budget: 100" in waiver(mine, 1, AS_OF, [replace(other, groups=groups[2:], records=7)])


def test_very_many_findings_of_a_rule() -> None:
    """Of hundreds of other findings the last are in the budget whole, so that a page stays quick."""
    other = replace(FINDING, groups=(replace(FINDING.groups[0], facts=(("platform.id", "y"),)),), records=7)
    mine = replace(FINDING, groups=(replace(FINDING.groups[0], facts=(("platform.id", "x"),)),), records=100)
    alike = replace(other, groups=(replace(other.groups[0], records=7),))
    lines = waiver(mine, 1, AS_OF, [alike] * 201)

    assert "    row_budget: 107  # 7 of them in other findings of the rule" in lines
