"""Check: the rules that keep a report from contradicting itself, and how findings are printed."""

# Importing a module of rules registers them.
from duizhao.check import (  # noqa: F401
    claims,
    numbers,
    parity,
    sources,
    staleness,
    terms,
)
from duizhao.check.engine import Checker, in_pair
from duizhao.check.registry import RULES, Rule

__all__ = ["RULES", "Checker", "Rule", "in_pair"]
