"""Charts: static SVG in the colours of the page, beside tables that hold the same numbers."""
