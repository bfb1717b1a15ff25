"""The rows of a ledger of tasks (任务台账): who leads, who helps, by when, on which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.errors import UnknownValue
from kg.export.ledger.citation import basis
from kg.i18n import message

if TYPE_CHECKING:
    from kg.interface import KnowledgeGraph

Row = Mapping[str, Any]

COLUMNS = ("序号", "任务", "牵头单位", "配合单位", "完成时限", "依据（文号·条款·原文）", "进展情况", "备注", "任务标识")
NOBODY = "未明确"
IMPLIED = "行文所示"


@dataclass(frozen=True)
class Entry:
    """One task. `leads` and `helpers` are names of the registry, marked where they are implied; `due` is None where it is unknown."""

    number: int
    title: str
    leads: tuple[str, ...]
    helpers: tuple[str, ...]
    due: str | None
    basis: str
    task: str
    agencies: frozenset[str] = frozenset()
    """Ids of all agencies that have a part in it."""

    @property
    def cells(self) -> tuple[str | int, ...]:
        """Its values in the order of COLUMNS. 进展情况 and 备注 are the office's to fill in."""
        return self.number, self.title, "\n".join(self.leads), "\n".join(self.helpers), self.due or "", self.basis, "", "", self.task


@dataclass(frozen=True)
class Agency:
    id: str
    name: str
    """The short name by which tables show it: 市人社局."""
    city: str
    full_name: str | None = None
    group: bool = False
    """Whether it is nobody in particular: 市直相关部门."""

    @property
    def heading(self) -> str:
        """How a title names it: in full, else with its city."""
        name = self.full_name or self.name
        if name.startswith(self.city):
            return name
        return self.city + (name.removeprefix(self.city[-1]) if len(name) > 1 else name)


@dataclass(frozen=True)
class Ledger:
    """The tasks of one agency, or of a city or document, in the order of the texts."""

    name: str
    """Of what: an agency with its city, a city, the title of a document."""
    documents: tuple[Row, ...]
    entries: tuple[Entry, ...]
    version: str | None
    built: str | None
    """The day of the graph, `2026-11-20`."""
    statuses: Mapping[str, str]
    """The word for each status of a document."""
    agencies: tuple[Agency, ...] = ()
    """Those with a part in the tasks: the busiest first, groups last."""
    loose: int = 0
    """Responsibilities that stand under no task, so that no row has them."""

    def of(self, agency: Agency) -> Ledger:
        """The part of one agency, numbered anew."""
        own = (entry for entry in self.entries if agency.id in entry.agencies)
        entries = tuple(replace(entry, number=number) for number, entry in enumerate(own, start=1))
        documents = tuple(d for d in self.documents if any(e.task.startswith(f"{d['document']}/") for e in entries))
        return replace(self, name=agency.heading, documents=documents, entries=entries, agencies=(), loose=0)


def read_ledger(graph: KnowledgeGraph, agency: str | None = None, city: str | None = None, document: str | None = None) -> Ledger:
    """Of one agency (by id, name or alias, with the city where several have one of that name), or of all in a city or document.

    Raises UnknownValue.
    """
    if agency is None and city is None and document is None:
        raise UnknownValue("agency", None, message("errors.expected.ledger_scope"))
    chosen = _agency(graph, agency, city) if agency is not None else None
    own = graph.answer("responsibilities", {"agency": chosen.id, "document": document}).rows if chosen else []
    scope = {"document": document} if chosen else {"document": document, "city": city}
    documents = [d for d in graph.answer("documents", scope).rows if not chosen or any(r["document"] == d["document"] for r in own)]
    registered = {row["agency"]: _of(row) for row in graph.answer("agencies").rows}
    read = _Reader(graph, registered, several=len({d["city"] for d in documents}) > 1)
    wanted = {r["task"] for r in own} if chosen else None
    entries = [entry for d in documents for entry in read.entries(d) if wanted is None or entry.task in wanted]
    numbered = tuple(replace(entry, number=number) for number, entry in enumerate(entries, start=1))
    return Ledger(
        name=chosen.heading if chosen else _name(documents, document),
        documents=tuple(documents),
        entries=numbered,
        version=graph.version,
        built=str(graph.manifest["built"])[:10] if graph.manifest.get("built") else None,
        statuses=read.words["document-status"],
        agencies=() if chosen else tuple(_busiest(numbered, registered)),
        loose=sum(r["task"] is None for r in own) if chosen else read.loose,
    )


