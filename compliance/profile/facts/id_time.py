"""The creation time inside a post's id: a record cannot be older than that.

Both platforms count milliseconds from an epoch of their own in the upper bits of the id
(Snowflake). X: `IdWorker.scala` of twitter-archive/snowflake; its ids from before November
2010 are sequential and say nothing. Discord: developer reference, section "Snowflakes".
"""

from compliance.profile.facts.derived_fact import DerivedFact, Layer

_X_EPOCH_MS = 1288834974657
_X_FIRST_ID = 29700859247
_X_ID = """regexp_extract("url.address", '/status(?:es)?/([0-9]{1,19})(?:[/?#]|$)', 1)"""
_DISCORD_EPOCH_MS = 1420070400000
_DISCORD_ID = """regexp_extract("url.address", '/channels/[^/]+/[0-9]+/([0-9]{1,19})(?:[/?#]|$)', 1)"""


def _created(id_: str, epoch_ms: int) -> str:
    return f"make_timestamp_ms(({id_} >> 22) + {epoch_ms})"


FACT = DerivedFact(
    provides=("id_time.created_at",),
    reads=("platform.detected", "url.address"),
    layers=(
        Layer(
            {
                "id_time.id": f"""CASE "platform.detected"
                    WHEN 'x' THEN TRY_CAST({_X_ID} AS BIGINT)
                    WHEN 'discord' THEN TRY_CAST({_DISCORD_ID} AS BIGINT) END"""
            }
        ),
        Layer(
            {
                "id_time.created_at": f"""CASE
                    WHEN "platform.detected" = 'x' AND "id_time.id" >= {_X_FIRST_ID}
                        THEN {_created('"id_time.id"', _X_EPOCH_MS)}
                    WHEN "platform.detected" = 'discord' AND "id_time.id" >= {1 << 22}
                        THEN {_created('"id_time.id"', _DISCORD_EPOCH_MS)} END"""
            }
        ),
    ),
)
