"""What is in a folder is in its catalogue."""

import importlib
from collections import Counter
from pathlib import Path

from compliance.model.engine_name import EngineName
from compliance.model.names import NAMES
from compliance.profile import ENGINES, facts
from compliance.profile.facts import DERIVED_FACTS

NOT_FACTS = frozenset({"__init__", "catalog", "derived_fact"})


def test_every_derived_fact_is_listed() -> None:
    """A file in the folder of facts is a line in its catalogue, and the reverse."""
    folder = {path.stem for path in Path(facts.__path__[0]).glob("*.py")} - NOT_FACTS
    found = [importlib.import_module(f"{facts.__name__}.{name}").FACT for name in sorted(folder)]

    assert len(found) == len(DERIVED_FACTS)
    assert all(fact in DERIVED_FACTS for fact in found)


def test_every_engine_is_listed() -> None:
    """What options offer as an engine is one, and the reverse."""
    assert [*ENGINES] == [*EngineName]


def test_no_fact_is_provided_twice() -> None:
    """Each name comes from one derived fact."""
    provided = Counter(name for fact in DERIVED_FACTS for name in fact.provides)

    assert [name for name, count in provided.items() if count > 1] == []


def test_facts_come_after_those_they_read() -> None:
    """A derived fact reads columns, or facts that stand before it in the catalogue."""
    known = {name for name in NAMES if name.startswith("record.")}
    for fact in DERIVED_FACTS:
        assert set(fact.reads) <= known
        known |= set(fact.provides)
