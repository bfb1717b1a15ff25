"""The content of a task ledger (任务台账): tasks with leading and supporting agencies, deadline and citation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kg.export.cells import plain_number

Row = Mapping[str, Any]

TASK_ID, FACT_ID = "任务标识", "数据标识"
INPUT = ("完成时限", "状态", "责任人", "进展情况", "备注")
"""The columns that the office fills in."""
COLUMNS = ("序号", "任务", "牵头单位", "配合单位", "任务内容", "依据（文号·条款·原文）", *INPUT, TASK_ID)
REACHED, PAID = "已达到", "已支付（万元）"
FACT_INPUT = (REACHED, PAID)
FACT_COLUMNS = ("序号", "任务", "类别", "原文", "单位", *FACT_INPUT, FACT_ID)
"""The table of targets and offers of money."""
UNASSIGNED = "未明确"
IMPLIED = "行文所示"


@dataclass(frozen=True)
class Said:
    """What an office said last of a task. `state`: its label; `due`: 长期 for what has no end; `open`: neither done nor given up."""

    state: str | None = None
    due: str | None = None
    owner: str | None = None
    text: str | None = None
    open: bool = True


@dataclass(frozen=True)
class FactLine:
    """A target or an offer of money. `reached` in its unit, `paid` in yuan: what an office said last."""

    fact: str
    kind: str
    """目标 or 资金."""
    title: str
    """Of its task; empty where it stands under none."""
    task: str | None
    quote: str
    unit: str
    reached: float | None = None
    paid: float | None = None

    def cells(self, number: int) -> tuple[str | int | float, ...]:
        """The values in the order of FACT_COLUMNS."""
        paid = "" if self.paid is None else plain_number(self.paid / 10_000)
        reached = "" if self.reached is None else plain_number(self.reached)
        return number, self.title, self.kind, self.quote, self.unit, reached, paid, self.fact


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
    content: tuple[str, ...] = ()
    """What the task holds: measures, documents to be issued, money, targets, a line each."""
    said: Said = field(default_factory=Said)

    @property
    def cells(self) -> tuple[str | int, ...]:
        """The values in the order of COLUMNS. Where an office fills in stands what it said last; without a day of its own, the text's."""
        words = ("\n".join(lines) for lines in (self.leads, self.supporting, self.content))
        said = (self.said.due or self.due or "", self.said.state or "", self.said.owner or "", self.said.text or "", "")
        return self.number, self.title, *words, self.basis, *said, self.task


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
    facts: tuple[FactLine, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Document -> the address where it came from."""
    states: tuple[str, ...] = ()
    """The labels of the states, to choose from."""
    changes: tuple[str, ...] = ()
    """Sentences that say what a what-if assumes."""

    def for_agency(self, agency: Agency) -> Ledger:
        """The ledger of one agency, with its own numbering."""
        own = (entry for entry in self.entries if agency.id in entry.agencies)
        entries = tuple(replace(entry, number=number) for number, entry in enumerate(own, start=1))
        documents = tuple(d for d in self.documents if any(e.task.startswith(f"{d['document']}/") for e in entries))
        tasks = {entry.task for entry in entries}
        facts = tuple(line for line in self.facts if line.task in tasks)
        return replace(self, name=agency.heading, documents=documents, entries=entries, agencies=(), without_task=0, facts=facts)
