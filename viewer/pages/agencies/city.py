"""The data of one city, cached for a version."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from kg.analysis.duties import Duties, duties
from kg.analysis.what_if import GROUP
from kg.errors import UnknownValue
from viewer.shared_graph import Row, SharedGraph

LEAD, ASSIGNED = "lead", "assigned"


@dataclass(frozen=True)
class City:
    """A place, its agencies, and the tasks of its documents; rows of the questions of these names.

    `agencies`: by id, also those of other places that its documents name. `own`: those of the place.
    `responsibilities`: of its documents and, wherever they stand, of its own agencies. `tasks`: by id, in the order of the texts.
    """

    code: str
    name: str
    agencies: Mapping[str, Row]
    own: frozenset[str]
    responsibilities: list[Row]
    tasks: Mapping[str, Row]
    deliverables: list[Row]
    targets: list[Row]
    funding: list[Row]
    suggestions: Mapping[str, Row]

    @cached_property
    def duties(self) -> Duties:
        own = [self.agencies[agency] for agency in sorted(self.own)]
        return duties(own, self.responsibilities, self.deliverables, self.targets, self.funding)

    @cached_property
    def assigns(self) -> bool:
        """Whether its documents assign some single agency to lead."""
        leads = (row["agency"] for row in self.responsibilities if row["effective_role"] == LEAD and row["basis"] == ASSIGNED)
        return not all(self.is_group(agency) for agency in leads)

    def name_of(self, agency: str) -> str:
        """Its short name; that of another place with the place."""
        row = self.agencies.get(agency)
        if row is None:
            return agency
        return str(row["name"]) if agency in self.own else f"{row['name']}（{row['city']}）"

    def is_group(self, agency: str) -> bool:
        return bool(self.agencies[agency]["kind"] == GROUP)

    def title_of(self, task: str) -> str:
        row = self.tasks.get(task)
        return str((row["title"] or row["quote"]) if row else task)

    def counted(self, *, implied: bool) -> list[Row]:
        """The responsibilities for tasks, with the implied ones if `implied`."""
        return [row for row in self.responsibilities if row["task"] and (implied or row["basis"] == ASSIGNED)]


@st.cache_resource(max_entries=4, show_spinner=False)
def cities(_graph: SharedGraph, version: str) -> dict[str, tuple[str, int]]:
    """Place code -> name, and the tasks that its agencies are assigned to lead: the places of the documents, those that lead most first."""
    named = {row["city_code"]: row["city"] for row in _graph.answer("documents").rows}
    leads = dict.fromkeys(named, 0)
    for row in _graph.answer("agencies").rows:
        if row["city_code"] in leads:
            leads[row["city_code"]] += row["lead"]
    return {code: (named[code], leads[code]) for code in sorted(named, key=lambda code: (-leads[code], code))}


@st.cache_resource(max_entries=12, show_spinner=False)
def city_of(_graph: SharedGraph, version: str, written: str) -> City:
    """The city that a code or name means. Raises UnknownValue."""
    rows = _graph.answer("agencies", city=written).rows
    known = {name: code for code, (name, _) in cities(_graph, version).items()}
    places = {row["city_code"]: row["city"] for row in rows}
    code = (
        written if written in places else known.get(written) or next((c for c, name in places.items() if name.startswith(written)), written)
    )
    agencies = {row["agency"]: row for row in rows}
    responsibilities = _responsibilities(_graph, written, agencies)
    for agency in {row["agency"] for row in responsibilities} - agencies.keys():
        agencies |= {row["agency"]: row for row in _graph.answer("agencies", agency=agency).rows if row["agency"] == agency}
    elsewhere = sorted({row["document"] for row in responsibilities if row["task"]} - _documents(_graph, written))
    asked = {name: _rows(_graph, name, written, elsewhere) for name in ("tasks", "deliverables", "targets", "funding", "suggestions")}
    tasks = sorted(asked["tasks"], key=lambda row: (row["document"], row["start"]))
    return City(
        code=code,
        name=places.get(code) or next((name for name, c in known.items() if c == code), written),
        agencies=agencies,
        own=frozenset(row["agency"] for row in rows),
        responsibilities=[row for row in responsibilities if row["agency"] in agencies],
        tasks={row["task"]: row for row in tasks},
        deliverables=asked["deliverables"],
        targets=asked["targets"],
        funding=asked["funding"],
        suggestions={row["task"]: row for row in asked["suggestions"]},
    )


def _responsibilities(graph: SharedGraph, city: str, own: Collection[str]) -> list[Row]:
    """Those of the city's documents, and of its agencies in others."""
    found = graph.answer("responsibilities", city=city).rows
    ids = {row["id"] for row in found}
    others = graph.answer("responsibilities", agency=sorted(own)).rows if own else []
    return found + [row for row in others if row["id"] not in ids]


def _documents(graph: SharedGraph, city: str) -> set[str]:
    return {row["document"] for row in graph.answer("documents", city=city).rows}


def _rows(graph: SharedGraph, question: str, city: str, documents: list[str]) -> list[Row]:
    rows = graph.answer(question, city=city).rows
    return rows + [row for document in documents for row in graph.answer(question, document=document).rows]


def agency_meant(graph: SharedGraph, city: City, written: str) -> str:
    """The agency of the city, or one that its documents name, that an id or a name means. Raises UnknownValue."""
    if written in city.agencies:
        return written
    found = [str(row["agency"]) for row in graph.answer("agencies", agency=written).rows]
    meant = next((agency for agency in sorted(found, key=lambda agency: agency not in city.own) if agency in city.agencies), None)
    if meant is None:
        raise UnknownValue("agency", written, f"an agency of {city.name}", sorted(str(row["name"]) for row in city.agencies.values()))
    return meant
