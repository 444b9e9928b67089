"""Which clause binds a record on a day."""

from collections.abc import Sequence

import pytest

from compliance.judge.terms import ROUTES
from compliance.model.columns import ACQUISITION_METHODS
from compliance.model.finding import CitedClause
from compliance.model.platform import Basis, ClauseName, Route, Status
from compliance.model.reference import Reference
from tests.factories import Row
from tests.judge.situation import (
    Situation,
    clause,
    day,
    document,
    judged,
    platform,
    rule,
    truths,
    world,
)

FORBIDDEN = (
    "terms.automated_collection <> 'prohibited' AND terms.automated_collection <> 'permission_required'"
)
"""False where the strictest clause wants more than silence."""


def crawled(on: str | None, **more: object) -> Situation:
    """Return one page of x, crawled on a day."""
    row: Row = {"platform": "x", "acquisition_method": "crawl", "collected_at": on and day(on)} | more
    return Situation([row])


def values(reference: Reference, situations: Sequence[Situation]) -> list[str | None]:
    """Return the value of the clause on automated collection for each situation."""
    names = ("silent", "allowed", "permission_required", "prohibited")
    asked = [rule(f"terms.automated_collection = '{name}'", id_=f"test/{name}") for name in names]
    found = judged(situations, asked, reference).counts
    return [
        next((name for name in names if found[f"test/{name}"][number].compliant), None)
        for number in range(len(situations))
    ]


@pytest.mark.parametrize(
    ("on", "value"),
    [
        ("2020-01-09", None),
        ("2020-01-10", "allowed"),
        ("2020-01-11", "allowed"),
        ("2020-03-09", "allowed"),
        ("2020-03-10", "prohibited"),
        ("2020-03-11", "prohibited"),
        ("2020-05-31", "prohibited"),
        ("2020-06-01", None),
        ("2020-06-02", None),
        (None, None),
    ],
)
def test_days_around_each_boundary(on: str | None, value: str | None) -> None:
    """A clause binds from its first day until the day before its last; elsewhere nothing is known."""
    terms = document(
        clause("allowed", "2020-01-10", "2020-03-10"), clause("prohibited", "2020-03-10", "2020-06-01")
    )

    assert values(world(platform("x", terms)), [crawled(on)]) == [value]


def test_terms_are_known_while_any_clause_binds() -> None:
    """`terms.known` is true or null: no terms on file never means that there were none."""
    reference = world(platform("x", document(clause("silent", "2020-01-10", "2020-03-10"))))
    days = [crawled(on) for on in ("2020-01-09", "2020-01-10", "2020-03-09", "2020-03-10", None)]

    assert truths("terms.known", days, reference) == [None, True, True, None, None]


@pytest.mark.parametrize("milder_first", [True, False])
def test_the_strictest_document_wins(milder_first: bool) -> None:  # noqa: FBT001 - both orders
    """Of several documents in force the strictest decides, wherever it stands, and is the one cited."""
    documents = [
        document(clause("allowed", "2020-01-01"), title="Mild"),
        document(clause("prohibited", "2020-01-01"), title="Strict"),
        document(clause("permission_required", "2020-01-01"), title="Middle"),
    ]
    reference = world(platform("x", *(documents if milder_first else reversed(documents))))
    found = judged(
        [crawled("2020-02-01")], [rule("terms.automated_collection <> 'prohibited'")], reference
    ).findings
    (cited,) = found[0].groups[0].clauses

    assert (cited.document, cited.clause.value) == ("Strict", "prohibited")


def decided(reference: Reference, on: str, condition: str = FORBIDDEN, **more: object) -> list[CitedClause]:
    """Return the clauses behind the one finding on a page of x, crawled on a day."""
    (finding,) = judged([crawled(on, **more)], [rule(condition)], reference).findings
    return list(finding.groups[0].clauses)


@pytest.mark.parametrize(
    ("firm", "weak", "title"),
    [
        ({}, {"basis": Basis.SECONDARY}, "Firm"),
        ({}, {"left_censored": True}, "Firm"),
        ({"basis": Basis.FIRST_SEEN}, {"basis": Basis.SECONDARY}, "Firm"),
        ({"conditions": ("robots_txt",)}, {"basis": Basis.SECONDARY}, "Weak"),
        ({"value": "permission_required"}, {"basis": Basis.SECONDARY}, "Weak"),
    ],
)
def test_a_firm_clause_decides_before_a_weak_one_that_says_the_same(firm: Row, weak: Row, title: str) -> None:
    """Of clauses with one value and as many conditions a firm one decides, though a weak one is later."""
    documents = [
        document(clause(**({"value": "prohibited", "start": "2020-01-01"} | dict(firm))), title="Firm"),
        document(clause(**({"value": "prohibited", "start": "2020-01-15"} | dict(weak))), title="Weak"),
    ]
    (cited,) = decided(world(platform("x", *documents)), "2020-02-01")

    assert cited.document == title


