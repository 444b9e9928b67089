"""`compliance check`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Compliance, write_purposes, write_rule
from tests.factories import write_manifest, write_text

CHECK = ("check", "data", "--rules", "pack", "--as-of", "2026-08-22")


@pytest.fixture(autouse=True)
def _dataset(tmp_path: Path) -> None:
    write_rule(tmp_path / "pack")
    write_purposes(tmp_path / "data", "research", "eval")


def test_every_output_is_written(compliance: Compliance) -> None:
    """Each `--output` writes its format to its file, in folders made for it, and the text is still shown."""
    done = compliance(*CHECK, "--output", "json=out/a.json", "-o", "html=out/b.html", "-o", "text=c.txt")

    assert done.code == 1
    assert json.loads(Path("out/a.json").read_text(encoding="utf-8"))["exit_code"] == 1
    assert Path("out/b.html").read_text(encoding="utf-8").casefold().startswith("<!doctype html>")
    assert Path("c.txt").read_text(encoding="utf-8").startswith("FAILED")
    assert done.out.startswith("FAILED")


def test_standard_output(compliance: Compliance) -> None:
    """`-` is standard output, which then holds that report and nothing else."""
    done = compliance(*CHECK, "--output", "json=-", "--output", "text=report.txt")

    assert json.loads(done.out)["datasets"][0]["name"] == "posts"
    assert Path("report.txt").is_file()
    assert not Path("-").exists()


def test_nothing_is_left_after_an_error(compliance: Compliance) -> None:
    """A run that is refused writes no report."""
    compliance("check", "nowhere", "--output", "json=a.json")

    assert not Path("a.json").exists()


def test_a_file_that_cannot_be_written(compliance: Compliance) -> None:
    """An output that cannot be written is a usage error."""
    done = compliance(*CHECK, "--output", "json=data")

    assert done.code == 2
    assert "data" in done.err
    assert "Traceback" not in done.err


def test_quiet(compliance: Compliance) -> None:
    """`--quiet` prints nothing, gives the same code, and writes the same files."""
    done = compliance(*CHECK, "--quiet", "--output", "json=a.json")

    assert (done.code, done.out, done.err) == (1, "", "")
    assert Path("a.json").is_file()


def test_quiet_keeps_errors(compliance: Compliance) -> None:
    """`--quiet` still prints errors."""
    done = compliance("check", "nowhere", "--quiet")

    assert done.code == 2
    assert "nowhere" in done.err


def test_plain_by_default(compliance: Compliance) -> None:
    """Output that no terminal shows has no colours."""
    assert "\x1b" not in compliance(*CHECK).out


def test_always_colored(compliance: Compliance) -> None:
    """`--color always` colours even what goes into a file."""
    assert "\x1b[" in compliance(*CHECK, "--color", "always").out


def test_never_colored(compliance: Compliance, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--color never` and NO_COLOR keep colours away, even from what takes itself for a terminal."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in compliance(*CHECK).out
    assert "\x1b" not in compliance(*CHECK, "--color", "never").out

    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in compliance(*CHECK).out


def test_the_flag_outranks_the_environment(compliance: Compliance, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--color always` is a decision, NO_COLOR a default."""
    monkeypatch.setenv("NO_COLOR", "1")

    assert "\x1b[" in compliance(*CHECK, "--color", "always").out


@pytest.mark.parametrize(
    ("gate", "code"),
    [
        ("violation=high", 1),
        ("violation=critical", 0),
        ("violation=never", 0),
        ("unproven=never", 1),
        ("never", 0),
    ],
)
def test_the_gate_decides(compliance: Compliance, gate: str, code: int) -> None:
    """A violation of high severity fails the gates that reach down to it."""
    assert compliance(*CHECK, "--fail-on", gate).code == code


def test_below_the_gate_is_still_shown(compliance: Compliance) -> None:
    """What does not fail the run is in the report all the same."""
    done = compliance(*CHECK, "--fail-on", "never")

    assert "test/research" in done.out


def test_as_of_changes_the_verdict(compliance: Compliance) -> None:
    """The same files comply on one day and fail on the next."""
    write_rule(Path("pack"), requires="run.as_of < '2026-01-02'")
    codes = [
        compliance("check", "data", "--rules", "pack", "--as-of", day).code
        for day in ("2026-01-01", "2026-01-02")
    ]

    assert codes == [0, 1]


def test_the_receipt_repeats_the_run(compliance: Compliance) -> None:
    """The command in the report, given again, writes the same report."""
    first = compliance("check", "data", "--rules", "pack", "--as-of", "2026-08-22", "-o", "json=-").out
    command = json.loads(first)["command"].split()

    assert command[0] == "compliance"
    assert compliance(*command[1:], "-o", "json=-").out == first


def test_a_card_for_other_manifests(compliance: Compliance) -> None:
    """With `--card` every path is a manifest of that card, however many there are."""
    write_text(Path("card.yaml"), "name: posts\ncolumns: {purpose: why}\n")
    for name in ("one", "two"):
        write_manifest(Path(f"{name}.parquet"), [{"id": "1", "platform": "wikimedia", "why": "research"}])
    one = compliance("check", "one.parquet", "--card", "card.yaml", "--rules", "pack")
    both = compliance("check", "one.parquet", "two.parquet", "--card", "card.yaml", "--rules", "pack")

    assert (one.code, both.code) == (0, 0)


def test_the_register_on_the_command_line(compliance: Compliance) -> None:
    """`--grants` gives the register of every dataset, before the nearest one."""
    write_rule(Path("pack"), requires="grant.in_force")
    write_text(Path("data/grants.yaml"), "grants: []\n")
    write_text(
        Path("mine.yaml"), "grants: [{id: g1, type: contract, platform: wikimedia, valid_from: 2020-01-01}]\n"
    )

    assert compliance(*CHECK).code == 1
    assert compliance(*CHECK, "--grants", "mine.yaml").code == 0


def test_every_card_below_is_found(compliance: Compliance) -> None:
    """Without paths every dataset below here is checked."""
    write_purposes(Path("deep/down"), "research", name="other")
    done = compliance("check", "--rules", "pack", "--as-of", "2026-08-22", "-o", "json=-")

    assert [dataset["name"] for dataset in json.loads(done.out)["datasets"]] == ["posts", "other"]


def test_the_shipped_rules(compliance: Compliance) -> None:
    """Without `--rules` the shipped packs judge."""
    done = compliance("check", "data", "--as-of", "2026-08-22", "-o", "json=-")

    assert {pack["name"] for pack in json.loads(done.out)["packs"]} >= {"social", "license", "provenance"}
