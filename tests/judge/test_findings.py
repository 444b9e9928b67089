"""What a finding shows of the records behind it."""

import pytest

from compliance.judge.largest import GROUPS_KEPT
from compliance.model.judgement import JudgedFinding
from compliance.model.platform import Basis, Clause, ClauseName, Route, TermsDocument
from compliance.model.profile import pointed
from compliance.model.verdict import Verdict
from tests.factories import Row
from tests.judge.situation import SOURCE, Situation, day, judged, platform, rule, shifted, world

FOR_RESEARCH = rule("record.purpose = 'research'")


def found(rows: list[Row], condition: str = "record.purpose = 'research'") -> list[JudgedFinding]:
    """Return the findings of one rule over the rows."""
    return list(judged([Situation(rows)], [rule(condition)]).findings)


def test_violations_and_unproven_apart() -> None:
    """Records that violate and records that cannot be decided are two findings."""
    rows = [{"purpose": word} for word in ("eval", "research", None, None)]

    assert [(finding.verdict, finding.records) for finding in found(rows)] == [
        (Verdict.VIOLATION, 1),
        (Verdict.UNPROVEN, 2),
    ]


def test_nothing_found() -> None:
    """Records that comply, or to which the rule does not apply, are no finding."""
    applies = rule("record.purpose = 'research'", "record.platform = 'x'")
    rows = [{"purpose": "research", "platform": "x"}, {"purpose": "eval", "platform": "reddit"}]

    assert judged([Situation(rows)], [applies]).findings == ()


def test_each_dataset_has_its_own() -> None:
    """A rule that two datasets break is found in both, with the records of each."""
    bad: Row = {"purpose": "eval"}
    findings = judged([Situation([bad]), Situation([]), Situation([bad, bad])], [FOR_RESEARCH]).findings

    assert [(finding.dataset, finding.records) for finding in findings] == [(0, 1), (2, 2)]


def test_groups_add_up_with_the_largest_first() -> None:
    """Groups share the facts the rule looked at; their records add up to the finding's."""
    words = ["eval"] * 2 + ["rag"] * 3 + ["display"]
    (finding,) = found([{"purpose": word, "token_count": 10, "content_size": 5} for word in words])

    assert [dict(group.facts)["record.purpose"] for group in finding.groups] == ["rag", "eval", "display"]
    assert [group.records for group in finding.groups] == [3, 2, 1]
    assert [(group.tokens, group.bytes) for group in finding.groups] == [(30, 15), (20, 10), (10, 5)]
    assert finding.groups_total == 3


def test_first_and_last_day() -> None:
    """A group shows the first and the last day of collection of its own records, not of an interval."""
    days = [shifted("2024-02-03", number) for number in (4, 0, 2)]
    (finding,) = found([{"purpose": "eval", "collected_at": on} for on in days])
    (group,) = finding.groups

    assert (group.first_day, group.last_day) == (day("2024-02-03"), day("2024-02-07"))


def test_undated_records_have_no_days() -> None:
    """A group of records without a day shows none."""
    (finding,) = found([{"purpose": "eval"}])

    assert (finding.groups[0].first_day, finding.groups[0].last_day) == (None, None)


def test_first_and_last_row() -> None:
    """A group names its first row and its last, whatever days it was collected on."""
    words = ["rag", "eval", "eval", "research", "eval", "eval", "research", "rag", None]
    days = [shifted("2024-02-03", -number) for number in range(len(words))]
    rows = [{"purpose": word, "collected_at": on} for word, on in zip(words, days, strict=True)]
    found_in = {
        dict(group.facts)["record.purpose"]: (group.rows[0], group.last)
        for finding in found(rows)
        for group in finding.groups
    }
    file = "records.parquet"

    assert found_in == {
        "eval": ((file, 1), (file, 5)),
        "rag": ((file, 0), (file, 7)),
        None: ((file, 8), (file, 8)),
    }


