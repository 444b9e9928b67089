"""`compliance diff`."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.cli.main import exit_status
from compliance.cli.sides import Places, Refs, Reports, read_sides
from compliance.errors import UsageError
from tests.cli.conftest import Compliance, Outcome, write_purposes, write_rule
from tests.factories import damage_pages, write_text
from tests.repositories import commit, git, repository

Diff = Callable[..., Outcome]
LAWS = ("--rules", "pack", "--as-of", "2026-08-22")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with one rule, and a repository with one dataset of two records."""
    repository(tmp_path)
    write_rule(tmp_path / "pack")
    write_text(tmp_path / ".gitignore", "pack\n*.json\n*.html\n*.md\n")
    write_purposes(tmp_path / "posts", "research", "research")
    commit(tmp_path)
    return tmp_path


@pytest.fixture
def diff(compliance: Compliance) -> Diff:
    """Return what `diff` says under one rule, as of one day, its lines joined."""

    def call(*arguments: str, laws: tuple[str, ...] = LAWS) -> Outcome:
        sides, narrowing = arguments, ()
        if "--" in arguments:
            place = arguments.index("--")
            sides, narrowing = arguments[:place], arguments[place:]
        done = compliance("diff", *sides, *laws, *narrowing)
        return Outcome(done.code, " ".join(done.out.split()), " ".join(done.err.split()))

    return call


def test_nothing_changed(project: Path, diff: Diff) -> None:
    """HEAD is compared with the files as they are; where nothing differs one sentence says so."""
    done = diff()
    head = git(project, "rev-parse", "HEAD")[:10]

    assert (done.code, done.err) == (0, "")
    told = f"SAME: nothing differs in 1 dataset between HEAD ({head}) and WORKTREE, both judged as of"
    assert done.out == f"{told} 2026-08-22."


def test_two_commits(project: Path, diff: Diff) -> None:
    """Two commits compare by what came and went, and by the verdicts; that they differ is no failure."""
    write_purposes(project / "posts", "research", "research", "eval", "eval")
    commit(project)
    git(project, "tag", "new")
    done = diff("new~1", "new")

    assert done.code == 0
    assert done.out.startswith("WORSE: 1 rule finds more in 1 dataset.")
    assert "posts: 2 → 4 records (+2)" in done.out
    assert "high test/research in violation 0 → 2 (new) +2 wikimedia" in done.out
    assert diff("new~1..new").out == done.out


def test_worse_only_fails_when_asked(project: Path, diff: Diff) -> None:
    """With --exit-code, a verdict that got worse exits 1; one that got better does not."""
    write_purposes(project / "posts", "research", "eval")
    commit(project)

    assert diff("HEAD~1", "HEAD", "--exit-code").code == 1
    assert diff("HEAD", "HEAD~1", "--exit-code").code == 0
    assert diff("HEAD~1", "HEAD").code == 0
    assert diff("HEAD~1", "HEAD", "--exit-code", "--fail-on", "violation=critical").code == 0


def test_from_where_they_parted(project: Path, diff: Diff) -> None:
    """Three dots leave out what the other branch did since the histories parted."""
    git(project, "switch", "--quiet", "--create", "other")
    write_purposes(project / "pages", "eval", name="pages")
    commit(project)
    git(project, "switch", "--quiet", "main")
    write_purposes(project / "posts", "eval", "eval")
    commit(project)

    assert "posts" in diff("main..other").out
    assert "posts" not in diff("main...other").out
    assert "pages: a new dataset with 1 record" in diff("main...other").out


def test_paths_narrow(project: Path, diff: Diff) -> None:
    """Paths, behind `--` or without it, leave out the other datasets."""
    for name in ("posts", "pages"):
        write_purposes(project / name, "eval", name=name)

    assert "pages" in diff("HEAD").out
    for words in (("HEAD", "--", "posts"), ("HEAD", "posts"), ("--", "posts"), ("posts",)):
        found = diff(*words).out
        assert "posts: 2 → 1 records" in found
        assert "pages" not in found


def test_each_as_of_its_own_day(project: Path, diff: Diff) -> None:
    """With --as-of commit, each side is judged as of the day of its commit, and that they differ is told."""
    write_rule(project / "pack", requires="run.as_of < DATE '2024-06-01'")
    commit(project, day="2024-07-08")
    done = diff("HEAD~1", "HEAD", laws=("--rules", "pack", "--as-of", "commit"))

    assert "judged as of 2024-05-06 and 2024-07-08" in done.out
    assert "in violation 0 → 2 (new)" in done.out
    assert "Not the data: a verdict may differ for these alone as of: 2024-05-06 → 2024-07-08" in done.out


