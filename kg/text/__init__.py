"""Source texts: a tree of clauses with offsets, and the place of a quote in it."""

from kg.text.clauses import Clause, ClauseTree, read_clauses
from kg.text.figures import figures
from kg.text.outline import Outline, load_outline
from kg.text.quotes import Letters, Span, read_letters
from kg.text.source import Source, read_source

__all__ = [
    "Clause",
    "ClauseTree",
    "Letters",
    "Outline",
    "Source",
    "Span",
    "figures",
    "load_outline",
    "read_clauses",
    "read_letters",
    "read_source",
]
