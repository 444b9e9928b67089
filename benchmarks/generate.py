"""Write a manifest of any size for measurements: seeded, correlated, with many hosts and few kinds of row.

    python benchmarks/generate.py 10000000 manifest.parquet --seed 7

About 2,000 sources of very unequal size each have one platform, method, licence, grant,
purpose and collection window; their records come in runs, as collectors write them. A smaller
manifest is the beginning of a larger one. A `grants.yaml` is written beside it when there is none.
"""

import argparse
import time
from pathlib import Path

import duckdb

SOURCES = 2_000
RUN = 48
"""Records that lie together before another source follows."""
ROW_GROUP = 250_000
HOSTS = 200_000
MEMORY_LIMIT = "1GB"

REGISTER = """\
# Invented grants for the generated manifest.
grants:
- {id: g-x, type: api_plan, platform: x, licensee: Example AI Ltd, plan: pro, valid_from: 2023-06-01,
   valid_to: 2024-07-01, permitted_purposes: [pretrain, analytics], commercial: true, training: true,
   redistribution: ids_only, read_cap: 1000000, delete_on_end: false}
- {id: g-x-ads, type: api_plan, platform: x, licensee: Example AI Ltd, plan: elevated, valid_from: 2021-11-15,
   terminated_on: 2023-04-25, permitted_purposes: [advertising, analytics], commercial: true, training: false,
   redistribution: none, read_cap: 2000000, delete_on_end: true, delete_within_days: 30}
- {id: g-reddit, type: contract, platform: reddit, licensee: Example AI Ltd, valid_from: 2024-03-01,
   permitted_purposes: [pretrain, finetune], commercial: true, training: true, redistribution: none}
"""

# Numbers from a hash depend on seed and row alone, whatever the threads do, so a prefix stays a prefix.
_MACROS = """
CREATE MACRO draw(seed, key, what) AS
    (hash(seed, key, what) % 1000000007::UBIGINT)::DOUBLE / 1000000007;
CREATE MACRO pick(list, share) AS list[1 + CAST(floor(share * len(list)) AS INTEGER)];
"""

_SOURCES = """
CREATE TABLE sources AS
WITH drawn AS (
  SELECT CAST(i AS INTEGER) AS source, draw($seed, i, 'platform') AS p, draw($seed, i, 'method') AS m,
         draw($seed, i, 'license') AS l, draw($seed, i, 'grant') AS g, draw($seed, i, 'purpose') AS u,
         draw($seed, i, 'start') AS s, draw($seed, i, 'length') AS n, draw($seed, i, 'gap') AS gap
  FROM range($sources) AS t(i)
), placed AS (
  SELECT *, CASE WHEN p < 0.14 THEN 'x' WHEN p < 0.24 THEN 'reddit' WHEN p < 0.32 THEN 'stackexchange'
    WHEN p < 0.40 THEN 'wikimedia' WHEN p < 0.48 THEN 'github' WHEN p < 0.52 THEN 'youtube'
    WHEN p < 0.55 THEN 'linkedin' WHEN p < 0.58 THEN 'facebook' END AS platform
  FROM drawn
)
SELECT source, platform,
  CASE WHEN gap < 0.02 THEN NULL
       WHEN platform IN ('stackexchange', 'wikimedia')
         THEN CASE WHEN m < 0.8 THEN 'official_dump' ELSE 'crawl' END
       WHEN platform = 'github' THEN 'api'
       WHEN platform IN ('x', 'youtube') THEN CASE WHEN m < 0.8 THEN 'api' ELSE 'scrape_logged_out' END
       WHEN platform = 'reddit' THEN pick(['api', 'licensed_feed', 'crawl'], m)
       WHEN platform IS NOT NULL THEN 'scrape_logged_out'
       WHEN m < 0.9 THEN 'crawl' ELSE 'third_party_dataset' END AS acquisition_method,
  CASE WHEN platform IN ('stackexchange', 'wikimedia') THEN 'CC-BY-SA-4.0'
       WHEN platform = 'github'
         THEN pick(['MIT', 'Apache-2.0', 'BSD-3-Clause', 'GPL-3.0-only', 'NOASSERTION'], l)
       WHEN platform IS NOT NULL THEN NULL
       ELSE pick(['CC-BY-4.0', 'CC-BY-4.0', 'CC0-1.0', 'CC-BY-SA-4.0', 'CC-BY-NC-4.0', 'CC-BY-ND-4.0',
                  'https://creativecommons.org/licenses/by/4.0/', 'all rights reserved', 'NOASSERTION'], l)
  END AS license,
  CASE WHEN platform = 'x' AND g < 0.7 THEN CASE WHEN g < 0.35 THEN 'g-x' ELSE 'g-x-ads' END
       WHEN platform = 'reddit' AND g < 0.7 THEN 'g-reddit' END AS grant_id,
  CASE WHEN gap <= 0.99
    THEN pick(['pretrain', 'pretrain', 'pretrain', 'finetune', 'eval', 'analytics'], u) END AS purpose,
  u < 0.8 AS commercial,
  TIMESTAMP '2021-01-01' + to_days(CAST(floor(s * 1500) AS INTEGER)) AS opens,
  86400 * (10 + CAST(floor(n * n * 400) AS BIGINT)) AS seconds
FROM placed
"""

