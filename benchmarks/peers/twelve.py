"""The twelve rules in SQL: what violates each, for every peer that speaks it.

R11 is about all rows together: an id that is missing, or that another record has too. A cell
that is missing violates nothing unless the rule says so. The same rules are in `../rules/`.
"""

HOST_OF = {
    "x": r"^https?://([^/:?#]+\.)?(x|twitter)\.com([/:?#]|$)",
    "reddit": r"^https?://([^/:?#]+\.)?reddit\.com([/:?#]|$)",
}
SNOWFLAKE = r"/status/([0-9]{1,19})([/?#]|$)"
SNOWFLAKE_EPOCH_MS = 1288834974657
"""twitter-archive/snowflake, IdWorker.scala."""
GRANT_FROM, GRANT_UNTIL = "2023-06-01", "2024-07-01"
LATEST = "2026-01-01"
COLUMNS = (
    *("id", "url", "platform", "acquisition_method", "collected_at"),
    *("robots_verdict", "license", "grant_id", "purpose", "commercial"),
)

CREATED = (
    f"epoch_ms((TRY_CAST(regexp_extract(url, '{SNOWFLAKE}', 1) AS BIGINT) >> 22) + {SNOWFLAKE_EPOCH_MS})"
)
BY_RECORD = {
    "R1": "platform IN ('x', 'reddit') AND acquisition_method = 'api' AND grant_id IS NULL",
    "R2": "license IS NULL",
    "R3": "commercial AND license LIKE 'CC-BY-NC%'",
    "R4": "purpose IN ('pretrain', 'finetune') AND license LIKE 'CC-BY-ND%'",
    "R5": "platform IN ('x', 'linkedin', 'facebook') AND acquisition_method = 'scrape_logged_out'",
    "R6": "acquisition_method = 'crawl' AND robots_verdict = 'disallowed'",
    "R7": f"grant_id = 'g-x' AND (collected_at < TIMESTAMPTZ '{GRANT_FROM} 00:00:00+00' "
    f"OR collected_at >= TIMESTAMPTZ '{GRANT_UNTIL} 00:00:00+00')",
    "R8": "purpose IS NULL",
    "R9": f"collected_at IS NULL OR collected_at >= TIMESTAMPTZ '{LATEST} 00:00:00+00'",
    "R10": f"(platform = 'x' AND NOT regexp_matches(url, '{HOST_OF['x']}')) "
    f"OR (platform = 'reddit' AND NOT regexp_matches(url, '{HOST_OF['reddit']}'))",
    "R12": f"platform = 'x' AND {CREATED} > collected_at AT TIME ZONE 'UTC'",
}
NAMES = tuple(f"R{number}" for number in range(1, 13))
UNIQUE = (
    "SELECT coalesce(sum(n), 0) FROM "
    "(SELECT count(*) AS n FROM {source} GROUP BY id HAVING n > 1 OR id IS NULL)"
)


def variants(count: int) -> dict[str, str]:
    """Return *count* rules by record, no two of which are the same text."""
    rules = list(BY_RECORD.items())
    return {
        f"{rules[place % len(rules)][0]}.{place}": (
            f"({rules[place % len(rules)][1]}) AND purpose IS DISTINCT FROM 'variant-{place}'"
        )
        for place in range(count)
    }
