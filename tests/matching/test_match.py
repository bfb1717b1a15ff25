"""A person against the offers of the synthetic corpus."""

from __future__ import annotations

from dataclasses import replace
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InvalidArgument, UnknownParameter, UnknownValue
from kg.graph import Graph
from kg.matching.consistency import check_consistent
from kg.matching.logic import judge
from kg.matching.match import match_offer, offer_node
from kg.matching.matched import read_matching
from kg.matching.offers import Condition, Offer
from kg.matching.people import People, read_people
from kg.matching.person import Person
from kg.matching.vocabulary import choices

SUBSIDY = "yunze-2021-5/i1/funding/1"
"""100万元 to 院士 who come 全职 and are at most 55 with a doctorate, or have served 3 years."""

NAMES = {
    "academician": "院士",
    "doctor": "博士",
    "high-level": "高层次人才",
    "skilled": "技能人才",
    "graduate": "高校毕业生",
    "master": "硕士",
}
PEOPLE = read_people(
    [
        *({"type": "category", "thing": id_, "bare": name, "preferred": name} for id_, name in NAMES.items()),
        {"type": "program", "thing": "eagle", "bare": "雾岭工匠", "preferred": "雾岭工匠"},
    ],
    [
        {"category": "academician", "ancestor": "high-level"},
        *({"category": id_, "ancestor": id_} for id_ in NAMES),
    ],
    [{"category": "doctor", "other": "high-level"}, {"category": "doctor", "other": "graduate"}],
)


def condition(kind: str, value: str, group: int = 1, comparator: str = "eq", quote: str = "") -> Condition:
    id_ = f"x-1/a1/conditions/{crc32((kind + value).encode())}"
    key = f"{kind}:{value}" if kind in ("school", "origin") else id_
    return Condition(id_, kind, comparator, value, group, quote or value, "x-1/a1", 0, 1, key)


def offer(*conditions: Condition, siblings: tuple[Condition, ...] = (), **row: object) -> Offer:
    base = {
        "id": "x-1/a1/funding/1",
        "document": "x-1",
        "city_code": "910100",
        "clause": "x-1/a1",
        "offer": "funding",
        "kind": "subsidy",
        "recipient": None,
        "per": "person",
        "categories": [],
        "programs": [],
        "apply_until": None,
        "status": "in_force",
        "quote": "给予补贴",
    }
    return Offer(base | row, conditions, siblings)


def state(asked: Offer, person: Person, people: People = PEOPLE) -> str:
    return match_offer(asked, offer_node(asked, person, people), person, people, "2026-11-30").state


def asks(asked: Offer, person: Person) -> tuple[str, ...]:
    return judge(offer_node(asked, person, PEOPLE)).asks


def test_groups_are_alternatives_and_within_a_group_all_hold(graph: Graph) -> None:
    academician = {"category": "院士", "hire": "全职", "degree": "博士"}
    told = {"young": {"age": "50"}, "old": {"age": "60"}, "old_served": {"age": "60", "service_years": "3"}, "none": {}}
    found = {name: graph.match(academician | more, cities=["云泽"]).offer(SUBSIDY) for name, more in told.items()}
    states = {name: offer and (offer.state, offer.asks) for name, offer in found.items()}
    assert states == {
        "young": ("met", ()),
        "old": ("undecided", ("service_years",)),
        "old_served": ("met", ()),
        "none": ("undecided", ("age", "service_years")),
    }


def test_the_first_question_is_the_one_that_decides_most(graph: Graph) -> None:
    matching = graph.match({"degree": "博士"}, cities=["云泽"])
    ranks = [(question.decides, len(question.offers)) for question in matching.questions]
    assert ranks == sorted(ranks, reverse=True) and ranks[0][0] > 0
    assert {key for city in matching.cities for key in city.questions} == {question.key for question in matching.questions}


def test_an_offer_without_a_recorded_condition_is_left_to_the_office(graph: Graph) -> None:
    found = graph.match({"category": "高校毕业生"}, cities=["云泽"]).offer("yunze-2021-5/i2/funding/1")
    assert found and (found.state, found.asks, found.cautions) == ("undecided", (), ("no_condition",))


def test_a_matching_travels_as_json(graph: Graph) -> None:
    matching = graph.match({"degree": "博士", "yes": "返乡"})
    assert read_matching(matching.to_json()) == matching


def test_a_day_may_be_written_short(graph: Graph) -> None:
    assert graph.match({}, cities=["云泽"], as_of="20240501") == graph.match({}, cities=["云泽"], as_of="2024-05-01")


def test_wrong_answers_are_refused(graph: Graph) -> None:
    for told in (
        {"degree": "很高"},
        {"age": "abc"},
        {"age": "7"},
        {"yes": "没有这个条件"},
        {"category": "没有这类人"},
        {"complete": "yes"},
    ):
        with pytest.raises(UnknownValue):
            graph.match(told)
    with pytest.raises(UnknownValue):
        graph.match({}, cities=["没有的市"])
    with pytest.raises(UnknownParameter):
        graph.match({"salary": "1"})


