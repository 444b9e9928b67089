"""`compliance audit`: a report that stands on its own, for counsel and auditors."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import typer

from compliance.cli import amending, options
from compliance.cli.auditing import Question, answer, deliver, exit_code
from compliance.cli.ci import AUTO, CiOption, System, detect, fenced, show
from compliance.cli.console import Terminal
from compliance.cli.means import (
    CacheOption,
    EngineOption,
    MeansOptions,
    MemoryLimit,
    NoCache,
    SparkMaster,
    Threads,
)
from compliance.cli.outputs import GX, Output, file_name, read_lists, split_site
from compliance.cli.recording import Recorded, check_site, leave_record
from compliance.model.report import Report
from compliance.reporting.formats.text import render_text


def audit(
    paths: options.Paths = None,
    card: options.CardOption = None,
    as_of: options.AsOf = None,
    since: options.Since = None,
    rules: options.Rules = None,
    grants: options.Grants = None,
    waivers: amending.Waivers = None,
    corrections: amending.Corrections = None,
    baseline: amending.BaselineFile = None,
    no_waivers: amending.NoWaivers = False,
    no_baseline: amending.NoBaseline = False,
    contract: options.ContractChecks = None,
    output: options.AuditOutputs = None,
    redact: options.Redact = None,
    sample: options.Sample = None,
    seed: options.Seed = None,
    fail_on: options.FailOn = options.DEFAULT_GATE,
    engine: EngineOption = "duckdb",
    spark_master: SparkMaster = None,
    threads: Threads = None,
    memory_limit: MemoryLimit = None,
    cache: CacheOption = None,
    no_cache: NoCache = False,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
    ci: CiOption = AUTO,
    gx: Recorded = True,
) -> None:
    """Audit datasets and write the reports; by default HTML and JSON below reports/."""
    terminal, system = Terminal(color, quiet=quiet), detect(ci, os.environ)
    outputs, lists = read_lists(output or [], (GX,))
    outputs, site = split_site(outputs)
    check_site(site)
    asked = Question("audit", tuple(paths or ()), card, as_of, tuple(rules or ()), grants, fail_on)
    question = replace(asked, contract=contract, redact=redact, lists=lists, sample=sample, seed=seed)
    amended = amending.AmendmentOptions(waivers, corrections, baseline, no_waivers, no_baseline)
    question = replace(question, amendments=amended, since=since)
    means = MeansOptions(engine, threads, memory_limit, cache, no_cache, spark_master)
    report = answer(question, means, terminal)
    outputs = outputs or _default_outputs(report)
    printed = deliver(report, outputs, terminal)
    records = leave_record(report, outputs, site, terminal) if gx or site else []
    if not printed:
        _say(report, [*outputs, *records], system, terminal)
    show(system, report, outputs, terminal)
    raise typer.Exit(exit_code(report, fail_on))


def _say(report: Report, written: Sequence[Output], system: System, terminal: Terminal) -> None:
    terminal.say("".join(f"{output.format}: {output.path}\n" for output in written))
    text = render_text(report, width=terminal.width, color=terminal.is_colored)
    terminal.say(fenced(system, text))


def _default_outputs(report: Report) -> list[Output]:
    name = report.datasets[0].name if len(report.datasets) == 1 else "audit"
    folder = Path("reports") / (file_name(name) or "audit")
    return [Output("html", folder / "report.html"), Output("json", folder / "report.json")]
