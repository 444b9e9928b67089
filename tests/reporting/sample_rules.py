"""The rules, clauses and hostile texts of the sample report. Nothing here is a fact about any platform."""

from datetime import date

from compliance.model.finding import CitedClause, RuleSummary
from compliance.model.platform import Basis, Clause, ClauseName, Source
from compliance.model.rule import Clock, Confidence, Reference, Severity

SCRIPT = "<script>alert(1)</script>"
ANSI = "\x1b[31mred\x1b[0m"
OVERRIDE = "safe\u202egpj.exe\u2066"
SECRET_URL = "https://user:hunter2@example.org/a/b?token=hunter2#hunter2"  # noqa: S105 - a secret to be hidden
HOSTILE = f"{SCRIPT} {ANSI} {OVERRIDE} {SECRET_URL}\nsecond line [bold]"

RULES = (
    ("social/paid-api-grant", "API data needs a paid grant once free access has ended", "critical"),
    ("social/no-logged-in-scraping", "Pages behind a login are not scraped", "critical"),
    (
        "social/scraping-needs-permission",
        "Scraping needs the platform's consent where its terms say so",
        "high",
    ),
    ("social/read-cap", "Reads stay within the cap of the plan", "high"),
    ("social/onward-sharing", "Records are passed on only as far as the grant allows", "high"),
    ("social/declared-use-case", "Every API application has a declared use case", "medium"),
    ("licenses/recognised", "The licence of a record is recognised", "high"),
    ("licenses/commercial-use", "The licence permits commercial use", "high"),
    ("licenses/attribution-kept", "Attribution is kept where the licence asks for it", "medium"),
    ("licenses/share-alike", "Share-alike licences reach what is released", "low"),
    ("provenance/collected-at-known", "The day of collection is known", "medium"),
    ("provenance/not-backdated", "A post is not collected before it was written", "high"),
    ("provenance/platform-agrees", "The stated platform is the one behind the URL", "low"),
    ("retention/deleted-at-source", "Records deleted at the source are deleted here in time", "high"),
)

PAID_ACCESS = CitedClause(
    platform="x",
    document="Developer Agreement",
    clause=Clause(
        clause=ClauseName.API_ACCESS,
        value="paid",
        effective_from=date(2023, 3, 29),
        basis=Basis.STATED,
        note="Access is sold in plans; the free plan only writes.",
        source=Source(
            archive="OpenTermsArchive/contrib-versions",
            commit="cdadac7e1",
            path="Twitter/Developer Terms.md",
            date=date(2023, 3, 30),
        ),
    ),
)
SCRAPING = CitedClause(
    platform="x",
    document="Terms of Service",
    clause=Clause(
        clause=ClauseName.AUTOMATED_COLLECTION,
        value="permission_required",
        conditions=("robots_txt_crawl_allowed",),
        effective_from=date(2012, 6, 25),
        effective_to=date(2023, 9, 29),
        basis=Basis.STATED,
        left_censored=True,
        note="Crawling under robots.txt was allowed; scraping needed prior consent.",
        source=Source(
            archive="OpenTermsArchive/contrib-versions",
            commit="c02275459",
            path="Twitter/Terms of Service.md",
        ),
    ),
)
ROBOTS_PAGE = CitedClause(
    platform="x",
    document="Robots page",
    clause=Clause(
        clause=ClauseName.AUTOMATED_COLLECTION,
        value="allowed",
        conditions=("robots_txt",),
        effective_from=date(2023, 10, 2),
        basis=Basis.FIRST_SEEN,
        note="A page that says what crawlers may fetch.",
        source=Source(url="https://example.org/robots", title="Robots page"),
    ),
)
CONSENT = CitedClause(
    platform="x",
    document="Terms of Service",
    clause=Clause(
        clause=ClauseName.AUTOMATED_COLLECTION,
        value="prohibited",
        effective_from=date(2023, 9, 29),
        basis=Basis.STATED,
        note="Any crawling or scraping needs prior written consent.",
        source=Source(
            archive="OpenTermsArchive/contrib-versions",
            commit="4fe7bfc6d",
            path="Twitter/Terms of Service.md",
        ),
    ),
    others=(ROBOTS_PAGE,),
)
GUIDANCE = CitedClause(
    platform="example",
    document="Guidance",
    clause=Clause(
        clause=ClauseName.AI_TRAINING,
        value="prohibited",
        effective_from=date(2025, 9, 13),
        effective_to=date(2026, 8, 22),
        evidence_ends=True,
        basis=Basis.FIRST_SEEN,
        note="A page that only says so.",
        source=Source(url="https://example.org/guidance", title="Guidance page"),
    ),
)


def rule_summary(place: int) -> RuleSummary:
    """Return the rule at this place of `RULES`, as a report shows it."""
    rule, title, severity = RULES[place]
    return RuleSummary(
        id=rule,
        title=title,
        severity=Severity(severity),
        confidence=Confidence.LOW if place < 3 else Confidence.HIGH,
        clock=Clock.HELD_AT if rule.startswith("retention") else Clock.COLLECTED_AT,
        how_to_fix="Record the plan in grants.yaml and set grant_id, or drop the records with compliance "
        "evidence.",
        rationale="Whoever reads through an interface is bound by what was agreed to get the key.\nA page "
        "that anybody can open is another matter, and its terms are judged by their own rule.\n",
        legal_note="Courts have decided both ways on terms that nobody had to accept." if place < 3 else None,
        references=(
            Reference(
                title="Developer terms",
                source="OpenTermsArchive/contrib-versions@cdadac7e1",
                date=date(2023, 3, 29),
            ),
            Reference(title="A page", source="https://example.org/terms"),
            Reference(title="No link", source="javascript:alert(1)"),
        ),
        applies="record.acquisition_method = 'api'",
        requires="grant.in_force AND grant.covers_platform",
    )
