"""The conventions of a document on who leads: their words are proven, and rows that contradict them are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataIssue
from tests.loaders.test_problems import SEVERAL, problems_of, rows_of, several, write

BRACKET = "以下各项措施均需各县区配合落实"
TITLE = "雾岭市引才留才若干措施"


def declare(data: Path, rule: str, quote: str) -> list[DataIssue]:
    head = data / "documents" / SEVERAL / "document.yaml"
    text = head.read_text(encoding="utf-8").partition("responsibility_conventions")[0]
    entry = f'  - {{rule: {rule}, quote: "{quote}"}}'
    head.write_text(f"{text}responsibility_conventions:\n{entry}\n", encoding="utf-8")
    return problems_of(data, SEVERAL)


def give_roles(data: Path, human_resources: str, finance: str) -> None:
    """The roles of the two bodies of （责任单位：市人社局、市财政局）, and of the one of （责任单位：市人社局）."""
    several(data, "responsibilities.csv", "a2/responsibilities/1", role=human_resources)
    several(data, "responsibilities.csv", "a2/responsibilities/2", role=finance)
    several(data, "responsibilities.csv", "a4/responsibilities/1", role="lead")


@pytest.mark.parametrize(
    ("rule", "roles"), [("first_leads", ("lead", "support")), ("before_comma_leads", ("lead", "lead")), ("all_lead", ("lead", "lead"))]
)
def test_rows_that_follow_a_convention_hold(data: Path, rule: str, roles: tuple[str, str]) -> None:
    give_roles(data, *roles)
    assert declare(data, rule, TITLE) == []


@pytest.mark.parametrize(
    ("rule", "roles", "wrong"),
    [
        ("first_leads", ("support", "support"), [("support", "lead for 市人社局")]),
        ("first_leads", ("lead", "lead"), [("lead", "support for 市财政局")]),
        ("first_leads", ("responsible", "support"), [("responsible", "lead for 市人社局")]),
        ("before_comma_leads", ("lead", "support"), [("support", "lead for 市财政局")]),
        ("all_lead", ("responsible", "lead"), [("responsible", "lead for 市人社局")]),
    ],
)
def test_a_row_that_contradicts_a_convention_is_told(data: Path, rule: str, roles: tuple[str, str], wrong: list[tuple[str, str]]) -> None:
    give_roles(data, *roles)
    found = declare(data, rule, TITLE)
    assert [(issue.column, str(issue.found)) for issue in found] == [("role", f"“{role}”") for role, _ in wrong]
    for issue, (_, expected) in zip(found, wrong, strict=True):
        assert str(issue.expected) == f"{expected} in “（责任单位：市人社局、市财政局）”, by the convention {rule} of “{TITLE}”"


def test_an_unknown_convention_is_one_sentence_with_the_known_ones(data: Path) -> None:
    [issue] = declare(data, "last_leads", TITLE)
    assert (issue.column, str(issue.found)) == ("responsibility_conventions.0.rule", "“last_leads”")
    assert str(issue.expected) == "one of first_leads, before_comma_leads, all_lead, all_below"


@pytest.mark.parametrize(("quote", "times"), [("排第一位的为牵头单位", 0), ("责任单位：市人社局", 3)])
def test_the_words_of_a_convention_stand_in_the_text_once(data: Path, quote: str, times: int) -> None:
    [issue] = declare(data, "all_below", quote)
    assert (issue.column, str(issue.found)) == ("responsibility_conventions.quote", f"“{quote}” {times} times")


def test_bodies_named_for_all_below_have_a_row_for_each_task_below(data: Path) -> None:
    assert declare(data, "all_below", BRACKET) == []
    path = data / "documents" / SEVERAL / "responsibilities.csv"
    header, rows = rows_of(path)
    write(path, header, [row for row in rows if row["id"] != f"{SEVERAL}/a1/responsibilities/7"])
    [issue] = problems_of(data, SEVERAL)
    assert issue.file.endswith("document.yaml") and str(issue.found) == f"no row of 各县区 for {SEVERAL}/a4/tasks/2"
    write(path, header, [row for row in rows if row["quote"] != BRACKET])
    [issue] = problems_of(data, SEVERAL)
    assert str(issue.found) == f"no row of responsibilities.csv that quotes “{BRACKET}”"
    assert str(issue.expected) == "rows for the bodies that it names, one for each of the 4 tasks below"
