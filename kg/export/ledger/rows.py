"""The content of a task ledger (任务台账): tasks with leading and supporting agencies, deadline and citation."""

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
UNASSIGNED = "未明确"
IMPLIED = "行文所示"


@dataclass(frozen=True)
class Entry:
    """One task. `leads` and `supporting` are display names of agencies, with their role or basis in brackets where needed."""

    number: int
    title: str
    leads: tuple[str, ...]
    supporting: tuple[str, ...]
    due: str | None
    """The deadline; None if the text gives none."""
    basis: str
    """The citation."""
    task: str
    agencies: frozenset[str] = frozenset()
    """Ids of all agencies involved."""

    @property
    def cells(self) -> tuple[str | int, ...]:
        """The values in the order of COLUMNS. 进展情况 and 备注 are empty, for the office to fill in."""
        return self.number, self.title, "\n".join(self.leads), "\n".join(self.supporting), self.due or "", self.basis, "", "", self.task


@dataclass(frozen=True)
class Agency:
    """An agency of the registry."""

    id: str
    name: str
    """The short name: 市人社局."""
    city: str
    full_name: str | None = None
    group: bool = False
    """Whether it stands for several agencies: 市直相关部门."""

    @property
    def heading(self) -> str:
        """The name for titles: the full name, else the short name with the city."""
        name = self.full_name or self.name
        if name.startswith(self.city):
            return name
        return self.city + (name.removeprefix(self.city[-1]) if len(name) > 1 else name)


@dataclass(frozen=True)
class Ledger:
    """The tasks of an agency, a city or a document, in the order of the texts."""

    name: str
    """The name of the agency with its city, of the city, or the title of the document."""
    documents: tuple[Row, ...]
    entries: tuple[Entry, ...]
    version: str | None
    built: str | None
    """The date when the graph was built, such as `2026-11-20`."""
    statuses: Mapping[str, str]
    """Labels of document statuses by code."""
    agencies: tuple[Agency, ...] = ()
    """The agencies involved, in descending order of their tasks, groups last."""
    without_task: int = 0
    """Number of responsibilities that belong to no task, and so have no row."""

    def for_agency(self, agency: Agency) -> Ledger:
        """The ledger of one agency, with its own numbering."""
        own = (entry for entry in self.entries if agency.id in entry.agencies)
        entries = tuple(replace(entry, number=number) for number, entry in enumerate(own, start=1))
        documents = tuple(d for d in self.documents if any(e.task.startswith(f"{d['document']}/") for e in entries))
        return replace(self, name=agency.heading, documents=documents, entries=entries, agencies=(), without_task=0)


def read_ledger(graph: KnowledgeGraph, agency: str | None = None, city: str | None = None, document: str | None = None) -> Ledger:
    """Read the ledger of one agency, or of all agencies in a city or document.

    Arguments are ids, names or aliases; `city` is needed where several cities have an agency of that name. Raises UnknownValue if a name
    is unknown or ambiguous, or if no argument is given.
    """
    if agency is None and city is None and document is None:
        raise UnknownValue("agency", None, message("errors.expected.ledger_scope"))
    chosen = _find_agency(graph, agency, city) if agency is not None else None
    own = graph.answer("responsibilities", {"agency": chosen.id, "document": document}).rows if chosen else []
    scope = {"document": document} if chosen else {"document": document, "city": city}
    documents = [d for d in graph.answer("documents", scope).rows if not chosen or any(r["document"] == d["document"] for r in own)]
    registered = {row["agency"]: _agency_of(row) for row in graph.answer("agencies").rows}
    reader = _Reader(graph, registered, several_cities=len({d["city"] for d in documents}) > 1)
    wanted = {r["task"] for r in own} if chosen else None
    entries = [entry for d in documents for entry in reader.entries(d) if wanted is None or entry.task in wanted]
    numbered = tuple(replace(entry, number=number) for number, entry in enumerate(entries, start=1))
    return Ledger(
        name=chosen.heading if chosen else _name(documents, document),
        documents=tuple(documents),
        entries=numbered,
        version=graph.version,
        built=str(graph.manifest["built"])[:10] if graph.manifest.get("built") else None,
        statuses=reader.labels["document-status"],
        agencies=() if chosen else tuple(_by_task_count(numbered, registered)),
        without_task=sum(r["task"] is None for r in own) if chosen else reader.without_task,
    )


def _find_agency(graph: KnowledgeGraph, agency: str, city: str | None) -> Agency:
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

    def __init__(self, graph: KnowledgeGraph, registered: Mapping[str, Agency], *, several_cities: bool) -> None:
        self.graph = graph
        self.registered = registered
        self.several_cities = several_cities
        self.without_task = 0
        self.labels: dict[str, dict[str, str]] = defaultdict(dict)
        for row in graph.answer("concepts").rows:
            self.labels[row["scheme"]][row["notation"]] = row["label"]

    def entries(self, document: Row) -> Iterator[Entry]:
        """The entries of a document, not numbered."""
        only = {"document": document["document"]}
        duties: dict[str | None, list[Row]] = defaultdict(list)
        for duty in self.graph.answer("responsibilities", only).rows:
            duties[duty["task"]].append(duty)
        self.without_task += len(duties[None])
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