@pytest.mark.parametrize(
    "told",
    [
        {"yes": "院士", "no": "院士"},
        {"yes": "院士", "no": "高层次人才"},
        {"degree": "博士", "no": "人才"},
        {"degree": "硕士", "yes": "博士"},
    ],
)
def test_answers_that_contradict_each_other_are_refused(graph: Graph, told: dict[str, str]) -> None:
    with pytest.raises(InvalidArgument):
        graph.match(told)


def test_a_merit_is_for_the_office_to_see_and_no_is_no() -> None:
    asked = offer(condition("other", "贡献突出"), categories=["academician"])
    assert (state(asked, Person(yes=frozenset({"category:academician"}))), asks(asked, Person())) == (
        "undecided",
        ("category:academician",),
    )
    assert (
        state(offer(condition("hire_mode", "全职"), categories=["high-level"]), Person(degree="master", hire="full_time", complete=True))
        == "not_met"
    )
    claimed = Person(hire="full_time", yes=frozenset({"category:high-level"}))
    assert state(offer(condition("hire_mode", "全职"), categories=["high-level"]), claimed) == "undecided"


def test_that_no_other_category_is_named_refuses_nobody_who_usually_is_of_it() -> None:
    asked = offer(condition("hire_mode", "全职"), categories=["graduate"])
    assert state(asked, Person(degree="doctor", hire="full_time", complete=True)) == "undecided"
    assert state(asked, Person(degree="none", hire="full_time", complete=True)) == "not_met"


def test_a_higher_degree_is_refused_only_where_the_same_words_give_it_an_offer_of_its_own() -> None:
    master = condition("degree", "硕士")
    doctor = Person(degree="doctor")
    assert state(offer(master, categories=["master"]), doctor) == "undecided"
    assert state(offer(master, categories=["master"], siblings=(condition("degree", "博士"),)), doctor) == "not_met"
    assert state(offer(condition("degree", "硕士", comparator="ge"), categories=["master"]), doctor) == "met"


def test_how_a_degree_was_studied_for_decides_only_with_the_degree() -> None:
    asked = offer(condition("degree", "全日制硕士"), categories=["master"])
    in_service = Person(study="in_service")
    assert (state(asked, in_service), asks(asked, in_service)) == ("undecided", ("degree",))
    assert state(asked, replace(in_service, degree="master")) == "not_met"
    assert (state(asked, replace(in_service, degree="doctor")), asks(asked, replace(in_service, degree="doctor"))) == ("undecided", ())


def test_a_category_that_a_condition_does_not_speak_of_is_asked_besides() -> None:
    flexible = offer(condition("hire_mode", "柔性"), categories=["academician", "flexible"])
    assert state(flexible, Person(hire="flexible", no=frozenset({"category:academician"}))) == "not_met"
    assert asks(flexible, Person(hire="flexible")) == ("category:academician",)


def test_alternatives_of_their_own_people_are_alternatives() -> None:
    asked = offer(condition("degree", "博士", 1), condition("other", "院士", 2), categories=["doctor", "academician"])
    assert state(asked, Person(degree="doctor")) == "met"
    assert state(asked, Person(degree="master", yes=frozenset({"category:academician"}))) == "met"
    assert state(asked, Person(degree="master", complete=True)) == "not_met"


def test_several_kinds_of_people_of_whom_some_hold_are_for_the_office() -> None:
    asked = offer(condition("hire_mode", "全职"), categories=["academician", "skilled"])
    some = Person(hire="full_time", yes=frozenset({"category:skilled"}), no=frozenset({"category:academician"}))
    assert state(asked, some) == "undecided"
    assert state(asked, replace(some, yes=frozenset(), complete=True)) == "not_met"


def test_what_may_go_to_a_body_is_never_called_met() -> None:
    person = Person(degree="doctor")
    assert state(offer(condition("degree", "博士"), categories=["doctor"], per=None), person) == "undecided"
    assert (
        state(offer(condition("degree", "博士"), categories=["doctor"], offer="measure", kind="finance", per=None), person) == "undecided"
    )
    assert state(offer(condition("degree", "博士"), categories=["doctor"], offer="measure", kind="housing", per=None), person) == "met"


def test_words_that_call_the_people_otherwise_are_for_the_office() -> None:
    person = Person(employer="university", yes=frozenset({"category:skilled"}))
    public = condition("employer", "事业单位")
    assert state(offer(public, categories=["skilled"], quote="允许事业单位奖励科技成果完成者"), person) == "undecided"
    assert state(offer(public, categories=["skilled"], quote="允许事业单位奖励技能人才"), person) == "met"