def test_rows_of_records_that_another_rule_tells_apart() -> None:
    """Of whatever groups the records are for other rules, those that one looks at count."""
    rows = [{"purpose": "eval", "publisher": name} for name in ("b", "a", "a", None, "b")]
    other = rule("record.publisher = 'a'", id_="test/other")
    (group,) = judged([Situation(rows)], [FOR_RESEARCH, other]).findings[0].groups

    assert (group.rows[0], group.last) == (("records.parquet", 0), ("records.parquet", 4))


def test_pointers_point_at_the_records() -> None:
    """Every pointer is one of a record with this verdict."""
    words = ["research", "eval", "research", "rag", "eval", None, "eval"]
    violation, unproven = found([{"purpose": word} for word in words])

    assert {pointed(pointer) for pointer in violation.pointers} <= {(0, 1), (0, 3), (0, 4), (0, 6)}
    assert [pointed(pointer) for pointer in unproven.pointers] == [(0, 5)]
    assert violation.pointers


def test_pointers_are_spread_over_groups() -> None:
    """The records pointed at come from as many of the largest groups as there are."""
    words = ["eval", "eval", "eval", "eval", "rag", "display"]
    (finding,) = found([{"purpose": word} for word in words])

    assert {words[pointed(pointer)[1]] for pointer in finding.pointers} == {"eval", "rag", "display"}


def test_many_groups_are_counted() -> None:
    """Of very many groups the largest are kept, and all are counted."""
    rows = [{"purpose": "eval", "publisher": f"p{number}"} for number in range(GROUPS_KEPT + 10)]
    (finding,) = found(rows, "record.purpose = 'research' AND record.publisher IS NOT NULL")

    assert (len(finding.groups), finding.groups_total) == (GROUPS_KEPT, GROUPS_KEPT + 10)
    assert finding.records == GROUPS_KEPT + 10


def test_each_finding_keeps_its_own_groups() -> None:
    """Though a rule's findings are read together, none takes the place of another's groups."""
    many = [{"purpose": "eval", "publisher": f"p{number}"} for number in range(GROUPS_KEPT + 10)]
    few = [{"purpose": purpose, "publisher": "one"} for purpose in ("eval", "eval", None)]
    asked = rule("record.purpose = 'research' AND record.publisher IS NOT NULL")
    findings = judged([Situation(many), Situation(few)], [asked]).findings
    sizes = [(each.dataset, each.verdict, len(each.groups), each.groups_total) for each in findings]

    assert sizes == [
        (0, Verdict.VIOLATION, GROUPS_KEPT, GROUPS_KEPT + 10),
        (1, Verdict.VIOLATION, 1, 1),
        (1, Verdict.UNPROVEN, 1, 1),
    ]
    assert [group.records for each in findings[1:] for group in each.groups] == [2, 1]
    assert len({group.fingerprint for each in findings for group in each.groups}) == GROUPS_KEPT + 2


@pytest.mark.parametrize(("on", "document"), [("2020-01-31", "Old"), ("2020-02-01", "New")])
def test_the_clause_in_force_is_cited(on: str, document: str) -> None:
    """A finding about terms cites the clause that stood that day, and no other."""
    documents = [
        TermsDocument(
            title=title,
            binds=(Route.VISITORS,),
            clauses=(
                Clause(
                    clause=ClauseName.AI_TRAINING,
                    value="prohibited",
                    effective_from=start,
                    effective_to=stop,
                    basis=Basis.STATED,
                    note="",
                    source=SOURCE,
                ),
            ),
        )
        for title, start, stop in (("Old", None, day("2020-02-01")), ("New", day("2020-02-01"), None))
    ]
    row: Row = {"platform": "x", "acquisition_method": "crawl", "collected_at": day(on)}
    checked = rule("terms.ai_training <> 'prohibited'")
    (finding,) = judged([Situation([row])], [checked], world(platform("x", *documents))).findings

    assert [cited.document for cited in finding.groups[0].clauses] == [document]


def test_facts_show_what_is_unknown() -> None:
    """A fact that is unknown is shown as unknown, not left out."""
    (finding,) = found([{"platform": "x"}])

    assert dict(finding.groups[0].facts) == {"platform.id": "x", "record.purpose": None}
