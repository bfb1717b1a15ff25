"""Measures: which words make one, which instrument it is, whom it is for."""

from __future__ import annotations

import pytest
import yaml

from kg.extraction.draft import draft
from kg.extraction.measures.cues import cues, instruments, strongest
from kg.extraction.measures.lists import services
from kg.extraction.measures.phrases import FILE, matches
from tests.extraction.drafting import drafted, shared, source_of

GRAMMAR = yaml.safe_load(FILE.read_text(encoding="utf-8"))
HEAD = "云泽市人才工作若干措施\n一、{heading}\n（一）{title}。{words}\n"


def measures(words: str, heading: str = "优化人才服务", title: str = "加强保障", *also: str) -> list[tuple[str, str]]:
    """The instruments and texts drafted of words under a heading."""
    text = HEAD.format(heading=heading, title=title, words=words)
    rows = [one.fact.record.model_dump() for one in draft(source_of(text), (*also, "measures")).drafts if one.kind == "measures"]
    return [(row["instrument"], row["text"]) for row in rows]


@pytest.mark.parametrize("cue", cues(), ids=lambda cue: f"{cue.instrument}-{cue.weight}")
def test_each_row_of_cue_words_is_found_in_its_example(cue: object) -> None:
    assert cue.words.search(cue.example)  # type: ignore[attr-defined]
    assert strongest(cue.example)[0] == cue.instrument  # type: ignore[attr-defined]


def test_every_instrument_has_cue_words() -> None:
    assert set(instruments()) == set(shared().vocabulary.codes["instrument"])


@pytest.mark.parametrize("rule", GRAMMAR)
def test_each_rule_of_the_grammar_finds_its_examples_and_not_the_others(rule: str) -> None:
    assert all(matches(rule, words) for words in GRAMMAR[rule]["found"])
    assert not any(matches(rule, words) for words in GRAMMAR[rule]["not_found"])


@pytest.mark.parametrize(
    ("words", "instrument"),
    [
        ("建设一批人才公寓，供青年人才租住。", "housing"),
        ("引进人才的子女可在全市自主选择学校就读。", "schooling"),
        ("为高层次人才每年安排一次健康体检。", "medical"),
        ("引进人才可凭毕业证书直接办理落户。", "household_registration"),
        ("对急需人才设立特设岗位，不受岗位总量限制。", "post_and_quota"),
        ("向县级医院下放中级职称评审权。", "title"),
        ("鼓励企业对技术骨干实施股权激励。", "pay"),
        ("允许高校教师到企业兼职。", "mobility"),
        ("支持企业建设博士后科研工作站。", "platform"),
        ("每年组织企业职工开展技能培训。", "training"),
        ("每年赴省外高校举办专场招聘活动。", "recruitment"),
    ],
)
def test_words_make_a_measure_of_their_instrument(words: str, instrument: str) -> None:
    assert instrument in [found for found, _ in measures(words)]


def test_a_list_of_what_people_get_is_a_measure_a_member() -> None:
    found = dict(measures("为持卡人落实子女入学、配偶就业、住房保障等政策。"))
    assert {"schooling", "spouse", "housing"} <= set(found)
    assert found["schooling"] == "为持卡人落实子女入学等政策"


def test_a_list_of_what_one_window_is_about_stays_one() -> None:
    assert not list(services("在落户、子女入学、配偶就业等方面提供“一站式”服务"))


def test_headings_principles_and_bodies_in_brackets_are_no_measures() -> None:
    assert not measures("全市人才工作取得明显成效，人才总量达到3万人。", "发展现状", "发展基础")
    assert measures("建立人才数据库。（市人社局牵头，市科技局配合）") == [("service", "建立人才数据库")]


def test_words_on_how_to_apply_are_no_measures() -> None:
    assert not measures("申请人应当提交下列申请材料。经审核后在网站公示。弄虚作假的，依法追究责任。", "申报程序", "申报")


def test_a_phrase_that_only_says_of_whom_goes_with_the_order_after_it_or_is_dropped() -> None:
    assert ("title", "对新引进的博士，可直接申报高级职称") in measures("对新引进的博士，可直接申报高级职称。")
    assert not measures("对新引进的博士，给予20万元补贴。", "引进人才", "支持引才", "funding")


def test_a_condition_goes_with_the_order_after_it() -> None:
    (text,) = {text for _, text in measures("引进人才在云泽市工作满三年的，其子女可自主选择学校就读。")}
    assert text.endswith("就读")


def test_bodies_in_brackets_before_a_phrase_are_no_part_of_it() -> None:
    texts = [text for _, text in measures("支持企业建设博士后工作站。（责任单位：市科技局、市人社局）鼓励教师到企业兼职。")]
    assert texts == ["支持企业建设博士后工作站", "鼓励教师到企业兼职"]


def test_what_an_offer_of_money_quotes_is_no_measure() -> None:
    assert not measures("对新引进的博士给予20万元补贴。", "引进人才", "支持引才", "funding")


def test_a_measure_has_the_categories_that_its_words_name() -> None:
    text = HEAD.format(heading="优化人才服务", title="加强保障", words="建立专家库。为博士每年安排一次健康体检。")
    found = [one.fact.record.model_dump() for one in drafted(text, "categories", "measures").drafts if one.kind == "measures"]
    (medical,) = [row for row in found if row["instrument"] == "medical"]
    assert [shared().registry.entries["category"][id_].name for id_ in medical["categories"]] == ["博士"]


def test_a_category_that_the_clause_names_in_two_ways_is_that_of_both_measures() -> None:
    text = HEAD.format(heading="优化人才服务", title="加强保障", words="引进专业技术人员。每年组织专业技术人才参加健康体检。")
    found = [one.fact.record.model_dump() for one in drafted(text, "categories", "measures").drafts if one.kind == "measures"]
    assert len(found) == 2
    assert found[0]["categories"] == found[1]["categories"] != []
