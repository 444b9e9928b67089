"""Comparing: two states of some datasets in, what differs between them out."""

from compliance.comparison.comparing import compare
from compliance.comparison.refs import Asked, State, read_states
from compliance.comparison.side import Side, survey, unread

__all__ = ["Asked", "Side", "State", "compare", "read_states", "survey", "unread"]