def test_clauses_that_did_not_decide_are_kept() -> None:
    """Beside the strictest clause stand those of its name that bound the same records, and no others."""
    documents = [
        document(clause("prohibited", "2020-01-01"), title="Strict"),
        document(clause("allowed", "2020-01-01"), title="Mild"),
        document(clause("silent", "2020-01-01"), title="Silent"),
        document(clause("prohibited", "2020-01-01", clause=ClauseName.AI_TRAINING), title="On training"),
        document(clause("prohibited", "2019-01-01", "2020-01-01"), title="Ended"),
        document(clause("prohibited", "2020-01-01", region="US"), title="Elsewhere"),
        document(clause("prohibited", "2020-01-01"), binds=[Route.API_USERS], title="For API users"),
        document(clause("prohibited", "2020-01-01", status=Status.ANNOUNCED), title="Announced"),
    ]
    (cited,) = decided(world(platform("x", *documents)), "2020-02-01", region="de")

    assert cited.document == "Strict"
    assert [other.document for other in cited.others] == ["Mild", "Silent"]


def test_a_lonely_clause_has_none_beside_it() -> None:
    """Where one document speaks, nothing else was in force."""
    (cited,) = decided(world(platform("x", document(clause("prohibited", "2020-01-01")))), "2020-02-01")

    assert cited.others == ()


def test_a_group_over_many_days_keeps_what_was_in_force_on_any() -> None:
    """Days that differ only in what did not decide stay one group, with all of it, each clause once."""
    mild = document(
        clause("allowed", "2020-01-01", "2020-02-01"), clause("silent", "2020-02-01"), title="Mild"
    )
    steady = document(clause("allowed", "2020-01-01"), title="Steady")
    strict = document(clause("prohibited", "2020-01-01"), title="Strict")
    pages = [*crawled("2020-01-31").rows, *crawled("2020-02-01").rows]
    (finding,) = judged(
        [Situation(pages)], [rule(FORBIDDEN)], world(platform("x", mild, steady, strict))
    ).findings
    (group,) = finding.groups
    (cited,) = group.clauses

    assert group.records == 2
    assert [(other.document, other.clause.value) for other in cited.others] == [
        ("Mild", "allowed"),
        ("Steady", "allowed"),
        ("Mild", "silent"),
    ]


@pytest.mark.parametrize("weak_first", [True, False])
def test_the_clause_with_the_shortest_time_is_cited(weak_first: bool) -> None:  # noqa: FBT001 - both orders
    """A time comes from the clause that gives it, even where a stricter one decides on the duty itself."""
    duty = {"clause": ClauseName.DELETION_DUTY, "start": "2020-01-01"}
    documents = [
        document(clause(value="required", **duty), title="Duty"),
        document(clause(value="recommended", figure={"hours_after_request": 48}, **duty), title="Two days"),
        document(clause(value="recommended", figure={"after_request_days": 1}, **duty), title="One day"),
        document(
            clause(value="none", figure={"hours_after_request": 24}, basis=Basis.SECONDARY, **duty),
            title="Hearsay",
        ),
    ]
    reference = world(platform("x", *(reversed(documents) if weak_first else documents)))
    (cited,) = decided(reference, "2020-02-01", "terms.delete_within_hours > 24")

    assert cited.document == "One day"
    assert {other.document for other in cited.others} == {"Duty", "Two days", "Hearsay"}


def test_strictest_only_while_in_force() -> None:
    """A strict clause of one document leaves the mild one of another when it ends."""
    documents = [
        document(clause("allowed", "2020-01-01")),
        document(clause("prohibited", "2020-02-01", "2020-03-01")),
    ]
    days = [crawled(on) for on in ("2020-01-31", "2020-02-01", "2020-02-29", "2020-03-01")]

    assert values(world(platform("x", *documents)), days) == [
        "allowed",
        "prohibited",
        "prohibited",
        "allowed",
    ]


def test_an_unconditional_clause_is_stricter() -> None:
    """Of two clauses with one value, the one without conditions decides."""
    reference = world(
        platform(
            "x",
            document(clause("prohibited", "2020-01-01", conditions=("commercial_purposes_only",))),
            document(clause("prohibited", "2020-01-01")),
        )
    )
    condition = "list_contains(terms.automated_collection_conditions, 'commercial_purposes_only')"

    assert truths(condition, [crawled("2020-02-01")], reference) == [False]


