"""What offers ask for is drafted with its words, kind and value, for the offers for which it holds."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import yaml

from kg.extraction.conditions import recognition, vocabulary
from kg.extraction.draft import draft
from kg.extraction.proof import prove
from kg.extraction.proposal import Draft, Proposal
from kg.extraction.source import DraftSource
from kg.model.facts import Condition
from tests.extraction.drafting import source_of

HEAD = "云泽市人才工作若干措施\n一、引进人才\n"
RULES = yaml.safe_load(recognition.FILE.read_text("utf-8"))["items"]
EXAMPLES = [(rule["origin"], words, found) for rule in RULES for words, found in rule["examples"].items()]


@pytest.mark.parametrize(("origin", "words", "found"), EXAMPLES)
def test_the_examples_of_a_rule_hold(origin: str, words: str, found: Sequence[str]) -> None:
    assert [f"{one.kind} {one.comparator} {one.value}" for one in recognition.recognise(words)] == found


def test_a_rule_finds_something_in_its_own_example() -> None:
    for origin, words, _ in EXAMPLES:
        assert origin in [one.origin for one in recognition.recognise(words)], (origin, words)


@pytest.mark.parametrize("name", vocabulary.entries())
def test_the_examples_of_the_vocabulary_hold(name: str) -> None:
    entry, pattern = vocabulary.entries()[name], vocabulary.pattern(name)
    find = pattern.match if entry.get("begins") else pattern.search
    assert [words for words in entry["holds"] if not find(words)] == []
    assert [words for words in entry["lacks"] if find(words)] == []


def _conditions(text: str, *offers: str, kind: str = "funding") -> list[Draft]:
    """The conditions that are drafted for offers in these words."""
    source = source_of(HEAD + text + "\n")
    source.drafts += [_offer(source, words, kind) for words in offers]
    return [one for one in draft(source, ("conditions",)).drafts if one.kind == "conditions"]


def _offer(source: DraftSource, words: str, kind: str) -> Draft:
    start = source.text.index(words)
    clause = max((one for one in source.clauses.values() if one.start <= start < one.end), key=lambda one: one.start)
    values = {"kind": "subsidy", "value_text": words, "period": "unspecified"}
    if kind == "measures":
        values = {"instrument": "service", "text": words}
    found = prove(Proposal(kind, clause.path, (start, start + len(words)), values, "test"), source)
    assert isinstance(found, Draft)
    return found


def _said(found: Sequence[Draft]) -> list[str]:
    said = []
    for one in found:
        record = one.fact.record
        assert isinstance(record, Condition)
        said.append(f"{record.kind} {record.comparator} {record.value}")
    return said


@pytest.mark.parametrize(
    ("text", "offer", "said"),
    [
        ("对使用共享中试平台开展测试的企业，给予一次性补贴。", "给予一次性补贴", ["other eq 使用共享中试平台开展测试"]),
        ("采购云泽产设备的，按实际支出给予补助。", "按实际支出给予补助", ["other eq 采购云泽产设备"]),
        ("企业投保研发保险，按实缴保费给予补贴。", "按实缴保费给予补贴", ["other eq 企业投保研发保险"]),
        ("入驻云泽创业社区的团队，可享受租金减免。", "可享受租金减免", ["other eq 入驻云泽创业社区"]),
        ("对入选省级标杆的企业，给予奖励。", "给予奖励", ["certification eq 入选省级标杆"]),
        ("举办创业大赛，经专家评审，给予资助。", "给予资助", ["other eq 经专家评审"]),
        ("对在创业大赛中获奖的团队，给予奖励。", "给予奖励", ["other eq 在创业大赛中获奖"]),
        (
            "对在创业大赛中获奖并在云泽从事经营活动的企业，给予奖励。",
            "给予奖励",
            ["other eq 在创业大赛中获奖", "other eq 在云泽从事经营活动"],
        ),
        ("成功揭榜的项目可获得资助。", "可获得资助", ["other eq 成功揭榜"]),
        ("需申请独立工位的青年，可享受租金减免。", "可享受租金减免", ["other eq 需申请独立工位"]),
        ("通过国家级中心重新认定的，给予奖励。", "给予奖励", ["certification eq 通过国家级中心重新认定"]),
        (
            "对符合本办法第三条规定，完成备案的企业，给予奖励。",
            "给予奖励",
            ["other eq 符合本办法第三条规定", "certification eq 完成备案"],
        ),
        (
            "符合《云泽市实施细则》（下称《细则的说明》）第六条的，给予奖励。",
            "给予奖励",
            ["other eq 符合《云泽市实施细则》（下称《细则的说明》）第六条"],
        ),
        ("全职引进的45周岁以下硕士，给予安家补贴。", "给予安家补贴", ["hire_mode eq 全职引进", "age le 45", "degree eq 硕士"]),
    ],
)
def test_who_receives_an_offer_is_read_from_the_words_before_it(text: str, offer: str, said: list[str]) -> None:
    assert _said(_conditions(text, offer)) == said


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("建立人才服务制度，开设服务专窗。", "开设服务专窗"),
        ("依托云泽大学的平台，提供培训服务。", "提供培训服务"),
        ("支持园区的建设，打造创新高地。", "打造创新高地"),
    ],
)
def test_words_that_say_how_or_where_are_no_condition(text: str, offer: str) -> None:
    assert _conditions(text, offer, kind="measures") == []


def test_members_of_a_list_go_with_the_sums_that_are_given_one_each() -> None:
    text = "对全日制博士、硕士，分别发放生活补贴、租房补贴。"
    found = _conditions(text, "分别发放生活补贴", "租房补贴")
    assert sorted(_said(found)) == ["degree eq 全日制博士", "degree eq 全日制硕士"]


def test_what_begins_with_the_case_alone_speaks_of_those_before() -> None:
    text = "本市户籍青年来云泽工作的，给予生活补贴；购买首套住房的，发放购房补贴。"
    found = _conditions(text, "给予生活补贴", "发放购房补贴")
    last = found[-1].fact.record
    assert isinstance(last, Condition)
    assert "other eq 购买首套住房" in _said(found)
    assert _said(found).count("origin eq 本市户籍") == 2


def test_another_recipient_asks_for_nothing_of_the_one_before() -> None:
    text = "对经认定的企业给予奖励，对获奖团队发放津贴。"
    found = _conditions(text, "给予奖励", "发放津贴")
    assert sorted(_said(found)) == ["certification eq 经认定", "other eq 获奖"]


def test_alternatives_are_groups() -> None:
    found = _conditions("副高级以上职称人才或博士，给予安家补贴。", "给予安家补贴")
    assert [(one.fact.record.kind, one.fact.record.group) for one in found if isinstance(one.fact.record, Condition)] == [
        ("title", 1),
        ("degree", 2),
    ]


def test_a_list_of_conditions_holds_for_the_offer_that_follows() -> None:
    text = "申请认定基地，应当符合下列条件：\n1.管理规范，信誉良好；\n2.接收学员20人以上。\n二、补贴\n对基地给予运行补贴。"
    found = _conditions(text, "给予运行补贴")
    assert _said(found) == ["other eq 管理规范，信誉良好", "other eq 接收学员20人以上"]


def test_one_of_a_list_is_an_alternative_and_papers_are_none() -> None:
    text = "给予安家补贴。申请人须具备下列条件之一：\n1.取得博士学位；\n2.年满35周岁；\n3.提交身份证复印件。"
    groups = [one.fact.record.group for one in _conditions(text, "给予安家补贴") if isinstance(one.fact.record, Condition)]
    assert groups == [1, 2]


def test_whom_a_document_is_for_holds_for_its_first_offer() -> None:
    text = "本措施适用于在云泽注册登记的企业。\n二、补贴\n给予运行补贴。"
    (found,) = _conditions(text, "给予运行补贴")
    assert found.origin == "other.scope"


def test_what_must_be_holds_for_the_offer_before() -> None:
    text = "给予安家补贴。用人单位以及住房均须在本市行政区域内。"
    assert _said(_conditions(text, "给予安家补贴")) == ["other eq 用人单位以及住房均须在本市行政区域内"]


def test_members_of_a_modifier_are_conditions_each() -> None:
    found = _conditions("对新引进到云泽工作、年龄在45周岁以下、具有硕士以上学历的人才，给予安家补贴。", "给予安家补贴")
    assert {"origin eq 新引进", "age le 45", "degree ge 硕士"} <= set(_said(found))


def test_levels_go_with_the_sums_that_are_given_one_each() -> None:
    text = "对新认定的国家级、省级工作站，分别给予建站补助、运行补助。"
    assert sorted(_said(_conditions(text, "分别给予建站补助", "运行补助"))) == [
        "certification eq 新认定的国家级",
        "certification eq 新认定的省级",
    ]


def test_the_degree_before_a_sum_is_that_of_the_sum() -> None:
    text = "生活补贴，本科生每月发放一档，博士每月发放二档。"
    found = _conditions(text, "每月发放一档", "每月发放二档")
    assert sorted(_said(found)) == ["degree eq 博士", "degree eq 本科生"]


def test_a_chapter_of_conditions_holds_for_the_offers_that_follow() -> None:
    text = "二、申报条件\n（一）申报单位为独立法人，信用良好。\n三、补贴\n（一）给予运行补贴。"
    source = source_of("云泽市补贴办法\n一、总则\n依法补贴。\n" + text + "\n")
    source.drafts.append(_offer(source, "给予运行补贴", "funding"))
    found = [one for one in draft(source, ("conditions",)).drafts if one.kind == "conditions"]
    assert _said(found) == ["other eq 申报单位为独立法人，信用良好"]


def test_how_an_office_handles_applications_is_no_condition() -> None:
    assert _conditions("经公示无异议的，给予安家补贴。", "给予安家补贴") == []


def test_a_degree_right_before_its_sum_is_read() -> None:
    found = _conditions("博士每人一万元、专科每人一千元。", "博士每人一万元", "专科每人一千元")
    assert sorted(_said(found)) == ["degree eq 专科", "degree eq 博士"]


def test_the_heading_of_a_clause_is_no_part_of_its_first_sentence() -> None:
    text = "（一）支持企业研发\n对首次开展中试的企业，给予运行补贴。"
    assert [one.fact.evidence.quote for one in _conditions(text, "给予运行补贴")] == ["首次开展中试的企业"]


def test_what_another_document_asks_for_is_a_condition() -> None:
    text = "给予运行补贴。\n（一）创业主体：符合《云泽市认定指引》认定标准的团队。"
    assert _said(_conditions(text, "给予运行补贴")) == ["certification eq 符合《云泽市认定指引》认定标准"]


def test_to_be_eligible_says_nothing_beside_other_conditions() -> None:
    assert _said(_conditions("对符合条件的博士给予安家补贴。", "给予安家补贴")) == ["degree eq 博士"]
    assert _said(_conditions("对符合条件的企业给予奖励。", "给予奖励")) == ["other eq 符合条件"]


def test_a_list_may_stand_in_the_sentence_that_begins_it() -> None:
    text = "给予安家补贴。申请人须符合以下条件：（1）年龄不超过40周岁；（2）具有博士学位；（3）在云泽缴纳社会保险满6个月。"
    assert _said(_conditions(text, "给予安家补贴")) == ["age le 40", "degree eq 博士学位", "service_years ge 6"]


def test_how_much_there_must_be_is_a_condition_and_no_sum_that_is_given() -> None:
    text = "留学回国人员在云泽创办企业，实缴资本50万元以上，经评审给予10万元资助。"
    source = source_of(HEAD + text + "\n")
    values = {"kind": "grant", "amount_min": "100000", "amount_max": "100000", "period": "unspecified"}
    start = source.text.index("留学")
    clause = next(path for path, one in source.clauses.items() if one.number)
    offer = prove(Proposal("funding", clause, (start, start + len(text) - 1), values, "test"), source)
    assert isinstance(offer, Draft)
    source.drafts.append(offer)
    said = _said([one for one in draft(source, ("conditions",)).drafts if one.kind == "conditions"])
    assert {"other eq 实缴资本50万元以上", "other eq 经评审", "origin eq 留学回国人员"} <= set(said)


def test_a_list_of_those_who_get_nothing_holds_no_condition() -> None:
    text = "给予安家补贴。\n（一）有下列情形之一的，不予补贴：\n1.享受过同类政策；\n2.违反规定。"
    assert _conditions(text, "给予安家补贴") == []


def test_of_members_with_sums_of_their_own_each_is_asked_for_what_is_said_of_it() -> None:
    text = "对在云泽落户的40周岁以下博士、35周岁以下硕士，分别给予15万元、10万元安家费。"
    found = draft(source_of(f"{HEAD}{text}\n"), ("funding", "conditions"))
    whom = {one.fact.id: one.fact.record.recipient for one in found.drafts if one.kind == "funding"}  # type: ignore[attr-defined]
    asked = [one for one in found.drafts if one.kind == "conditions"]
    by_member = {member: _said([one for one in asked if one.fact.record.offer == id_]) for id_, member in whom.items()}  # type: ignore[attr-defined]
    assert {member: said[1:] for member, said in by_member.items()} == {
        "40周岁以下博士": ["age le 40", "degree eq 博士"],
        "35周岁以下硕士": ["age le 35", "degree eq 硕士"],
    }
    assert {said[0] for said in by_member.values()} == {"other eq 在云泽落户"}


def test_a_document_is_for_those_whom_two_phrases_describe() -> None:
    text = "本措施适用于注册在云泽园区内，从事智能研发的企业，以及依法经营服务平台的单位。对企业给予补贴。"
    assert _said(_conditions(text, "给予补贴")) == ["other eq 注册在云泽园区内", "other eq 从事智能研发", "other eq 依法经营服务平台"]
