"""Every derived fact, each after those it reads."""

from compliance.profile.facts import detected_platform, id_time, rights_signals

DERIVED_FACTS = (
    detected_platform.FACT,
    id_time.FACT,
    rights_signals.FACT,
)
