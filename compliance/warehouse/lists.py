"""What a condition asks of a lookup table: values, and of lists whether they hold one, and how many."""

from dataclasses import dataclass
from enum import StrEnum

from sqlglot import exp

from compliance.expressions.trees import full_name
from compliance.warehouse.lookup import Value
from compliance.warehouse.reading import NotPortableError

_BOOLEANS = frozenset(
    {"terms.known", "license.agrees", "grant.exists", "grant.in_force", "grant.implied", "grant.commercial"}
    | {"grant.covers_platform", "grant.covers_entity", "grant.covers_purpose", "grant.training"}
    | {"grant.delete_on_end", "grant.documented", "lineage.known"}
)
_NUMBERS = frozenset(
    {"terms.delete_within_hours", "terms.refresh_within_days", "grant.read_cap", "lineage.parents"}
)
_DAYS = frozenset(
    {f"grant.{name}" for name in ("valid_from", "valid_to", "terminated_on", "paid_through")}
    | {"grant.ended_on", "grant.delete_by"}
)


class Aspect(StrEnum):
    """What is asked of a value."""

    ITSELF = "itself"
    HOLDS = "holds"
    LENGTH = "length"
    STATED = "stated"


@dataclass(frozen=True)
class Listed:
    """A column of a lookup table."""

    source: str
    """The name in the language of rules."""
    aspect: Aspect = Aspect.ITSELF
    item: str = ""
    """What a list is to hold."""

    @property
    def name(self) -> str:
        """The name of the column."""
        suffix = {Aspect.HOLDS: f".holds.{self.item}", Aspect.LENGTH: ".length", Aspect.STATED: ".stated"}
        return f"{self.source}{suffix.get(self.aspect, '')}"

    @property
    def type(self) -> str:
        """The DuckDB type of the column."""
        if self.aspect is Aspect.LENGTH or self.source in _NUMBERS:
            return "BIGINT"
        if self.aspect is not Aspect.ITSELF or self.source in _BOOLEANS:
            return "BOOLEAN"
        return "DATE" if self.source in _DAYS else "VARCHAR"

    def value(self, found: Value | list[str]) -> Value:
        """Return what the column holds, given what the judge finds."""
        if self.aspect is Aspect.STATED:
            return found is not None
        if not isinstance(found, list):
            return found
        return len(found) if self.aspect is Aspect.LENGTH else self.item in found


def is_list(name: str) -> bool:
    """Tell whether a name of the language stands for a list."""
    return name.endswith("_conditions") or name in {"grant.recipients", "model.providers", "signal.schemes"}


def without_lists(tree: exp.Expr) -> tuple[exp.Expr, tuple[Listed, ...]]:
    """Return the condition with a column for all that it asks of lists, and its columns of lookup tables.

    Raises NotPortableError for a list that is used otherwise.
    """
    asked: dict[str, Listed] = {}

    def settle(node: exp.Expr) -> exp.Expr:
        listed = _asked(node)
        if listed is None:
            return node
        asked[listed.name] = listed
        column = exp.column(exp.to_identifier(listed.name, quoted=True))
        return column.is_(exp.false()) if listed.aspect is Aspect.STATED else column

    settled = tree.copy().transform(settle)
    return settled, tuple(asked.values())


def _asked(node: exp.Expr) -> Listed | None:
    if isinstance(node, exp.ArrayContains) and _is_list(node.this):
        item = node.expression
        if not (isinstance(item, exp.Literal) and item.is_string):
            raise NotPortableError(f"it looks for {item.sql()} in the list {full_name(node.this)}")
        return Listed(full_name(node.this), Aspect.HOLDS, item.name)
    if isinstance(node, exp.Length | exp.ArraySize) and _is_list(node.this):
        return Listed(full_name(node.this), Aspect.LENGTH)
    if isinstance(node, exp.Is) and _is_list(node.this) and isinstance(node.expression, exp.Null):
        return Listed(full_name(node.this), Aspect.STATED)
    if isinstance(node, exp.Column) and len(node.parts) == 2:
        return Listed(full_name(node))
    return None


def _is_list(node: exp.Expr) -> bool:
    return isinstance(node, exp.Column) and is_list(full_name(node))
