"""Programmes of made-up texts: by the registry, by what the nation knows, by quotation marks, by types, by levels of platforms."""

from __future__ import annotations

import re

import pytest

from kg.extraction.programmes.grammar import Known, NameType, PlatformClass, cues, known_programmes, name_types, platform_classes
from kg.extraction.programmes.quoted_types import quoted_types
from kg.model.facts import ProgrammeMention
from kg.model.registry import Programme
from tests.extraction.drafting import drafted

TEXT = "云泽市人才工作若干措施\n一、总则\n为做好人才工作，制定本措施。\n二、内容\n（一）有关措施。{}\n（二）其他。其他事项。\n"


def named(clause: str) -> dict[str, tuple[ProgrammeMention, Programme]]:
    """Name as written -> the row and its entry, of a clause that says this. No proposal is refused."""
    found = drafted(TEXT.format(clause), "programmes")
    assert not found.refused
    entries = found.source.names.registry.entries["programme"]
    rows = [draft.fact.record for draft in found.drafts]
    return {row.name: (row, entries[row.program]) for row in rows if isinstance(row, ProgrammeMention)}  # type: ignore[misc]


@pytest.mark.parametrize("kind", name_types(), ids=lambda kind: kind.found)
def test_each_type_reads_its_example(kind: NameType) -> None:
    (row, entry) = named(kind.example)[kind.found]
    assert (row.name, entry.kind) == (kind.found, kind.kind)


@pytest.mark.parametrize("known", known_programmes(), ids=lambda known: known.name)
def test_each_programme_that_the_nation_knows_is_found(known: Known) -> None:
    entries = [entry for _, entry in named(known.example).values()]
    assert any(entry.owner == known.owner and entry.name == known.name for entry in entries)


@pytest.mark.parametrize("platform", platform_classes(), ids=lambda platform: platform.name)
def test_each_class_of_platform_is_found(platform: PlatformClass) -> None:
    entries = [entry for _, entry in named(platform.example).values()]
    assert [(entry.name, entry.owner, entry.kind) for entry in entries] == [(platform.name, "100000", "platform")]


def test_the_shapes_of_slogans_are_regular_expressions() -> None:
    assert all(re.compile(shape) for shape in cues()["slogan_shapes"])


@pytest.mark.parametrize(
    ("clause", "name", "kind"),
    [
        ("实施“云英”育才计划，培养人才。", "“云英”育才计划", "plan"),
        ("推出“云才贷”等产品。", "“云才贷”", "policy"),
        ("推出“云才贷、研发贷”等产品。", "研发贷", "policy"),
        ("做强“泽润四方”，打造城市名片。", "“泽润四方”", "policy"),
        ("提供“310”联办服务。", "“310”联办服务", "policy"),
        ("入选省“百鹭计划”的人才享受补贴。", "省“百鹭计划”", "plan"),
    ],
)
def test_names_in_quotation_marks(clause: str, name: str, kind: str) -> None:
    assert named(clause)[name][1].kind == kind


@pytest.mark.parametrize(
    "clause",
    [
        "提供“一站式”服务。",
        "按照“从优从高”的原则执行。",
        "采取“一人一策”方式引进。",
        "实现“拎包入住”。",
        "云创工作专班（以下简称“云创专班”）。",
        "打造“平台+人才+机制”生态。",
        "落实各类人才计划。",
        "开展有关活动。",
        "制定年度计划。",
        "落实《云泽市青年英才引育计划》。",
        "与高校、重点实验室对接。",
    ],
)
def test_words_that_name_no_programme(clause: str) -> None:
    assert named(clause) == {}


def test_levels_before_a_list_hold_for_each_class_of_it() -> None:
    found = drafted(TEXT.format("对国家级、市级技能大师工作室、众创空间给予补贴。"), "programmes")
    entries = found.source.names.registry.entries["programme"]
    programmes = [entries[draft.fact.record.program] for draft in found.drafts]  # type: ignore[attr-defined]
    assert sorted((entry.name.removeprefix("云泽市"), entry.owner) for entry in programmes if isinstance(entry, Programme)) == [
        *sorted([("众创空间", "910100"), ("国家级众创空间", "100000"), ("国家级技能大师工作室", "100000"), ("技能大师工作室", "910100")])
    ]


@pytest.mark.parametrize(
    ("clause", "name", "owner"),
    [
        ("申报国家青苗引育计划。", "国家青苗引育计划", "100000"),
        ("申报省级青苗引育计划。", "省级青苗引育计划", "910000"),
        ("申报市级青苗引育计划。", "市级青苗引育计划", "910100"),
        ("实施青苗引育计划。", "青苗引育计划", "910100"),
    ],
)
def test_the_owner_is_the_place_that_the_words_name(clause: str, name: str, owner: str) -> None:
    assert named(clause)[name][1].owner == owner


@pytest.mark.parametrize(
    ("clause", "name", "mention"),
    [
        ("设立青苗引育计划。", "青苗引育计划", "defines"),
        ("实施“甲英”计划、“乙英”计划。", "“乙英”计划", "defines"),
        ("继续实施青苗引育计划。", "青苗引育计划", "continues"),
        ("大力实施人才强市战略。", "人才强市战略", "continues"),
        ("大力实施青苗引育计划。", "青苗引育计划", "defines"),
        ("实施省级青苗引育计划。", "省级青苗引育计划", "continues"),
        ("入选青苗引育计划的人才享受补贴。", "青苗引育计划", "refers"),
        ("建设国家级众创空间。", "国家级众创空间", "refers"),
    ],
)
def test_what_the_clause_does_with_a_programme(clause: str, name: str, mention: str) -> None:
    found = {row.name: row.mention for row, _ in named(clause).values()}
    assert found.get(name, found.get(name.removeprefix("国家级"))) == mention


def test_a_programme_stands_once_a_clause_also_by_a_shorter_name() -> None:
    assert len(named("发放“云泽创新券”。云泽创新券每年申领一次，创新券可以叠加。")) == 1


@pytest.mark.parametrize("word", quoted_types("after"))
def test_each_type_after_a_quoted_name_is_part_of_it(word: str) -> None:
    name = f"“云英”{word}"
    assert name in named(f"举办{name}。")


@pytest.mark.parametrize("word", quoted_types("inside"))
def test_each_type_that_ends_a_quoted_name_makes_it_one(word: str) -> None:
    name = f"“云泽英{word}”"
    assert named(f"申领{name}。")[name][1].kind == quoted_types("inside")[word]


def test_a_title_of_a_lower_level_is_not_the_nations() -> None:
    found = named("评选省政府特殊津贴专家、国务院政府特殊津贴专家。")
    assert [found[name][1].owner for name in ("省政府特殊津贴", "国务院政府特殊津贴")] == ["910000", "100000"]


def test_one_platform_with_the_name_of_a_place_is_no_class() -> None:
    assert list(named("加快云泽新材料国家级重点实验室建设。")) == ["云泽新材料国家级重点实验室"]
