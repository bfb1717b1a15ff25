"""Reading a ledger from a graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.errors import UnknownValue
from kg.export.citation import basis
from kg.export.ledger.assumed import assumed, sentences
from kg.export.ledger.content import contents, said_of_tasks
from kg.export.ledger.rows import IMPLIED, UNASSIGNED, Agency, Entry, FactLine, Ledger, Said
from kg.i18n import message
from kg.model.progress_entry import STATES

if TYPE_CHECKING:
    from kg.analysis.what_if import Change
    from kg.interface import KnowledgeGraph

Row = Mapping[str, Any]
Made = Callable[[Iterable[Row]], list[Row]]
"""Makes changes in rows of `responsibilities`."""


def read_ledger(
    graph: KnowledgeGraph,
    agency: str | None = None,
    city: str | None = None,
    document: str | None = None,
    changes: Sequence[Change] = (),
) -> Ledger:
    """Read the ledger of one agency, or of all agencies in a city or document.

    Arguments are ids, names or aliases; `city` is needed where several cities have an agency of that name. Raises UnknownValue if a name
    is unknown or ambiguous, or if no argument is given. `changes`: those of a what-if, made before; raises ImpossibleChange.
    """
    if agency is None and city is None and document is None:
        raise UnknownValue("agency", None, message("errors.expected.ledger_scope"))
    chosen = find_agency(graph, agency, city) if agency is not None else None
    made = assumed(graph, changes)
    own: Sequence[Row] = _own(graph, chosen, document, made, changed=bool(changes)) if chosen else []
    scope = {"document": document} if chosen else {"document": document, "city": city}
    documents = [d for d in graph.answer("documents", scope).rows if not chosen or any(r["document"] == d["document"] for r in own)]
    registered = {row["agency"]: _agency_of(row) for row in graph.answer("agencies").rows}
    reader = _Reader(graph, registered, made, several_cities=len({d["city"] for d in documents}) > 1)
    wanted = {r["task"] for r in own} if chosen else None
    entries = [entry for d in documents for entry in reader.entries(d) if wanted is None or entry.task in wanted]
    numbered = tuple(replace(entry, number=number) for number, entry in enumerate(entries, start=1))
    sources = graph.answer("source_freshness", {"document": [d["document"] for d in documents] or None}).rows
    return Ledger(
        name=chosen.heading if chosen else _name(documents, document),
        documents=tuple(documents),
        entries=numbered,
        version=graph.version,
        built=str(graph.manifest["built"])[:10] if graph.manifest.get("built") else None,
        statuses=reader.labels["document-status"],
        agencies=() if chosen else tuple(_by_task_count(numbered, registered)),
        without_task=sum(r["task"] is None for r in own) if chosen else reader.without_task,
        facts=tuple(line for line in reader.facts if wanted is None or line.task in wanted),
        addresses={row["document"]: row["address"] for row in sources},
        states=tuple(reader.labels["progress-state"][state] for state in STATES),
        changes=sentences(changes, {id_: body.name for id_, body in registered.items()}, {e.task: e.title for e in entries}),
    )


def find_agency(graph: KnowledgeGraph, agency: str, city: str | None) -> Agency:
    """The agency with that id, name or alias. Raises UnknownValue if there is none or more than one."""
    everywhere = graph.answer("agencies", {"agency": agency}).rows
    found = graph.answer("agencies", {"agency": agency, "city": city}).rows if city else everywhere
    places = sorted({row["city"] for row in found or everywhere})
    if not found:
        raise UnknownValue("city", city, message("errors.expected.place_with_agency", agency=agency, places=places))
    if len(places) > 1:
        raise UnknownValue("city", city, message("errors.expected.place_of_agency", agency=agency, places=places))
    if len(found) > 1:
        raise UnknownValue("agency", agency, message("errors.expected.one_of", known=[row["agency"] for row in found]))
    return _agency_of(found[0])


def _own(graph: KnowledgeGraph, chosen: Agency, document: str | None, made: Made, *, changed: bool) -> list[Row]:
    """The responsibilities of an agency. Where something is changed, any may become its."""
    rows = graph.answer("responsibilities", {"agency": None if changed else chosen.id, "document": document}).rows
    return [row for row in made(rows) if row["agency"] == chosen.id]


def _agency_of(row: Row) -> Agency:
    return Agency(row["agency"], row["name"], row["city"], row["full_name"], row["kind"] == "group")


def _name(documents: Sequence[Row], document: str | None) -> str:
    if document is not None:
        return "、".join(f"《{d['title']}》" for d in documents)
    return "、".join(dict.fromkeys(d["city"] for d in documents))


def _by_task_count(entries: Sequence[Entry], registered: Mapping[str, Agency]) -> list[Agency]:
    """The agencies of the entries in descending order of their tasks, groups last."""
    counts: dict[str, int] = defaultdict(int)
    for entry in entries:
        for id_ in entry.agencies:
            counts[id_] += 1
    return [registered[id_] for id_ in sorted(counts, key=lambda id_: (registered[id_].group, -counts[id_], id_))]


def _without_outranked(duties: Sequence[Row]) -> list[Row]:
    """The duties of a task, without implied ones of agencies that also have an assigned one."""
    assigned = {duty["agency"] for duty in duties if duty["basis"] == "assigned"}
    return [duty for duty in duties if duty["basis"] == "assigned" or duty["agency"] not in assigned]


class _Reader:
    """Reads the entries of documents, and counts the responsibilities without a task."""

    def __init__(self, graph: KnowledgeGraph, registered: Mapping[str, Agency], made: Made, *, several_cities: bool) -> None:
        self.graph = graph
        self.registered = registered
        self.made = made
        self.facts: list[FactLine] = []
        self.several_cities = several_cities
        self.without_task = 0
        self.labels: dict[str, dict[str, str]] = defaultdict(dict)
        for row in graph.answer("concepts").rows:
            self.labels[row["scheme"]][row["notation"]] = row["label"]

    def entries(self, document: Row) -> Iterator[Entry]:
        """The entries of a document, not numbered."""
        only = {"document": document["document"]}
        duties: dict[str | None, list[Row]] = defaultdict(list)
        for duty in self.made(self.graph.answer("responsibilities", only).rows):
            duties[duty["task"]].append(duty)
        self.without_task += len(duties[None])
        held, facts = contents(self.graph, document["document"])
        self.facts += facts
        said = said_of_tasks(self.graph, document["document"], self.labels["progress-state"])
        clauses = {row["clause"]: row for row in self.graph.answer("clauses", only).rows}
        for task in self.graph.answer("tasks", only).rows:
            of_task = _without_outranked(duties[task["id"]])
            leads = self._names(duty for duty in of_task if duty["effective_role"] == "lead")
            yield Entry(
                number=0,
                title=task["title"],
                leads=tuple(leads if task["has_lead"] else [UNASSIGNED, *leads]),
                supporting=tuple(self._names(duty for duty in of_task if duty["effective_role"] != "lead")),
                due=task["due"],
                basis=basis(document, task, of_task, clauses),
                task=task["id"],
                agencies=frozenset(duty["agency"] for duty in of_task),
                content=held.get(task["id"], ()),
                said=said.get(task["id"], Said()),
            )

    def _names(self, duties: Iterable[Row]) -> list[str]:
        """Display names, one for each agency and role: `support` before other roles, assigned before implied."""
        found: dict[tuple[str, str], bool] = {}
        for duty in duties:
            key = duty["agency"], duty["role"]
            found[key] = found.get(key, False) or duty["basis"] == "assigned"
        ordered = sorted(found.items(), key=lambda item: (item[0][1] != "support", not item[1]))
        return [self._name(agency, role, assigned) for (agency, role), assigned in ordered]

    def _name(self, agency: str, role: str, assigned: bool) -> str:
        body = self.registered[agency]
        marks = [] if role in ("lead", "support") else [self.labels["role"].get(role, role)]
        marks += [] if assigned else [IMPLIED]
        return (body.city if self.several_cities else "") + body.name + (f"（{'，'.join(marks)}）" if marks else "")
