"""The records a curator writes, and their rules. Knows no other part of the program."""

from kg.model.document import DocumentHead, Fault, ReadClause
from kg.model.facts import FACT_KINDS, Fact
from kg.model.problems import InvalidData, Problem
from kg.model.registry import REGISTRY_KINDS, Entry

__all__ = ["FACT_KINDS", "REGISTRY_KINDS", "DocumentHead", "Entry", "Fact", "Fault", "InvalidData", "Problem", "ReadClause"]
