"""The files of an exported project that are for people: how it is run, and what it is."""

from collections.abc import Iterable

from compliance.markdown import code

SCRIPT = '''\
"""Run the checkpoint: exit 0 if every expectation is met, else 1.

    python run.py [DATE]     judge as of this day, such as 2026-08-22; today without it
"""

import datetime
import os
import sys
from pathlib import Path

import great_expectations as gx

import compliance.gx  # makes the manifests of the project known to Great Expectations

HERE = Path(__file__).resolve().parent
os.chdir(HERE / {root!r})  # the paths of the project are relative to this folder

as_of = sys.argv[1] if len(sys.argv) > 1 else datetime.datetime.now(datetime.UTC).date().isoformat()
context = gx.get_context(mode="file", project_root_dir=HERE)
result = context.checkpoints.get({checkpoint!r}).run(batch_parameters={{"as_of": as_of}})
for run in result.run_results.values():
    met = run.statistics["successful_expectations"]
    print(f"{{run.suite_name}}: {{met}} of {{run.statistics['evaluated_expectations']}} expectations met")
sys.exit(0 if result.success else 1)
'''

_README = """\
# Data licensing compliance

A project of [Great Expectations](https://greatexpectations.io), written by `compliance export gx`.

```console
$ pip install 'compliance[gx]'
$ python run.py               # as of today; exit 0 if every expectation is met, else 1
$ python run.py 2026-08-22    # as of another day
```

| dataset | manifest |
|---|---|
{datasets}

Each dataset is an asset of the data source `compliance`, with a suite of {rules} rules and a validation of
its own. The checkpoint `compliance` runs them all, writes reports to `gx/uncommitted/reports/` and updates
the Data Docs. Paths are relative to {root}: move the project and the data together.
The same command writes the same files again; with `--force` it replaces them.
"""


def readme_text(assets: Iterable[tuple[str, str]], rules: int, up: str) -> str:
    """Return the README, given name and path of each asset, and the way to what paths are relative to."""
    lines = "\n".join(f"| {code(name)} | {code(path)} |" for name, path in assets)
    root = "this folder" if up == "." else f"{code(up)}, seen from here"
    return _README.format(datasets=lines, rules=rules, root=root)
