"""DuckDB's SQL without statements, so that a condition may begin with `grant.`.

sqlglot builds its classes at run time, which is why the type checker is told to look away.
"""

from typing import Any, ClassVar

from sqlglot import TokenType
from sqlglot.dialects.duckdb import DuckDB

_STATEMENT_TOKENS = {TokenType.GRANT, TokenType.REVOKE, TokenType.COMMAND}


class Conditions(DuckDB):
    """The dialect in which conditions are read; they are written out as plain DuckDB."""

    class Tokenizer(DuckDB.Tokenizer):
        """Reads `grant`, `show` and their like as ordinary names."""

        KEYWORDS: ClassVar = {
            keyword: token
            for keyword, token in DuckDB.Tokenizer.KEYWORDS.items()
            if token not in _STATEMENT_TOKENS
        }
        COMMANDS: ClassVar[set[TokenType]] = set()

    class Parser(DuckDB.Parser):  # type: ignore[misc, valid-type]
        """Parses expressions only."""

        STATEMENT_PARSERS: ClassVar[dict[TokenType, Any]] = {}
