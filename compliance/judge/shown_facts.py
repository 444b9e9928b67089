"""Which facts a finding shows, and how they are written."""

from collections.abc import Mapping

from compliance.expressions import CheckedRule, FactPlan
from compliance.model.columns import COLUMNS, Kind
from compliance.model.names import NAMES as LANGUAGE
from compliance.quoting import quote

_NOT_SHOWN = ("clock", "run", "measure", "scan")
_LISTS = {f"record.{name}" for name, column in COLUMNS.items() if column.kind is Kind.LIST} | {
    "signal.schemes"
}


def fact_columns(rule: CheckedRule, plan: FactPlan, questions: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return column and label of every fact that the rule looks at, the platform first."""
    names = ["platform.id", *rule.names]
    if any(name.startswith("grant.") for name in names):
        names.insert(1, "grant.id")
    if any(name.startswith("license.") for name in names):
        names += ["license.expression", "record.license"]
    shown = [(name, name) for name in names if _is_shown(name, plan)]
    asked = [(name, questions[name]) for name in rule.names if name in questions]
    keys = [
        (f"key.{index}", key.text)
        for index, key in enumerate(rule.group_by)
        if not (key.text in names and _is_shown(key.text, plan))
    ]
    return list(dict.fromkeys([*shown, *keys, *asked]))


def _is_shown(name: str, plan: FactPlan) -> bool:
    namespace = name.partition(".")[0]
    if namespace in _NOT_SHOWN or name.endswith("_conditions"):
        return False
    if namespace in {"record", "id_time"} or name in {"platform.detected", "platform.host_kind"}:
        return name in plan.values
    return name in LANGUAGE


def text_of(column: str) -> str:
    """Return SQL for a fact as reports write it."""
    if column in _LISTS:
        return f"array_to_string({quote(column)}, ', ')"
    return f"CAST({quote(column)} AS VARCHAR)"
