"""Source texts: reading the clause tree, finding quotes, reading figures. All offsets are code points of the stored text."""

from kg.text.clauses import Clause, ClauseTree, read_clauses
from kg.text.figures import figures
from kg.text.outline import Outline, load_outline
from kg.text.quotes import NormalisedText, Span, normalise
from kg.text.source import Source, read_source

__all__ = [
    "Clause",
    "ClauseTree",
    "NormalisedText",
    "Outline",
    "Source",
    "Span",
    "figures",
    "load_outline",
    "normalise",
    "read_clauses",
    "read_source",
]
