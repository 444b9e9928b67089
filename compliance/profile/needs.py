"""What a plan needs of a file: columns, and the facts that are derived from them."""

from compliance.expressions import FactPlan
from compliance.model.columns import COLUMNS
from compliance.profile.facts import DERIVED_FACTS, DerivedFact

MEASURED = ("token_count", "content_size", "record_count")
"""Columns that measures are added up from."""
_DERIVED_TYPES = {
    "id_time.created_at": "TIMESTAMP",
    "signal.conflict": "BOOLEAN",
    "signal.schemes": "VARCHAR[]",
    "signal.count": "INTEGER",
}


def unknown(name: str) -> str:
    """Return SQL for a derived fact of a file without the columns that it is derived from."""
    return f"CAST(NULL AS {_DERIVED_TYPES.get(name, 'VARCHAR')})"


def origins(name: str) -> tuple[str, ...]:
    """Return the columns of the record that a fact rests on."""
    if name.startswith("record."):
        return (name,)
    fact = next(fact for fact in DERIVED_FACTS if name in fact.provides)
    return tuple(dict.fromkeys(column for read in fact.reads for column in origins(read)))


def derived_facts(plan: FactPlan) -> list[DerivedFact]:
    """Return the derived facts that the plan needs, in the order of the catalogue."""
    wanted = {*plan.values, *(name for question in plan.questions for name in question.expression.names)}
    chosen: list[DerivedFact] = []
    for fact in reversed(DERIVED_FACTS):
        if wanted & set(fact.provides):
            wanted |= set(fact.reads)
            chosen.insert(0, fact)
    return chosen


def needed_columns(plan: FactPlan) -> list[str]:
    """Return the canonical columns that a scan for the plan reads, in canonical order."""
    names = {
        *plan.values,
        *plan.days,
        *(name for question in plan.questions for name in question.expression.names),
        *(name for fact in derived_facts(plan) for name in fact.reads),
    }
    columns = {name.removeprefix("record.") for name in names if name.startswith("record.")}
    return [name for name in COLUMNS if name in columns or name in MEASURED]
