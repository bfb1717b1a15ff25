"""Results of SPARQL queries: rows in the formats of answers, triples in an RDF syntax, booleans as `true` or `false`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import UnknownFormat
from kg.export.answers import write_answer, write_bytes
from kg.queries.runner import Answer
from kg.rdf.namespaces import PREFIXES
from kg.store.sparql import is_true

if TYPE_CHECKING:
    from kg.store.sparql_results import QueryResult

_NUMBERS = {PREFIXES["xsd"] + "integer": int, PREFIXES["xsd"] + "decimal": float, PREFIXES["xsd"] + "double": float}


def solutions_answer(solutions: Any) -> Answer:
    """Rows of a query as an answer: IRIs and literals as text, numbers and booleans as such."""
    names = [variable.value for variable in solutions.variables]
    rows = [{name: _value(term) for name, term in zip(names, solution, strict=True)} for solution in solutions]
    return Answer(dict.fromkeys(names, "string"), rows)


def _value(term: Any) -> Any:
    from kg.rdf.terms import Literal

    if term is None:
        return None
    if isinstance(term, Literal):
        datatype = term.datatype.value
        if datatype == PREFIXES["xsd"] + "boolean":
            return is_true(term)
        return _NUMBERS.get(datatype, str)(term.value)
    return term.value if hasattr(term, "value") else str(term)


def write_result(result: QueryResult, format: str | None, out: Path | None) -> None:
    """Write what a query gave. Raises ValueError where the format does not fit the kind of result."""
    from kg.rdf.serialization import SYNTAXES, serialize
    from kg.store.sparql_results import QueryBoolean, QuerySolutions

    if isinstance(result, QuerySolutions):
        write_answer(solutions_answer(result), format or "table", out)
        return
    if isinstance(result, QueryBoolean):
        content = b"true\n" if result else b"false\n"
    elif (name := format or "ttl") not in SYNTAXES:
        raise UnknownFormat(name, list(SYNTAXES))
    else:
        content = serialize(sorted(result, key=str), name)
    write_bytes(content, out)
