"""The other files that `compliance init` writes: what we hold, what we accept, and the options."""

from collections.abc import Sequence

from compliance.cli.init.card import yaml_text

GRANTS = """\
# What we hold: API plans, contracts, permissions, licences that were bought. Keys: docs/guide/grants.md
# Once this file is there it is complete: what is not in it, we do not hold. As it stands, we hold nothing;
# without the file, rules that ask for a grant would be unproven instead.
grants: []
# For example, instead of the brackets:
#   - id: x-pro-2023
#     type: api_plan               # api_plan, contract, click_through, written_permission, public_license
#     platform: x                  # or target: {datasets: [name of a dataset]}
#     licensee: Example AI Ltd
#     valid_from: 2023-06-01       # first day
#     valid_to: 2024-06-01         # first day after the last
#     permitted_purposes: [analytics]
#     training: false
#     use_case: Trend reports
#     document:
#       path: papers/x-pro.pdf
#       sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855   # sha256sum
"""

WAIVERS = """\
# Findings that somebody accepts, for some records, for a reason, until a day. Every one is in every report.
waivers: []
# For example, instead of the brackets:
#   - id: forum-2024
#     rule: social/paid-api-grant
#     rule_version: 1              # of the rule as it was read; a later one makes the waiver void
#     dataset: forum-posts
#     where: record.platform = 'reddit'
#     reason: legal_review         # permission_held, legal_review, not_applicable, remediation_planned,
#                                  # decision_pending, risk_accepted
#     explanation: The contract of May covers these reads; its annex lists the days.
#     owner: data-team@example.com
#     approver: counsel@example.com
#     created: 2026-01-31
#     expires: 2026-07-31          # first day on which it holds no longer
#     row_budget: 12000            # of more records than these it covers none
#     document:                    # for permission_held and legal_review
#       path: papers/opinion.pdf
#       sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855   # sha256sum
"""

_CONFIGURATION = """\
# Options of `compliance check` and `compliance audit` for everybody who works here. Paths are relative to
# this file. Keys: docs/guide/configuration.md. What holds, and who says so: compliance config show
{paths}
# rules = ["rules"]                          # a team's own rules, beside the shipped ones
# fail_on = "violation=low,unproven=high"    # the default; "never" only reports

# [check]
# as_of = "commit"

# [audit]
# contract = ["declared-rows", "unique-ids"]
# sample = 59
"""


def configuration_text(paths: Sequence[str]) -> str:
    """Return the text of `compliance.toml`; without paths, every card is found by itself."""
    listed = ", ".join(toml_text(path) for path in paths)
    line = (
        f"paths = [{listed}]"
        if paths
        else '# paths = ["datasets"]                     # by default every card below'
    )
    return _CONFIGURATION.format(paths=line)


def toml_text(text: str) -> str:
    """Return a text as TOML has it on one line."""
    return yaml_text(text) if yaml_text(text).startswith(("'", '"')) else f'"{text}"'
