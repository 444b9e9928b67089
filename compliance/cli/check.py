"""`compliance check`: pass or fail, for every commit."""

import os
from dataclasses import replace

import typer

from compliance.cli import amending, options
from compliance.cli.auditing import Question, answer, deliver, exit_code
from compliance.cli.changed import Changed, touched_cards
from compliance.cli.ci import AUTO, CiOption, detect, fenced, show
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
from compliance.cli.outputs import read_lists
from compliance.reporting.formats.text import render_text


def check(
    paths: options.Paths = None,
    card: options.CardOption = None,
    as_of: options.AsOf = None,
    since: options.Since = None,
    changed: Changed = False,
    rules: options.Rules = None,
    grants: options.Grants = None,
    waivers: amending.Waivers = None,
    corrections: amending.Corrections = None,
    baseline: amending.BaselineFile = None,
    no_waivers: amending.NoWaivers = False,
    no_baseline: amending.NoBaseline = False,
    contract: options.ContractChecks = None,
    output: options.CheckOutputs = None,
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
) -> None:
    """Check dataset manifests against the rules: exit 0 if they comply, 1 if not."""
    terminal, system = Terminal(color, quiet=quiet), detect(ci, os.environ)
    outputs, lists = read_lists(output or [])
    asked = Question("check", tuple(paths or ()), card, as_of, tuple(rules or ()), grants, fail_on)
    question = replace(asked, contract=contract, redact=redact, lists=lists, sample=sample, seed=seed)
    amended = amending.AmendmentOptions(waivers, corrections, baseline, no_waivers, no_baseline)
    question = replace(question, amendments=amended, since=since)
    if changed:
        cards = touched_cards(question)
        if not cards:
            terminal.say("No file that changed touches a dataset.")
            raise typer.Exit
        question = replace(question, paths=cards)
    means = MeansOptions(engine, threads, memory_limit, cache, no_cache, spark_master)
    report = answer(question, means, terminal)
    if not deliver(report, outputs, terminal):
        text = render_text(report, width=terminal.width, color=terminal.is_colored)
        terminal.say(fenced(system, text))
    show(system, report, outputs, terminal)
    raise typer.Exit(exit_code(report, fail_on))
