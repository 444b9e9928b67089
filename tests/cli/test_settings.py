"""What configuration and environment say, and what of it holds."""

from pathlib import Path

import pytest

from compliance.cli.config.configuring import global_first
from compliance.cli.config.keys import KEYS
from compliance.cli.config.reading_settings import read_settings, relocated
from compliance.cli.config.settings import Settings
from compliance.errors import ConfigurationError, UsageError
from compliance.inputs.configuration import find_configuration
from tests.factories import write_text


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def settings(text: str, **environment: str) -> Settings:
    """Return the settings of a configuration in this folder, and of an environment."""
    write_text(Path("compliance.toml"), text)
    variables = {f"COMPLIANCE_{name}": value for name, value in environment.items()}
    return read_settings(find_configuration(Path()), variables)


def test_precedence() -> None:
    """The environment comes before the table of a command, and that before what all share."""
    said = settings(
        'redact = "urls"\nthreads = 1\nseed = "s"\n[audit]\nredact = "ids"\nthreads = 2', THREADS="3"
    )

    assert said.defaults("check") == {"redact": "urls", "threads": "3", "seed": "s"}
    assert said.defaults("audit") == {"redact": "ids", "threads": "3", "seed": "s"}


def test_origins() -> None:
    """Every value knows the line of the file, or the variable, that gives it."""
    found = settings('\nredact = "urls"\n[audit]\n  quiet = true', THREADS="3").of("audit")

    assert {name: setting.origin for name, setting in found.items()} == {
        "redact": "compliance.toml:2:1",
        "quiet": "compliance.toml:4:3",
        "threads": "COMPLIANCE_THREADS",
    }


def test_values() -> None:
    """Every shape of value is what its option takes."""
    Path("house").mkdir()
    text = """
        as_of = 2026-08-22
        contract = ["unique-ids", "row-digest"]
        rules = ["house"]
        output = ["json=a.json", "text=-"]
        baseline = "b.json"
        paths = []
        sample = 5
        no_cache = false
        quiet = true
    """

    assert settings(text).defaults("check") == {
        "as_of": "2026-08-22",
        "contract": "unique-ids,row-digest",
        "rules": ["house"],
        "output": ["json=a.json", "text=-"],
        "baseline": "b.json",
        "paths": [],
        "sample": "5",
        "no_cache": False,
        "quiet": True,
    }


def test_paths_are_relative_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder below, paths of the file are the way to them from there; URLs and `-` stay."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "a" / "house").mkdir(parents=True)
    write_text(Path("grants.yaml"), "grants: []")
    write_text(
        Path("compliance.toml"),
        'paths = ["b/*.parquet", "s3://lake/x", "/data"]\ngrants = "grants.yaml"\nrules = ["a/house"]\n'
        'output = ["json=out/r.json", "text=-"]\ncache_dir = "cache"',
    )
    monkeypatch.chdir(tmp_path / "a")

    assert read_settings(find_configuration(Path()), {"COMPLIANCE_GRANTS": "mine.yaml"}).defaults(
        "check"
    ) == {
        "paths": ["../b/*.parquet", "s3://lake/x", "/data"],
        "grants": "mine.yaml",
        "rules": ["house"],
        "output": ["json=../out/r.json", "text=-"],
        "cache": "../cache",
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("fail-on = 'never'", "1:1: there is no key `fail-on`; did you mean `fail_on`?"),
        ("[check]\nrule = []", "2:1: there is no key `rule`; did you mean `rules`?"),
        ("[checks]", "1:2: there is no key `checks`; did you mean `check`?"),
        ("[check.audit]", "1:8: there is no key `audit`"),
        ("check = 3", "1:1: `check` is a table of settings"),
        ("a.b = 3", "1:1: there is no key `a`"),
        ("rules = 'house'", "1:1: `rules` is a list of paths, in brackets; found 'house'"),
        ("rules = [3]", "1:10: `rules` takes text in quotes; found 3"),
        ("quiet = 'yes'", "1:1: `quiet` takes true or false; found 'yes'"),
        ("quiet = 1", "1:1: `quiet` takes true or false; found 1"),
        ("threads = true", "1:1: `threads` takes a whole number; found True"),
        ("threads = 1.5", "1:1: `threads` takes a whole number; found 1.5"),
        ("threads = 0", "1:1: `threads`: 0 is no number from 1 to 1,024"),
        ("sample = -1", "1:1: `sample`: -1 is no number from 1 to 1,000"),
        ("seed = ''", "1:1: `seed` takes text; found ''"),
        ("as_of = 2026-08-22T00:00:00", "1:1: `as_of` takes text; found datetime.datetime("),
        ("as_of = 'soon'", "1:1: `as_of`: soon is not a day; write it as 2026-08-22, or `commit`"),
        ("fail_on = 'some'", "1:1: `fail_on`: does not know 'some'; use violation="),
        ("contract = ['x']", "1:13: `contract`: there is no 'x'; use declared-rows, unique-ids, row-digest"),
        ("output = ['html']", "1:11: `output`: html is not FORMAT=FILE; formats are "),
        ("redact = 'names'", "1:1: `redact`: there is no 'names'; use urls, ids, all"),
        ("engine = 'polars'", "1:1: `engine`: there is no 'polars'; use duckdb, spark"),
        ("memory_limit = '4'", "1:1: `memory_limit`: 4 is not a size; write it as 500MB or 4GB"),
        ("color = 'red'", "1:1: `color`: there is no 'red'; use auto, always, never"),
        ("rules = ['house']", "1:10: `rules`: there is no file or folder house"),
        ("grants = 'g.yaml'", "1:1: `grants`: there is no file or folder g.yaml"),
        ("cache_dir = 'off'", "1:1: `cache_dir`: 'off' is no folder; write `no_cache = true`"),
        ("cache_dir = 'a'\nno_cache = true", "2:1: `cache_dir` and `no_cache` exclude each other"),
    ],
)
def test_faults(text: str, problem: str) -> None:
    """A wrong key or value is named with its place and what to write instead."""
    with pytest.raises(ConfigurationError) as caught:
        settings(text)

    (found,) = caught.value.problems
    assert str(found).startswith(f"compliance.toml:{problem}")


