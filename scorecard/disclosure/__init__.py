"""Small numbers: what a pack exposes, what it hides in vain, and hiding under a policy that can be proved."""

from scorecard.disclosure.equations import Equations, find_equations
from scorecard.disclosure.exposure import exposure
from scorecard.disclosure.marks import worked_out
from scorecard.disclosure.policy import Policy, load_policy, policy_names
from scorecard.disclosure.suppress import Suppression, hide_claims, hide_observations, suppress, suppression

__all__ = [
    "Equations",
    "Policy",
    "Suppression",
    "exposure",
    "find_equations",
    "hide_claims",
    "hide_observations",
    "load_policy",
    "policy_names",
    "suppress",
    "suppression",
    "worked_out",
]
