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


def test_only_facts_of_records_select() -> None:
    """Facts about terms and grants, and questions of a rule, are no columns that a waiver can select by."""
    found = written((("terms.api_access", "paid"), ("grant.id", "g1"), ("record.url IS NULL", "true")))

    assert found["where"] == "TRUE"
