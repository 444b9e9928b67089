"""What a platform offers: the plans of a day with their prices, and the hosts it answers at."""

import datetime

from compliance.model.platform import Basis, HostKind, Plan, Platform
from compliance.reporting.plain import prose
from compliance.reporting.sheet import Sheet
from compliance.reporting.wording import number, plural

BASES = {Basis.STATED: "stated", Basis.FIRST_SEEN: "first seen", Basis.SECONDARY: "as reported"}
_FEW = 3
"""Hosts named of each kind."""


def add_plans(sheet: Sheet, platform: Platform, day: datetime.date) -> None:
    """Add the plans on offer that day; nothing for a platform whose prices are not on file."""
    if not platform.plans:
        return
    offered = [plan for plan in platform.plans if _is_offered(plan, day)]
    sheet.gap()
    sheet.add(("Plans on offer", "bold"))
    if not offered:
        sheet.add("none is on file for that day", indent=2)
    for plan in offered:
        sheet.add((plan.plan, "bold"), f": {_price(plan)}, {_cap(plan)}", indent=2)
        until = f" until {plan.effective_to}" if plan.effective_to else ""
        sheet.add(f"from {plan.effective_from}{until}; basis: {BASES[plan.basis]}", indent=4)
        sheet.add(prose(f"source: {plan.source.citation}"), indent=4)


def add_hosts(sheet: Sheet, platform: Platform) -> None:
    """Add how many hosts the platform has of each kind, and the first of them."""
    sheet.gap()
    sheet.add(("Hosts", "bold"), ", each with its sub-domains")
    for kind in HostKind:
        hosts: tuple[str, ...] = getattr(platform.domains, kind)
        if hosts:
            more = f" and {len(hosts) - _FEW} more" if len(hosts) > _FEW else ""
            listed = f"{', '.join(hosts[:_FEW])}{more}"
            sheet.add(f"{kind.replace('_', ' ')}: {plural(len(hosts), 'host')}: {listed}", indent=2)


def _is_offered(plan: Plan, day: datetime.date) -> bool:
    return plan.effective_from <= day and (plan.effective_to is None or day < plan.effective_to)


def _price(plan: Plan) -> str:
    if plan.price is None:
        return "no price is on file"
    if not plan.price.amount:
        return "free"
    return f"{_amount(plan.price.amount)} {plan.price.currency} per {plan.price.per.replace('_', ' ')}"


def _amount(amount: float) -> str:
    return f"{amount:,.0f}" if amount == int(amount) else f"{amount:,}"


def _cap(plan: Plan) -> str:
    if plan.read_cap is None:
        return "no read cap is named"
    return f"at most {number(plan.read_cap)} reads" + (f" per {plan.cap_window}" if plan.cap_window else "")
