"""The clauses of a text whose numbering habit nobody described."""

from kg.text.structure.read import read_structure

__all__ = ["read_structure"]
