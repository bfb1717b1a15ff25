"""The rows of a list of findings, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.export.citation import clause_name
from kg.export.text import one_line
from kg.model.finding_answer import OPEN
from kg.queries.catalog import questions

if TYPE_CHECKING:
    from kg.interface import KnowledgeGraph

Row = Mapping[str, Any]

ANSWER, REASON, BY, DATE, ID = "处理意见", "处理说明", "处理人", "日期", "体检标识"
"""The columns that an office fills in, and the one by which its rows are known again."""
COLUMNS = (
    "序号", "程度", "城市", "文件", "条款", "问题", "原文", "另一处原文", "验算", "规则", "可由谁处理", ANSWER, REASON, BY, DATE, ID
)  # fmt: skip


@dataclass(frozen=True)
class FindingList:
    """`open` and `answered` are the cells of the rows, in the order of COLUMNS. `answers`: what may stand in the column 处理意见."""

    open: list[tuple[str | int, ...]]
    answered: list[tuple[str | int, ...]]
    rules: list[tuple[str | int, ...]]
    """Degree, rule, what it says, how many findings it has in the list."""
    answers: list[str]
    version: str | None


def read_list(graph: KnowledgeGraph, filters: Mapping[str, Any]) -> FindingList:
    """The findings that `filters` leave, contradictions first. Raises UnknownValue."""
    rows = graph.answer("finding_list", filters).rows
    words = _Words(graph)
    given = ([row for row in rows if (row["answer"] == OPEN) == is_open] for is_open in (True, False))
    unanswered, answered = ([words.cells(number, row) for number, row in enumerate(part, start=1)] for part in given)
    return FindingList(unanswered, answered, list(words.rules(rows)), words.answers(), graph.version)


def answer_codes(graph: KnowledgeGraph) -> dict[str, str]:
    """Code or Chinese label of an answer -> its code."""
    labels = _Words(graph).labels["finding-answer"]
    return {name: code for code, label in labels.items() for name in (code, label)}


class _Words:
    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._clauses: dict[str, dict[str, Row]] = {}

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """Vocabulary -> code -> Chinese label."""
        found: dict[str, dict[str, str]] = {}
        for row in self._graph.answer("concepts").rows:
            found.setdefault(row["scheme"], {})[row["notation"]] = row["label"]
        return found

    def answers(self) -> list[str]:
        """The labels of answers, that which takes one back at the end."""
        labels = self.labels["finding-answer"]
        return [*(label for code, label in labels.items() if code != OPEN), labels[OPEN]]

    def cells(self, number: int, row: Row) -> tuple[str | int, ...]:
        answered = row["answer"] != OPEN
        return (
            number,
            self.labels["severity"][row["severity"]],
            row["city"],
            "\n".join(filter(None, [f"《{row['document_title']}》", row["document_number"]])),
            self._clause(row["document"], row["clause"]),
            row["message"],
            one_line(row["quote"]),
            self._others(row),
            row["arithmetic"] or "",
            rule_words(row["rule"]),
            _menders(row),
            self.labels["finding-answer"][row["answer"]] if answered else "",
            row["answer_reason"] or "" if answered else "",
            row["answered_by"] or "" if answered else "",
            row["answered_on"] or "" if answered else "",
            row["id"],
        )

    def rules(self, rows: Sequence[Row]) -> Iterator[tuple[str | int, ...]]:
        for name, rule in questions("findings").items():
            count = sum(row["rule"] == name for row in rows)
            if count and rule.severity:
                yield self.labels["severity"][rule.severity], rule.title["zh"], rule_words(name), count

    def _others(self, row: Row) -> str:
        """The other place with its clause, then the clauses of further places."""
        lines = []
        own = {row["start"]}
        if row["other_quote"] and row["other_start"] != row["start"]:
            own.add(row["other_start"])
            lines.append(f"{self._clause(row['document'], row['other_clause'])}：{one_line(row['other_quote'])}")
        further = [place.split(" ")[0] for place in row["places"] if int(place.split(" ")[1]) not in own]
        names = dict.fromkeys(self._clause(row["document"], clause) for clause in further)
        return "\n".join([*lines, *([f"另见：{'；'.join(names)}"] if names else [])])

    def _clause(self, document: str, clause: str) -> str:
        if document not in self._clauses:
            self._clauses[document] = {row["clause"]: row for row in self._graph.answer("clauses", {"document": document}).rows}
        return clause_name(clause, self._clauses[document]) or clause.removeprefix(f"{document}/")


def rule_words(rule: str) -> str:
    """What a rule finds, in Chinese."""
    return questions("findings")[rule].about.split(" / ")[0]


def _menders(row: Row) -> str:
    """Who leads the task, and who issued the document."""
    return "\n".join([*(f"{name}（牵头单位）" for name in row["lead_names"]), *([f"{row['issuer']}（印发机关）"] if row["issuer"] else [])])