_RECORDS = """
WITH numbered AS (
  SELECT i, CAST(floor(pow({sources}, draw({seed}, i // {run}, 'run'))) AS INTEGER) - 1 AS source,
         draw({seed}, i, 'day') AS d, draw({seed}, i, 'age') AS a, draw({seed}, i, 'host') AS h,
         draw({seed}, i, 'cell') AS c, CAST(hash({seed}, i, 'low') % 1024 AS BIGINT) AS low
  FROM range({rows}) AS t(i)
), dated AS (
  SELECT i, s.*, h, c, low, opens + to_seconds(CAST(floor(d * seconds) AS BIGINT)) AS collected,
         to_milliseconds(CAST(floor(a * a * 30 * 86400000) AS BIGINT)) AS age
  FROM numbered JOIN sources AS s USING (source)
), written AS (
  -- Half a per cent claim to have been collected before they were written.
  SELECT *, CASE WHEN c < 0.005 THEN collected + age + INTERVAL 1 DAY ELSE collected - age END AS published
  FROM dated
)
-- A few ids are missing, and a few stand twice.
SELECT CASE WHEN i % 500000 = 400 THEN NULL WHEN i % 400000 = 300 THEN 'r' || (i - 1) ELSE 'r' || i END AS id,
  CASE platform
    WHEN 'x' THEN 'https://'
      || CASE WHEN c BETWEEN 0.005 AND 0.007 THEN 'x.com.evil.example' ELSE 'twitter.com' END
      || '/user_' || (low * 7) || '/status/' || (((epoch_ms(published) - 1288834974657) << 22) | (low << 12))
    WHEN 'reddit' THEN 'https://'
      || CASE WHEN c BETWEEN 0.005 AND 0.007 THEN 'notreddit.com' ELSE 'www.reddit.com' END
      || '/r/example_' || low || '/comments/' || lower(to_base(i, 36))
    WHEN 'stackexchange' THEN 'https://stackoverflow.com/questions/' || i
    WHEN 'wikimedia' THEN 'https://en.wikipedia.org/wiki/Example_' || i
    WHEN 'github' THEN 'https://github.com/user_' || low || '/example/blob/main/file_' || i || '.py'
    WHEN 'youtube' THEN 'https://www.youtube.com/watch?v=example' || lower(to_base(i, 36))
    WHEN 'linkedin'
      THEN 'https://www.linkedin.com/posts/user_' || low || '_activity-' || (epoch_ms(published) << 22)
    WHEN 'facebook' THEN 'https://www.facebook.com/user_' || low || '/posts/' || i
    ELSE 'https://site-' || CAST(floor(pow({hosts}, h)) AS INTEGER) || '.example.org/p/' || i
  END AS url,
  platform,
  CASE WHEN c > 0.3 THEN 'user_' || (low * 7) END AS creator,
  published AT TIME ZONE 'UTC' AS published_at,
  acquisition_method,
  CASE WHEN c > 0.998 THEN NULL ELSE collected AT TIME ZONE 'UTC' END AS collected_at,
  CASE WHEN acquisition_method = 'crawl'
    THEN CASE WHEN c < 0.9 THEN 'allowed' WHEN c < 0.95 THEN 'disallowed' END END AS robots_verdict,
  CASE WHEN c > 0.97 THEN NULL ELSE license END AS license,
  CASE WHEN license = 'CC-BY-SA-4.0' THEN 'Contributors of the site' END AS attribution_text,
  grant_id, purpose, 'foundation' AS model_class, commercial,
  TIMESTAMPTZ '2026-06-01 00:00:00+00' AS used_at,
  false AS public_release, CASE WHEN platform = 'x' THEN 'hydrated' END AS object_form,
  CAST(20 + floor(h * 900) AS BIGINT) AS token_count, CAST(90 + floor(h * 4000) AS BIGINT) AS content_size
FROM written
"""


def generate(rows: int, path: Path, seed: int = 7) -> None:
    """Write *rows* records to *path*; the same bytes for a seed and a version of DuckDB."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET enable_progress_bar = false")
        # With fewer records than sources the join would otherwise turn round and lose the order.
        connection.execute("SET disabled_optimizers = 'build_side_probe_side'")
        connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
        connection.execute(_MACROS)
        connection.execute(_SOURCES, {"seed": seed, "sources": SOURCES})
        records = _RECORDS.format(seed=seed, rows=rows, sources=SOURCES, run=RUN, hosts=HOSTS)
        quoted = str(path).replace("'", "''")
        connection.execute(
            f"COPY ({records}) TO '{quoted}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
        )
    register = path.parent / "grants.yaml"
    if not register.exists():
        register.write_bytes(REGISTER.encode())


def main() -> None:
    """Read the command line and write the manifest."""
    parser = argparse.ArgumentParser(description="Write a manifest of any size for measurements.")
    parser.add_argument("rows", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    started = time.perf_counter()
    generate(arguments.rows, arguments.out, arguments.seed)
    size = arguments.out.stat().st_size
    print(f"{arguments.rows:,} records, {size:,} bytes, {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
