"""Rule packs: folders of YAML files with one rule each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from compliance.errors import ConfigurationError, Problem
from compliance.expressions import CheckedRule, Expression, ExpressionError
from compliance.inputs.teams import ADJUSTMENTS, PACK, Place, pack_folders
from compliance.inputs.validation import validate
from compliance.inputs.yaml_file import KEPT, YamlFile, read_yaml
from compliance.model.base import Document
from compliance.model.input import Input
from compliance.model.rule import Rule, Scope


class Pack(Document):
    """The file `pack.yaml` that makes a folder a pack."""

    name: str
    version: str
    title: str
    description: str = ""


@dataclass(frozen=True)
class Packs:
    """Every rule of a run and the packs they come from."""

    packs: tuple[Pack, ...]
    rules: tuple[CheckedRule, ...]
    inputs: tuple[Input, ...]
    folders: tuple[Path, ...]
    """Where each pack lies."""

    def within(self, folders: Sequence[Path]) -> tuple[CheckedRule, ...]:
        """Return the rules of the packs in *folders*; of all packs when none is given."""
        outer = [folder.resolve() for folder in folders]
        names = {
            pack.name
            for pack, place in zip(self.packs, self.folders, strict=True)
            if not outer or any(place.is_relative_to(folder) for folder in outer)
        }
        return tuple(rule for rule in self.rules if rule.id.partition("/")[0] in names)


def read_packs(places: Iterable[Place]) -> Packs:
    """Return the packs in folders, each given with the path that reports show.

    A folder is a pack, or holds packs; a pack met again is read once. Rules
    are ordered by id. Raises ConfigurationError with the problems of every file.
    """
    reader = _Reader()
    for folder, shown in pack_folders(places):
        if folder.resolve() not in reader.folders:
            reader.read_pack(folder, shown)
    if reader.problems:
        raise ConfigurationError(tuple(reader.problems))
    rules = tuple(reader.rules[id_] for id_ in sorted(reader.rules))
    return Packs(tuple(reader.packs), rules, tuple(reader.inputs), tuple(reader.folders))


class _Reader:
    """Reads pack after pack and keeps every problem."""

    def __init__(self) -> None:
        self.packs: list[Pack] = []
        self.folders: list[Path] = []
        self.rules: dict[str, CheckedRule] = {}
        self.inputs: list[Input] = []
        self.problems: list[Problem] = []
        self._named: dict[str, str] = {}

    def read_pack(self, folder: Path, shown: str) -> None:
        try:
            file = read_yaml(folder / PACK, f"{shown}/{PACK}", "rule")
            pack = validate(file, Pack)
        except ConfigurationError as error:
            self.problems += error.problems
            return
        first = self._named.setdefault(pack.name, file.input.path)
        if first != file.input.path:
            text = f"the pack {pack.name} is given already, in {first}; name yours otherwise"
            self.problems.append(file.problem(("name",), text))
        self.packs.append(pack)
        self.folders.append(folder.resolve())
        self.inputs.append(file.input)
        for path in sorted(folder.glob("*.yaml")):
            if path.name not in {PACK, ADJUSTMENTS}:
                self.read_rule(path, f"{shown}/{path.name}", pack.name)

    def read_rule(self, path: Path, shown: str, pack: str) -> None:
        try:
            rule, recorded = _read_rule(path, shown, pack)
        except ConfigurationError as error:
            self.problems += error.problems
            return
        self.rules[rule.id] = rule
        self.inputs.append(recorded)


def _read_rule(path: Path, shown: str, pack: str) -> tuple[CheckedRule, Input]:
    file = read_yaml(path, shown, "rule")
    return _checked(file, f"{pack}/{path.stem}"), file.input


@lru_cache(maxsize=KEPT)
def _checked(file: YamlFile, id_: str) -> CheckedRule:
    from compliance.expressions import check_rule, parse_rule, plan_facts  # noqa: PLC0415 - start-up time
    from compliance.expressions.language import ADJACENT_DAY, DAY, adjacent_days  # noqa: PLC0415 - likewise

    rule = validate(file, Rule)
    in_group = rule.scope is Scope.GROUP
    problems: list[Problem] = []

    def checked(text: str, *location: str | int, aggregates: bool = False) -> Expression | None:
        try:
            expression = parse_rule(text, aggregates=aggregates)
            plan_facts([expression])
        except ExpressionError as error:
            problems.append(_expression_problem(file, location, error))
            return None
        return expression

    applies = checked(rule.applies, "applies")
    requires = checked(rule.requires, "requires", aggregates=in_group)
    group_by = [checked(text, "group_by", index) for index, text in enumerate(rule.group_by)]
    if bool(rule.group_by) != in_group:
        problems.append(file.problem(("scope",), "`group_by` belongs to `scope: group`, and only there"))
    if requires is not None and adjacent_days(requires.tree) and DAY not in rule.group_by:
        text = f"`requires`: {ADJACENT_DAY} needs {DAY} in `group_by`"
        problems.append(file.problem(("requires",), text))
    if problems or applies is None or requires is None:
        raise ConfigurationError(tuple(problems))
    keys = [key for key in group_by if key is not None]
    return check_rule((id_, file.input.path), rule, (applies, requires), keys)


def _expression_problem(file: YamlFile, location: tuple[str | int, ...], error: ExpressionError) -> Problem:
    return file.problem(location, f"`{location[0]}`: {error.text}", error.offset)