def test_the_folder_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tilde is the folder of the user, as a shell would have it."""
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    write_text(tmp_path / "me" / "grants.yaml", "grants: []")
    said = settings('cache_dir = "~/cache"\ngrants = "~/grants.yaml"').defaults("check")

    assert said == {"cache": str(tmp_path / "me" / "cache"), "grants": str(tmp_path / "me" / "grants.yaml")}


@pytest.mark.parametrize(
    ("text", "found"),
    [("a=b.x", "a=../b.x"), ("a=b?c=d/../e", "a=../b?c=d/../e"), ("a=-", "a=-"), ("a=-?b=c", "a=-?b=c")],
)
def test_only_the_file_of_an_output_moves(text: str, found: str) -> None:
    """What stands behind the question mark is no path, and standard output lies nowhere."""
    (key,) = (key for key in KEYS if key.name == "output")

    assert relocated(key, text, Path("..")) == found


def test_all_faults_at_once() -> None:
    """Every fault of the file is named, in the order of the lines."""
    with pytest.raises(ConfigurationError) as caught:
        settings('sed = "x"\n[check]\nthreads = 0\ncontract = ["a", "unique-ids", "b"]\n[audit]\nquiet = 0')

    assert [(problem.line, problem.column) for problem in caught.value.problems] == [
        (1, 1),
        (3, 1),
        (4, 13),
        (4, 32),
        (6, 1),
    ]


def test_environment() -> None:
    """Lists are split as a shell would, flags have many words, and what is empty says nothing."""
    said = settings(
        "",
        PATHS="a 'b c' s3://lake/x",
        OUTPUT="json=a.json\nhtml='b c.html'",
        CONTRACT="unique-ids,row-digest",
        QUIET="Yes",
        NO_CACHE="0",
        RULES="  ",
        SAMPLE="7",
    )

    assert said.defaults("check") == {
        "paths": ["a", "b c", "s3://lake/x"],
        "output": ["json=a.json", "html=b c.html"],
        "contract": "unique-ids,row-digest",
        "quiet": True,
        "no_cache": False,
        "sample": "7",
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QUIET", "perhaps"),
        ("THREADS", "many"),
        ("FAIL_ON", "x"),
        ("OUTPUT", "docx=a"),
        ("PATHS", "'a"),
        ("CONTRACT", "unique-ids,x"),
    ],
)
def test_faults_of_the_environment(name: str, value: str) -> None:
    """A variable that makes no sense is named."""
    with pytest.raises(UsageError, match=f"COMPLIANCE_{name}"):
        settings("", **{name: value})


@pytest.mark.parametrize(
    ("text", "environment", "holds"),
    [
        ("no_cache = true\n[check]\ncache_dir = 'a'", {}, {"cache": "a"}),
        ("cache_dir = 'a'\n[check]\nno_cache = true", {}, {"no_cache": True}),
        ("cache_dir = 'a'", {"NO_CACHE": "1"}, {"no_cache": True}),
        ("no_cache = true", {"CACHE_DIR": "b"}, {}),
        ("cache_dir = 'a'", {"CACHE_DIR": "off"}, {}),
        ("cache_dir = 'a'\nno_cache = false", {}, {"cache": "a", "no_cache": False}),
    ],
)
def test_a_cache_or_none(text: str, environment: dict[str, str], holds: dict[str, object]) -> None:
    """Of a cache and none, the nearer place decides; the cache reads its own variable."""
    assert settings(text, **environment).defaults("check") == holds


def test_every_variable_is_called_like_its_key() -> None:
    """There is one scheme, and the variables that there were before are part of it."""
    variables = {key.variable for key in KEYS}

    assert {"COMPLIANCE_CACHE_DIR", "COMPLIANCE_SPARK_MASTER"} <= variables
    assert variables == {f"COMPLIANCE_{key.name.upper()}" for key in KEYS}


@pytest.mark.parametrize(
    ("given", "first"),
    [
        (["check", "--config", "a", "d"], ["--config", "a", "check", "d"]),
        (["check", "--config=a", "-q"], ["--config=a", "check", "-q"]),
        (["check", "d", "--no-config"], ["--no-config", "check", "d"]),
        (["check", "--", "--no-config"], ["check", "--", "--no-config"]),
        (["check", "--config"], ["--config", "check"]),
    ],
)
def test_global_options_stand_anywhere(given: list[str], first: list[str]) -> None:
    """The options about the configuration may follow the command, though not what ends the options."""
    assert global_first(given) == first


def test_options_of_outputs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of an output is that of the configuration's folder; what stands behind it is no path."""
    write_text(
        Path("compliance.toml"),
        'output = ["sarif=a/x.sarif?prefix=b/../c", "gitlab=-?prefix=d", "json=what?.json?"]\n',
    )
    Path(".git").mkdir()
    Path("deep").mkdir()
    monkeypatch.chdir("deep")
    found = read_settings(find_configuration(Path()), {})

    assert found.of("check")["output"].words == (
        "sarif=../a/x.sarif?prefix=b/../c",
        "gitlab=-?prefix=d",
        "json=../what?.json?",
    )
