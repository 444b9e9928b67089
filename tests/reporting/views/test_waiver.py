"""The waiver under a finding."""

from dataclasses import replace
from datetime import date

import yaml

from compliance.reporting.views.caps import Caps
from compliance.reporting.views.waiver import waiver
from tests.reporting.sample_report import dispute_report
from tests.reporting.sample_rules import HOSTILE, SECRET_URL

FINDING = dispute_report().findings[0]
AS_OF = date(2023, 6, 30)


def written(*facts: tuple[tuple[str, str | None], ...], as_of: date = AS_OF) -> dict[str, object]:
    """Return the waiver of a finding whose groups have these facts, as YAML reads it."""
    groups = tuple(replace(FINDING.groups[0], facts=known) for known in facts)
    (line,) = yaml.safe_load("\n".join(waiver(replace(FINDING, groups=groups), as_of, Caps())))["waivers"]
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
    assert (written()["created"], written()["expires"]) == ("2023-06-30", "2023-09-28")
    assert written(as_of=date.max)["expires"] == "9999-12-31"


def test_what_only_the_owner_knows_is_empty() -> None:
    """Reason, owner, approver and evidence wait to be filled in."""
    found = written()

    assert all(found[name] == "" for name in ("reason", "owner", "approver", "evidence"))
    assert found["where"] == "TRUE"


def test_hostile_values_stay_values() -> None:
    """Quotes, secrets and control characters of a manifest neither break the YAML nor get into it."""
    found = written((("platform.id", "o'x"), ("record.license", HOSTILE), ("record.publisher", SECRET_URL)))

    assert found["where"] == "platform.id = 'o''x'"


def test_only_facts_of_records_select() -> None:
    """Facts about terms and grants, and questions of a rule, are no columns that a waiver can select by."""
    found = written((("terms.api_access", "paid"), ("grant.id", "g1"), ("record.url IS NULL", "true")))

    assert found["where"] == "TRUE"
