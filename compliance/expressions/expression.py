"""A checked condition: its tree, the names it mentions, and its SQL."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlglot import exp


@dataclass(frozen=True)
class Expression:
    """A condition that has passed the allow-list."""

    text: str
    tree: exp.Expr

    @property
    def names(self) -> tuple[str, ...]:
        """Full names it mentions, in the order of first mention."""
        ordered = sorted(self.tree.find_all(exp.Column), key=offset_of)
        return tuple(dict.fromkeys(full_name(column) for column in ordered))

    def sql(self, spell: Callable[[str], str]) -> str:
        """Return DuckDB SQL in which `spell` says how each name is written."""

        def respell(node: exp.Expr) -> exp.Expr:
            if isinstance(node, exp.Column):
                return exp.column(exp.to_identifier(spell(full_name(node)), quoted=True))
            return node

        return write_sql(self.tree.transform(respell))


def full_name(column: exp.Column) -> str:
    """Return `namespace.name`, or the bare name of a file's column."""
    return ".".join(part.name for part in column.parts)


def offset_of(column: exp.Column) -> int:
    """Return where in its text a column begins, from 0."""
    return int(column.parts[0].meta.get("start", 0))


def write_sql(tree: exp.Expr) -> str:
    """Return the tree as DuckDB SQL with every identifier quoted."""
    return tree.sql(dialect="duckdb", identify=True, comments=False)