@pytest.mark.parametrize(
    ("method", "bound_by"),
    [
        ("api", {Route.API_USERS}),
        ("crawl", {Route.VISITORS}),
        ("scrape_logged_out", {Route.VISITORS}),
        ("scrape_logged_in", {Route.VISITORS, Route.ACCOUNT_HOLDERS}),
        ("third_party_results", {Route.VISITORS}),
        ("third_party_dataset", {Route.VISITORS}),
        ("user_export", {Route.VISITORS, Route.ACCOUNT_HOLDERS}),
        ("official_dump", set()),
        ("licensed_feed", set()),
        ("own", set()),
        ("synthetic", set()),
        (None, set()),
    ],
)
def test_route(method: str | None, bound_by: set[Route]) -> None:
    """A document binds the routes it is for, and a record without a known route is bound by none."""
    situation = [crawled("2020-02-01", acquisition_method=method)]
    found = {
        route
        for route in Route
        if values(
            world(platform("x", document(clause("prohibited", "2020-01-01"), binds=[route]))), situation
        )
        == ["prohibited"]
    }

    assert found == bound_by


def test_every_route_is_a_method() -> None:
    """The routes speak the words of the column."""
    assert set(ROUTES) <= set(ACQUISITION_METHODS)


def test_a_document_may_bind_two_routes() -> None:
    """A document for visitors and API users binds both."""
    terms = document(clause("prohibited", "2020-01-01"), binds=(Route.VISITORS, Route.API_USERS))
    situations = [crawled("2020-02-01", acquisition_method=method) for method in ("api", "crawl")]

    assert values(world(platform("x", terms)), situations) == ["prohibited", "prohibited"]


def test_left_censored() -> None:
    """Before the oldest text that was kept nothing is known, not even that it was allowed."""
    reference = world(platform("x", document(clause("allowed", "2020-01-10", left_censored=True))))

    assert values(reference, [crawled("2020-01-09"), crawled("2020-01-10")]) == [None, "allowed"]


@pytest.mark.parametrize(
    ("status", "value"),
    [
        (Status.IN_FORCE, "prohibited"),
        (Status.SUPERSEDED, "prohibited"),
        (Status.ANNOUNCED, "allowed"),
        (Status.WITHDRAWN, "allowed"),
    ],
)
def test_status(status: Status, value: str) -> None:
    """What was only announced, or withdrawn before it began, never binds."""
    terms = document(clause("prohibited", "2020-01-01", status=status), clause("allowed", "2020-01-01"))

    assert values(world(platform("x", terms)), [crawled("2020-02-01")]) == [value]


@pytest.mark.parametrize(
    ("clause_region", "bound"),
    [
        (None, {"de", "ch", "no", "gb", "us", "eu", None}),
        ("EU", {"de", "eu"}),
        ("UK/EEA", {"de", "no", "gb", "eu"}),
        ("EEA/UK/CH", {"de", "ch", "no", "gb", "eu"}),
        ("EU/EFTA/UK", {"de", "ch", "no", "gb", "eu"}),
        ("outside EU/EFTA/UK", {"us"}),
        ("US", {"us"}),
    ],
)
def test_region(clause_region: str | None, bound: set[str | None]) -> None:
    """A regional clause binds records known to be from there, and no others."""
    regions = ["de", "ch", "no", "gb", "us", "eu", None]
    reference = world(platform("x", document(clause("prohibited", "2020-01-01", region=clause_region))))
    found = values(reference, [crawled("2020-02-01", region=region) for region in regions])

    assert {region for region, value in zip(regions, found, strict=True) if value} == bound


def test_another_platform_has_terms_of_its_own() -> None:
    """Terms bind the records of their platform only."""
    reference = world(platform("x", document(clause("prohibited", "2020-01-01"))), platform("reddit"))
    situations = [crawled("2020-02-01", platform=name) for name in ("x", "reddit", "nobody-knows")]

    assert values(reference, situations) == ["prohibited", None, None]


def test_a_clause_without_a_first_day_has_always_bound() -> None:
    """A clause without a start binds on every day until it ends."""
    reference = world(platform("x", document(clause("allowed", None, "2020-01-10"))))

    assert values(reference, [crawled("1999-01-01"), crawled("2020-01-10")]) == ["allowed", None]


def test_a_clause_is_of_one_kind() -> None:
    """A clause on training says nothing of collection, though terms are known."""
    reference = world(
        platform("x", document(clause("prohibited", "2020-01-01", clause=ClauseName.AI_TRAINING)))
    )

    assert values(reference, [crawled("2020-02-01")]) == [None]
    assert truths("terms.ai_training = 'prohibited'", [crawled("2020-02-01")], reference) == [True]