def test_each_with_its_own_grants(project: Path, diff: Diff) -> None:
    """Each side is judged with the register that it had."""
    write_rule(project / "pack", requires="grant.in_force")
    grant = "{id: g, type: contract, platform: wikimedia, valid_from: 2020-01-01}"
    write_text(project / "posts" / "grants.yaml", f"grants: [{grant}]\n")
    commit(project)
    write_text(project / "posts" / "grants.yaml", "grants: []\n")
    done = diff("HEAD")

    assert "in violation 0 → 2 (new)" in done.out
    assert "g is gone: contract, wikimedia, from 2020-01-01" in done.out


def test_each_with_its_own_waivers(project: Path, diff: Diff) -> None:
    """Each side is judged with the waivers that it had: accepted records are told as such, and are better."""
    write_purposes(project / "posts", "research", "eval")
    commit(project)
    write_text(
        project / "waivers.yaml",
        """\
        waivers:
          - id: w
            rule: test/research
            rule_version: 1
            dataset: posts
            where: "TRUE"
            reason: risk_accepted
            explanation: Counsel knows.
            owner: a@example.org
            approver: b@example.org
            created: 2024-01-01
            expires: 2030-01-01
            row_budget: 5
        """,
    )
    done = diff("HEAD")

    assert done.out.startswith("BETTER: 1 rule finds less in 1 dataset.")
    assert "test/research in violation 1 → 0 (none left), waived 0 → 1 (new)" in done.out


def test_each_with_its_own_corrections(project: Path, diff: Diff) -> None:
    """Groups are told by facts as corrected, and the paper behind a correction comes along from a commit."""
    write_text(project / "papers" / "log.txt", "evidence")
    digest = hashlib.sha256(b"evidence").hexdigest()
    write_text(
        project / "corrections.yaml",
        f"""\
        corrections:
          - id: c
            dataset: posts
            where: record.purpose = 'research'
            set: {{purpose: eval}}
            explanation: The log says so.
            owner: a@example.org
            created: 2024-01-01
            document: {{path: papers/log.txt, sha256: {digest}}}
        """,
    )
    commit(project)
    (project / "corrections.yaml").unlink()
    commit(project)
    done = diff("HEAD~1", "HEAD")

    assert done.out.startswith("BETTER: 1 rule finds less in 1 dataset.")
    assert "records -2 wikimedia, for eval +2 wikimedia, for research" in done.out


def test_rules_of_the_configuration(project: Path, diff: Diff) -> None:
    """Both sides are judged by the rules that the configuration names."""
    write_text(project / "compliance.toml", 'rules = ["pack"]\n')
    commit(project)
    write_purposes(project / "posts", "research", "eval")
    done = diff("HEAD", laws=("--as-of", "2026-08-22"))

    assert done.out.startswith("WORSE: 1 rule finds more in 1 dataset.")
    assert "test/research in violation 0 → 1 (new)" in done.out


def test_two_manifests(project: Path, diff: Diff) -> None:
    """Two bare manifests are one dataset, before and after."""
    write_purposes(project / "a", "research")
    write_purposes(project / "b", "research", "eval")
    for name in "ab":
        (project / name / "dataset.yaml").unlink()
    done = diff("a/records.parquet", "b/records.parquet")

    assert "a/records.parquet → b/records.parquet: 1 → 2 records (+1)" in done.out
    assert "in violation 0 → 1 (new)" in done.out


def test_two_reports(project: Path, compliance: Compliance) -> None:
    """Two reports compare, as JSON and as pages, and what they cannot tell is said."""
    check = ("check", "posts", *LAWS, "--quiet", "--no-cache")
    compliance(*check, "-o", "json=old.json")
    write_purposes(project / "posts", "research", "eval", "eval")
    compliance(*check, "-o", "html=new.html")
    done = compliance("diff", "old.json", "new.html")

    assert done.code == 0
    assert "posts: 2 → 3 records (+1)" in done.out
    assert "in violation 0 → 2 (new)" in done.out
    assert "What reports cannot tell" in done.out


def test_outputs(project: Path, diff: Diff) -> None:
    """The comparison is written as Markdown and JSON; one of them may go to standard output."""
    write_purposes(project / "posts", "eval")
    done = diff("HEAD", "-o", "json=out/diff.json", "-o", "markdown=-")

    assert done.out.startswith("**Worse**: 1 rule finds more")
    assert "WORSE:" not in done.out
    assert json.loads((project / "out" / "diff.json").read_text(encoding="utf-8"))["outcome"] == "worse"


