"""Reads the values of a brief out of the answers of a graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.export.brief.forms import FORMS
from kg.export.brief.model import Note, Parameter, Parameters, Row, Value, Words
from kg.export.citation import clause_name, document_citation
from kg.export.text import one_line

if TYPE_CHECKING:
    from kg.interface import KnowledgeGraph


Asked: TypeAlias = Mapping[str, Parameter]
"""Parameters of a question."""


class Reader:
    """The answers of a graph as of a day, each asked once."""

    def __init__(self, graph: KnowledgeGraph, as_of: str | None = None) -> None:
        self.graph = graph
        self.as_of = as_of or date.today().isoformat()
        self._answers: dict[tuple[str, Parameters], Sequence[Row]] = {}
        self._clauses: dict[str, Mapping[str, Row]] = {}

    def rows(self, question: str, asked: Asked | None = None) -> Sequence[Row]:
        parameters = tuple(sorted((asked or {}).items()))
        if (question, parameters) not in self._answers:
            given = {name: list(value) if isinstance(value, tuple) else value for name, value in parameters}
            self._answers[question, parameters] = self.graph.answer(question, given).rows
        return self._answers[question, parameters]

    def value(self, question: str, asked: Asked, form: str, where: Mapping[str, Any] | None = None) -> Value:
        """`form` of the rows of `question` that have the values of `where`."""
        chosen = tuple((where or {}).items())
        text = FORMS[form](matching(self.rows(question, asked), chosen))
        return Value(text, question, tuple(sorted(asked.items())), chosen, form)

    def row(self, question: str, asked: Asked, where: Mapping[str, Any]) -> Callable[[str], Value]:
        """The values of one row, by form."""
        return lambda form: self.value(question, asked, form, where)

    def label(self, scheme: str, code: str) -> Value:
        """The name of a code of the ontology's vocabularies."""
        return self.value("concepts", {}, "label", {"scheme": scheme, "notation": code})

    def note(self, row: Row, other: bool = False) -> Note:
        """The evidence of a fact, or the second passage of a finding."""
        prefix = "other_" if other else ""
        clause = str(row[f"{prefix}clause"])
        id_ = str(row["document"]) if clause.startswith(f"{row['document']}/") else clause.partition("/")[0]
        [document] = self.rows("documents", {"document": id_, "as_of": self.as_of})
        if id_ not in self._clauses:
            self._clauses[id_] = {str(one["id"]): one for one in self.rows("clauses", {"document": id_})}
        place = " · ".join(filter(None, [document_citation(document), clause_name(clause, self._clauses[id_])]))
        return Note(place, one_line(str(row[f"{prefix}quote"])))


def matching(rows: Sequence[Row], where: tuple[tuple[str, Any], ...]) -> list[Row]:
    return [row for row in rows if all(row[column] == value for column, value in where)]


def joined(values: Sequence[Words], by: str = "、") -> Words:
    """The words of each, with `by` between them."""
    found: list[Any] = []
    for place, words in enumerate(values):
        found += [by, *words] if place else words
    return found
