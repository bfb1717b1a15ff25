"""The clauses of a text whose numbering habit nobody described."""

from kg.text.structure.fixes import Fix, FixAction
from kg.text.structure.lines import NOISE
from kg.text.structure.read import read_structure

__all__ = ["NOISE", "Fix", "FixAction", "read_structure"]