def test_what_cannot_be_read(project: Path, diff: Diff) -> None:
    """A file that cannot be read exits 4 and is named; its records are not taken for gone."""
    damage_pages(project / "posts" / "records.parquet")
    done = diff("HEAD", "--exit-code")

    assert done.code == 4
    assert done.out.startswith("INCOMPLETE: nothing differs in what could be compared")
    assert "WORKTREE: posts/records.parquet:" in done.out


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("nothing",), "nothing is not a commit or a path here"),
        (("HEAD", "--", "nothing"), "neither HEAD nor WORKTREE has a dataset at nothing"),
        (("HEAD", "nothing", "--", "posts"), "nothing is not a commit here"),
        (("nothing..HEAD",), "nothing is not a commit"),
        (("WORKTREE",), "compared with themselves"),
        (("HEAD", "--", "../elsewhere"), "does not lie below this folder"),
        (("HEAD", "HEAD", "--card", "posts/dataset.yaml"), "--card is for manifests"),
        (("posts", "posts", "--as-of", "commit"), "--as-of commit is for commits"),
        (("HEAD", "-o", "html=x.html"), "formats are markdown, json, text"),
        (("--output",), ""),
    ],
)
def test_impossible(project: Path, diff: Diff, arguments: tuple[str, ...], text: str) -> None:
    """What cannot be meant exits 2 and says why."""
    done = diff(*arguments, laws=("--rules", "pack"))

    assert (project / "posts").is_dir()
    assert done.code == 2
    assert text in done.err


def test_options_that_reports_have_no_use_for(project: Path, diff: Diff) -> None:
    """Reports are compared as they are: a day or rules for them are refused."""
    for name in ("a.json", "b.json"):
        write_text(project / name, "{}")

    assert "reports are compared as they are" in diff("a.json", "b.json").err
    assert "it is not json-v1" in diff("a.json", "b.json", laws=()).err


def test_what_the_words_mean(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commits come first, then paths; two paths are two datasets, or two reports."""
    monkeypatch.chdir(project)
    for name in ("a.json", "b.json"):
        write_text(project / name, "{}")
    git(project, "branch", "other")
    head = git(project, "rev-parse", "HEAD")
    main, now = ("main", head), ("WORKTREE", None)

    assert read_sides(["main"], None) == Refs(main, now, ())
    assert read_sides(["main", "other"], None) == Refs(main, ("other", head), ())
    assert read_sides(["WORKTREE", "main"], None) == Refs(now, main, ())
    assert read_sides([], None) == Refs(("HEAD", head), now, ())
    assert read_sides(["..other"], ()) == Refs(("HEAD", head), ("other", head), ())
    assert isinstance(read_sides(["posts", "pack"], None), Places)
    assert read_sides(["a.json", "b.json"], None) == Reports(Path("a.json"), Path("b.json"))
    assert [str(path) for path in read_sides(["main"], [str(project / "posts")]).paths] == ["posts"]


def test_a_commit_and_a_path(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that may mean either is refused, and is a commit once `--` says so."""
    monkeypatch.chdir(project)
    git(project, "branch", "posts")

    with pytest.raises(UsageError, match="posts is a commit and a path") as caught:
        read_sides(["posts"], None)
    assert "./posts" in caught.value.remedy
    assert read_sides(["posts"], ()).old[0] == "posts"


def test_a_report_and_a_dataset(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report is compared with nothing but a report."""
    monkeypatch.chdir(project)
    write_text(project / "a.json", "{}")

    with pytest.raises(UsageError, match="with a report only"):
        read_sides(["a.json", "posts"], None)


def test_words_that_look_like_options(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that begins with a dash is never handed to git as a ref."""
    monkeypatch.chdir(project)

    with pytest.raises(UsageError, match="is not a commit here"):
        read_sides(["--output=x"], ())
    assert not (project / "x").exists()


def test_no_copy_is_left(project: Path, diff: Diff, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copies of the files of a commit are gone in the end, and the work tree is as it was."""
    scratch = project.parent / f"{project.name}-scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    write_purposes(project / "posts", "eval")
    commit(project)
    diff("HEAD~1", "HEAD")

    assert list(scratch.iterdir()) == []
    assert git(project, "status", "--porcelain") == ""


def test_help() -> None:
    """The command explains itself."""
    assert exit_status(["diff", "--help"]) == 0