def test_an_honour_that_names_the_recipient_is_enough() -> None:
    asked = offer(recipient="“雾岭工匠”", programs=["eagle"], categories=["skilled"])
    assert state(asked, Person(yes=frozenset({"program:eagle"}))) == "met"
    assert state(asked, Person(no=frozenset({"program:eagle"}))) == "not_met"
    assert asks(offer(recipient="“雾岭工匠”等人才", programs=["eagle"], categories=["skilled"]), Person()) == (
        "program:eagle",
        "category:skilled",
    )


def test_an_employer_is_one_of_a_wider_kind_and_words_beside_it_are_asked() -> None:
    public = offer(condition("employer", "事业单位"), categories=["doctor"], quote="事业单位的博士")
    assert state(public, Person(degree="doctor", employer="university")) == "met"
    assert state(public, Person(degree="doctor", employer="private_enterprise")) == "not_met"
    city = condition("employer", "市属事业单位")
    assert asks(offer(city, categories=["doctor"]), Person(degree="doctor", employer="university")) == (city.key,)
    school = condition("employer", "公立医院")
    assert asks(offer(school, categories=["doctor"]), Person(degree="doctor", employer="public_institution")) == (school.key,)


persons = st.builds(
    Person,
    **{name: st.none() | st.sampled_from(list(choices(name))) for name in ("degree", "study", "title", "hire", "coming", "employer")},
    age=st.none() | st.integers(18, 70),
    native=st.sampled_from([None, "雾岭", "云泽"]),
    service_years=st.none() | st.integers(0, 10),
    yes=st.sets(st.sampled_from(["category:academician", "category:graduate", "program:eagle", "school:双一流"])).map(frozenset),
    no=st.sets(st.sampled_from(["category:skilled", "category:high-level", "school:双一流"])).map(frozenset),
    complete=st.booleans(),
)
CONDITIONS = [
    *(condition("degree", value, comparator=how) for value in ("博士", "全日制硕士", "研究生", "紧缺专业的本科生") for how in ("eq", "ge")),
    *(condition("employer", value) for value in ("事业单位", "市属国有企业", "园区")),
    *(condition("origin", value) for value in ("新引进", "引进", "雾岭籍", "市外")),
    *(condition("title", value) for value in ("高级职称", "院士")),
    condition("age", "40", comparator="le"), condition("service_years", "5", comparator="ge", quote="签订5年服务合同"),
    condition("hire_mode", "全职引进"), condition("hire_mode", "柔性"), condition("school", "双一流"), condition("other", "业绩突出"),
]  # fmt: skip
offers = st.builds(
    lambda conditions, groups, categories, programs: offer(
        *(replace(c, group=group) for c, group in zip(conditions, groups, strict=False)),
        categories=sorted(categories),
        programs=programs,
        recipient="“雾岭工匠”",
    ),
    st.lists(st.sampled_from(CONDITIONS), min_size=1, max_size=5),
    st.lists(st.integers(1, 3), min_size=5, max_size=5),
    st.sets(st.sampled_from(sorted(NAMES))),
    st.sampled_from([[], ["eagle"]]),
)
FIELDS = ("degree", "study", "title", "hire", "coming", "employer", "age", "native", "service_years")


def agrees(person: Person) -> bool:
    try:
        check_consistent(person, PEOPLE)
    except InvalidArgument:
        return False
    return True


@settings(max_examples=300)
@given(persons.filter(agrees), st.sets(st.sampled_from([*FIELDS, "yes", "no"])), offers)
def test_answers_added_never_turn_what_is_decided(person: Person, untold: set[str], asked: Offer) -> None:
    nothing = Person()
    answers = {"yes", "no"} if person.complete else set()
    before = replace(person, **{name: getattr(nothing, name) for name in untold - answers})
    if (truth := judge(offer_node(asked, before, PEOPLE)).truth) is not None:
        assert judge(offer_node(asked, person, PEOPLE)).truth is truth


@settings(max_examples=100)
@given(persons.filter(agrees), offers, st.randoms(use_true_random=False))
def test_the_order_of_conditions_does_not_matter(person: Person, asked: Offer, random: object) -> None:
    turned = Offer(asked.row, tuple(reversed(asked.conditions)), asked.siblings)
    one, other = (judge(offer_node(each, person, PEOPLE)) for each in (asked, turned))
    assert (one.truth, set(one.asks)) == (other.truth, set(other.asks))


@given(offers)
def test_whoever_told_nothing_is_refused_nothing(asked: Offer) -> None:
    assert judge(offer_node(asked, Person(), PEOPLE)).truth is None


def test_a_condition_that_no_city_has_is_refused_and_one_of_another_city_kept(graph: Graph) -> None:
    conditions = graph.answer("conditions").rows
    own = next(row["id"] for row in conditions if row["city"] == "云泽市")
    assert graph.match({"yes": own}, cities=["雾岭"]).person["yes"] == own
    with pytest.raises(UnknownValue, match="conditions/9999"):
        graph.match({"yes": "yunze-2021-5/i1/conditions/9999"}, cities=["云泽"])
