"""The program's own graph queries, asked of any graph. Answers are terms: IRIs, literals, blank nodes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from kg.queries.catalog import questions

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Store

    from kg.store.endpoint import Endpoint

    Term = NamedNode | BlankNode | Literal
    Solution = dict[str, Any]
    """Variable -> term; what is unbound is left out."""

_AMONG = re.compile(r"VALUES \?node \{\}")
_WINDOW = re.compile(r"\bLIMIT \d+ OFFSET \d+\b")


class Select(Protocol):
    """Asks one of `queries/graph/*.rq`."""

    def __call__(
        self,
        name: str,
        bindings: Mapping[str, NamedNode] | None = None,
        *,
        among: Iterable[NamedNode] | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Solution]:
        """The solutions of the query `name`.

        `bindings` are terms for its variables. `among` are the terms of its empty `VALUES ?node {}`: with none of them there is no answer.
        `limit` and `offset` replace those that the query ends with.
        """


def select_from(graph: Store | Endpoint) -> Select:
    """Raises RemoteError, ServerLimit where an endpoint does not answer."""

    def select(
        name: str,
        bindings: Mapping[str, NamedNode] | None = None,
        *,
        among: Iterable[NamedNode] | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Solution]:
        from kg.store.oxigraph import run

        text = questions("graph")[name].query
        if among is not None:
            terms = sorted({str(node) for node in among if is_valid(node)})
            if not terms:
                return []
            text = _AMONG.sub(lambda _: f"VALUES ?node {{ {' '.join(terms)} }}", text)
        if limit is not None:
            text = _WINDOW.sub(f"LIMIT {int(limit)} OFFSET {int(offset)}", text)
        solutions: Any = run(graph, text, bindings)
        names = [variable.value for variable in solutions.variables]
        return [{n: term for n, term in zip(names, solution, strict=True) if term is not None} for solution in solutions]

    return select


def is_valid(node: NamedNode) -> bool:
    """Whether the node's IRI may be written down. A store can hold one that may not: files can be loaded without checks."""
    from pyoxigraph import NamedNode

    try:
        NamedNode(node.value)
    except ValueError:
        return False
    return True
