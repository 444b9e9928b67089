"""Generated texts, numbers and days; the texts are hostile."""

import datetime

from hypothesis import strategies as st

from tests.reporting.sample_rules import HOSTILE

TEXTS = st.one_of(
    st.text(alphabet=st.characters(), max_size=20),
    st.sampled_from((HOSTILE, "https://x.com/a?k=1", "x.com/a?k=1'.", "a\udcffb", "y" * 5_000, "")),
)
NUMBERS = st.integers(0, 10**12)
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 1, 1))
