"""`compliance check --changed`: from files that changed, as a hook hands them over, to cards."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from compliance.caching import cache_folder
from compliance.cli.auditing import Question, asked
from compliance.git import changes_named
from compliance.inputs.scope import touched_scope
from compliance.request import dataset_reader

Changed = Annotated[
    bool,
    typer.Option(
        "--changed",
        help="The paths are files that changed, as hooks get them: check the datasets that they touch.",
    ),
]


def touched_cards(question: Question) -> tuple[str, ...]:
    """Return the cards of the datasets that changed files touch, by the paths of the question.

    Raises UsageError outside of a git repository, and where there is no card at all.
    """
    files: Sequence[str] = question.paths
    request = asked(replace(question, paths=()))
    changes = changes_named(Path(), files)
    reader = dataset_reader(request, cache_folder())
    scope = touched_scope(request.targets, changes, reader, request.rules)
    return tuple(str(target.card) for target in scope.targets if target.card is not None)
