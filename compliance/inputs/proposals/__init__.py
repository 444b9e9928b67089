"""Proposals: what a manifest nobody has described yet may mean, by names, types and first values."""

from compliance.inputs.proposals.fitting import fit, spelled
from compliance.inputs.proposals.proposing import Proposal, propose
from compliance.inputs.proposals.sample import read_sample
from compliance.inputs.proposals.synonyms import canonical_name

__all__ = ["Proposal", "canonical_name", "fit", "propose", "read_sample", "spelled"]
