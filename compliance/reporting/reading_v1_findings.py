"""From json-v1 back to a report: rules, findings and the clauses behind them."""

from compliance.model.excuse import Excuse, ExcuseKind
from compliance.model.exemplar import Exemplar
from compliance.model.finding import CitedClause, Finding, FindingGroup, RuleSummary
from compliance.model.platform import Clause, Source, Weakness
from compliance.model.rule import Clock, Confidence, Reference, Severity
from compliance.model.verdict import Verdict
from compliance.reporting import contract_v1 as v1
from compliance.reporting import contract_v1_clauses as clauses
from compliance.reporting import contract_v1_parts as parts
from compliance.reporting import contract_v1_rules as rules
from compliance.reporting.contract_v1_amendments import Row


def read_rule(given: rules.Rule) -> RuleSummary:
    """Return a rule of the run."""
    return RuleSummary(
        id=given.id,
        title=given.title,
        severity=Severity(given.severity),
        confidence=Confidence(given.confidence),
        clock=Clock(given.clock),
        how_to_fix=given.how_to_fix,
        rationale=given.rationale,
        legal_note=given.legal_note,
        references=tuple(Reference(**text.model_dump()) for text in given.references),
        applies=given.applies,
        requires=given.requires,
        version=given.version,
    )


def read_finding(given: v1.Finding, dataset: str) -> Finding:
    """Return a finding in a dataset. Raises ValueError for a clause that no platform can have."""
    return Finding(
        rule=given.rule,
        dataset=dataset,
        verdict=Verdict(given.verdict),
        severity=Severity(given.severity),
        records=given.records,
        message=given.message,
        groups=tuple(map(_group, given.groups)),
        groups_total=given.groups_total,
        exemplars=tuple(map(read_exemplar, given.exemplars)),
        weaknesses=tuple(weakness for weakness in Weakness if weakness in given.weaknesses),
        capped_from=None if given.capped_from is None else Severity(given.capped_from),
        excuse=None if given.excuse is None else Excuse(ExcuseKind(given.excuse.kind), given.excuse.name),
    )


def read_exemplar(given: parts.Exemplar) -> Exemplar:
    """Return a row of a manifest."""
    return Exemplar(given.file, given.row, tuple((cell.column, cell.value) for cell in given.cells))


def _group(given: v1.Group) -> FindingGroup:
    return FindingGroup(
        facts=tuple(given.facts.items()),
        records=given.records,
        tokens=given.tokens,
        bytes=given.bytes,
        first_day=given.first_day,
        last_day=given.last_day,
        clauses=tuple(map(_clause, given.clauses)),
        fingerprint=given.fingerprint,
        rows=tuple(map(_row, given.rows)),
        last=None if given.last is None else _row(given.last),
        accepted=given.accepted,
    )


def _row(given: Row) -> tuple[str, int]:
    return given.file, given.row


def _clause(given: clauses.Clause) -> CitedClause:
    return _cited(given, tuple(_cited(other) for other in given.others))


def _cited(given: clauses.OtherClause, others: tuple[CitedClause, ...] = ()) -> CitedClause:
    stated = given.model_dump(exclude={"platform", "document", "others", "source"})
    source = Source(**given.source.model_dump(exclude={"citation"}))
    return CitedClause(given.platform, given.document, Clause(**stated, source=source), others)