def _agency(graph: KnowledgeGraph, agency: str, city: str | None) -> Agency:
    """The one agency that is meant. Raises UnknownValue."""
    everywhere = graph.answer("agencies", {"agency": agency}).rows
    found = graph.answer("agencies", {"agency": agency, "city": city}).rows if city else everywhere
    places = sorted({row["city"] for row in found or everywhere})
    if not found:
        raise UnknownValue("city", city, message("errors.expected.place_with_agency", agency=agency, places=places))
    if len(places) > 1:
        raise UnknownValue("city", city, message("errors.expected.place_of_agency", agency=agency, places=places))
    if len(found) > 1:
        raise UnknownValue("agency", agency, message("errors.expected.one_of", known=[row["agency"] for row in found]))
    return _of(found[0])


def _of(row: Row) -> Agency:
    return Agency(row["agency"], row["name"], row["city"], row["full_name"], row["kind"] == "group")


def _name(documents: Sequence[Row], document: str | None) -> str:
    if document is not None:
        return "、".join(f"《{d['title']}》" for d in documents)
    return "、".join(dict.fromkeys(d["city"] for d in documents))


def _busiest(entries: Sequence[Entry], registered: Mapping[str, Agency]) -> list[Agency]:
    """The agencies of the entries, by the tasks that they have a part in; groups after all others."""
    counts: dict[str, int] = defaultdict(int)
    for entry in entries:
        for id_ in entry.agencies:
            counts[id_] += 1
    return [registered[id_] for id_ in sorted(counts, key=lambda id_: (registered[id_].group, -counts[id_], id_))]


def _outranked(duties: Sequence[Row]) -> list[Row]:
    """Without what is merely implied of an agency to which the document assigns a part in the same task."""
    assigned = {duty["agency"] for duty in duties if duty["basis"] == "assigned"}
    return [duty for duty in duties if duty["basis"] == "assigned" or duty["agency"] not in assigned]


class _Reader:
    """Reads the entries of one document after the other."""

    def __init__(self, graph: KnowledgeGraph, registered: Mapping[str, Agency], *, several: bool) -> None:
        self.graph = graph
        self.registered = registered
        self.several = several
        self.loose = 0
        self.words: dict[str, dict[str, str]] = defaultdict(dict)
        for row in graph.answer("concepts").rows:
            self.words[row["scheme"]][row["notation"]] = row["label"]

    def entries(self, document: Row) -> Iterator[Entry]:
        """Not yet numbered."""
        only = {"document": document["document"]}
        duties: dict[str | None, list[Row]] = defaultdict(list)
        for duty in self.graph.answer("responsibilities", only).rows:
            duties[duty["task"]].append(duty)
        self.loose += len(duties[None])
        clauses = {row["clause"]: row for row in self.graph.answer("clauses", only).rows}
        for task in self.graph.answer("tasks", only).rows:
            of_task = _outranked(duties[task["id"]])
            leads = self._names(duty for duty in of_task if duty["role"] == "lead")
            yield Entry(
                number=0,
                title=task["title"],
                leads=tuple(leads if task["has_lead"] else [NOBODY, *leads]),
                helpers=tuple(self._names(duty for duty in of_task if duty["role"] != "lead")),
                due=task["due"],
                basis=basis(document, task, of_task, clauses),
                task=task["id"],
                agencies=frozenset(duty["agency"] for duty in of_task),
            )

    def _names(self, duties: Iterable[Row]) -> list[str]:
        """Each agency once by role: those that help before other roles, assigned before implied."""
        found: dict[tuple[str, str], bool] = {}
        for duty in duties:
            key = duty["agency"], duty["role"]
            found[key] = found.get(key, False) or duty["basis"] == "assigned"
        ordered = sorted(found.items(), key=lambda item: (item[0][1] != "support", not item[1]))
        return [self._name(agency, role, assigned) for (agency, role), assigned in ordered]

    def _name(self, agency: str, role: str, assigned: bool) -> str:
        body = self.registered[agency]
        marks = [] if role in ("lead", "support") else [self.words["role"].get(role, role)]
        marks += [] if assigned else [IMPLIED]
        return (body.city if self.several else "") + body.name + (f"（{'，'.join(marks)}）" if marks else "")
