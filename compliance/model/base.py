"""The base of every model that is read from a YAML file."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict


class Document(BaseModel):
    """A frozen value read from YAML; keys that nobody declared are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def refuse_twins(kind: str, ids: Iterable[str]) -> None:
    """Raise ValueError for an id that is given twice; *kind* is what has it, in the plural."""
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            raise ValueError(f"two {kind} have the id {id_!r}")
        seen.add(id_)
