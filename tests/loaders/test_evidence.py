"""The proof of a row: quote and context at their offsets, figures, names and words stated by them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from kg.errors import DataIssue
from kg.loaders.csvfile import Row
from kg.loaders.evidence import ParsedSource
from kg.model.facts import Citation, Fact, FundingOffer, Measure, Responsibility, Target, Task
from kg.model.records import Evidence
from kg.text.clauses import read_clauses
from kg.text.outline import Outline
from kg.text.quotes import normalise

TEXT = """前言：人才强市。
一、引进人才
总体要求明确。
1.给予院士 50
- 1 -
万元补助，按30%贴息，由市财政局负责。
2.给予博士10万元补助，给予博士10万元安家费。
注：单位为万人。
二、培养人才
1.给予院士50万元补助
乱码乱码重复的话。
人才总量 5 7
"""
OUTLINE = Outline.model_validate(
    {
        "title": "made up",
        "levels": [
            {"kind": "chapter", "prefix": "c", "depth": 1, "numbering": "chinese", "pattern": "(?P<number>[一二三])、(?P<heading>[^。\n]+)"},
            {"kind": "item", "prefix": "i", "depth": 2, "pattern": r"(?P<number>\d)\.(?P<heading>[^。\n]+)"},
        ],
    }
)  # fmt: skip
NOISE = [r"^- \d+ -$"]
GARBLED = (TEXT.index("乱码"), TEXT.index("重复的话"))
ROW = Row(7, {})


@pytest.fixture
def source() -> ParsedSource:
    return ParsedSource(TEXT, normalise(TEXT, NOISE), read_clauses(TEXT, OUTLINE), [GARBLED], NOISE)


def offer(**cells: object) -> FundingOffer:
    cells = {"clause": "c1-i1", "quote": "给予院士50万元补助", "kind": "grant", "value_text": "补助", "period": "unspecified", **cells}
    return FundingOffer.model_validate(cells)


def issue_of(source: ParsedSource, record: Fact) -> DataIssue:
    evidence, [issue] = source.prove(record, "funding.csv", ROW)
    assert evidence is None
    assert (issue.file, issue.row) == ("funding.csv", 7)
    return issue


def test_a_quote_is_found_over_white_space_and_page_numbers(source: ParsedSource) -> None:
    evidence, issues = source.prove(offer(), "funding.csv", ROW)
    quote = "给予院士 50\n- 1 -\n万元补助"
    start = TEXT.index(quote)
    assert not issues and evidence == Evidence(start, start + len(quote), quote, ())


def test_words_that_are_nowhere_come_with_the_most_similar_ones(source: ParsedSource) -> None:
    issue = issue_of(source, offer(quote="给予院士60万元补助，按30%贴息"))
    assert (issue.column, str(issue.expected), issue.nearest) == ("quote", "words of clause c1-i1", "“给予院士50万元补助，按30%贴息”")


def test_the_most_similar_words_may_begin_the_clause(source: ParsedSource) -> None:
    assert issue_of(source, offer(clause="c1-i2", quote="2.给予博士10万块补助")).nearest == "“2.给予博士10万元补助”"


def test_letters_that_a_long_clause_has_often_count_for_likeness() -> None:
    text = "一、引进人才\n" + "人才人才，引才引才。" * 40 + "引进人才的人才。\n"
    source = ParsedSource(text, normalise(text), read_clauses(text, OUTLINE), [])
    assert issue_of(source, offer(clause="c1", quote="引才引才。引进人才的人材。")).nearest == "“引才引才。引进人才的人才。”"


def test_words_without_any_likeness_have_no_hint(source: ParsedSource) -> None:
    assert issue_of(source, offer(quote="完全不同")).nearest is None
    assert issue_of(source, offer(quote="院土")).nearest is None
    assert issue_of(source, offer(quote="予院士吗")).nearest is None


def test_a_short_quote_is_like_words_that_hold_it_but_for_white_space(source: ParsedSource) -> None:
    assert issue_of(source, offer(quote="由市财政厅负责。")).nearest == "“由市财政局负责。”"


def test_words_of_another_clause_are_told_with_that_clause(source: ParsedSource) -> None:
    issue = issue_of(source, offer(quote="给予博士10万元补助"))
    assert (str(issue.expected), issue.nearest) == ("words of clause c1-i1; these stand in c1-i2", None)
    assert str(issue_of(source, offer(clause="c2", quote="单位为万人")).expected).endswith("these stand in c1-i2")
    assert str(issue_of(source, offer(quote="前言：人才强市")).expected).endswith("these stand in preamble")


def test_all_clauses_that_hold_the_words_are_told_in_order(source: ParsedSource) -> None:
    assert str(issue_of(source, offer(clause="c1-i2", quote="给予院士50万元补助")).expected).endswith("these stand in c1-i1, c2-i1")


def test_words_that_stand_twice_must_be_longer(source: ParsedSource) -> None:
    issue = issue_of(source, offer(clause="c1-i2", quote="给予博士10万元"))
    assert (issue.column, str(issue.found)) == ("quote", "“给予博士10万元” 2 times in c1-i2")
    assert str(issue.expected) == "words found once: lengthen the quote"


def test_the_clause_must_hold_the_words_itself(source: ParsedSource) -> None:
    issue = issue_of(source, offer(clause="c1"))
    assert (issue.column, str(issue.found), str(issue.expected)) == ("clause", "“c1”", "the clause that holds the quote itself: c1-i1")


def test_a_quote_that_begins_in_the_clause_and_ends_in_a_part_of_it(source: ParsedSource) -> None:
    assert issue_of(source, offer(clause="c1", quote="明确。1.给予院士50万元")).column == "clause"


def test_a_quote_that_begins_in_a_part_and_ends_behind_it() -> None:
    outline = OUTLINE.model_copy(update={"levels": [*OUTLINE.levels[:1], OUTLINE.levels[1].model_copy(update={"ends": "^注"})]})
    text = "一、引进人才\n1.给予院士50万元补助\n注：单位为万人"
    source = ParsedSource(text, normalise(text), read_clauses(text, outline), [])
    issue = issue_of(source, offer(clause="c1", quote="50万元补助注：单位"))
    assert (issue.column, str(issue.expected)) == ("clause", "the clause that holds the quote itself: c1-i1")
    evidence, _ = source.prove(Task(clause="c1", quote="注：单位为万人", title="单位为万人"), "f", ROW)
    assert evidence is not None and evidence.end == len(text)


def test_a_quote_may_not_reach_into_words_that_the_scan_spoilt(source: ParsedSource) -> None:
    issue = issue_of(source, offer(clause="c2-i1", quote="万元补助乱码"))
    assert (issue.column, str(issue.found), str(issue.expected)) == (
        *("quote", "“万元补助乱码”"),
        "words outside the faults of the scan that document.yaml records",
    )
    assert source.prove(offer(clause="c2-i1", amount_min=Decimal(500_000), amount_max=Decimal(500_000)), "f", ROW)[0]


@pytest.mark.parametrize(
    ("words", "clause", "place"),
    [
        ("由市财政局负责", "c1-i1", "由市财政局负责"),
        ("总体要求明确", "c1-i1", "总体要求明确"),
        ("人才强市", "c1-i1", "人才强市"),
        ("前言：人才", "c1-i1", "前言：人才"),
        ("人才总量", "c1-i1", "人才总量"),
    ],
)
def test_context_is_found_in_the_clause_above_it_or_in_the_document(source: ParsedSource, words: str, clause: str, place: str) -> None:
    evidence, issues = source.prove(offer(clause=clause, context=[words]), "f", ROW)
    assert not issues and evidence is not None
    assert evidence.context == ((TEXT.index(place), TEXT.index(place) + len(place)),)


def test_context_in_the_clause_comes_before_the_same_words_elsewhere(source: ParsedSource) -> None:
    evidence, _ = source.prove(offer(clause="c2-i1", context=["院士50万元"]), "f", ROW)
    assert evidence is not None and evidence.context[0][0] > TEXT.index("二、")


def test_context_keeps_the_order_of_the_row(source: ParsedSource) -> None:
    evidence, _ = source.prove(offer(context=["人才总量", "人才强市"]), "f", ROW)
    assert evidence is not None and [TEXT[a:b] for a, b in evidence.context] == ["人才总量", "人才强市"]


def test_context_that_is_nowhere_or_twice_or_spoilt_is_told(source: ParsedSource) -> None:
    twice = issue_of(source, offer(clause="c1-i2", quote="给予博士10万元安家费", context=["给予博士"]))
    assert (twice.column, str(twice.found), str(twice.expected)) == ("context", "“给予博士” 2 times", "words found once: lengthen them")
    nowhere = issue_of(source, offer(context=["由市财政厅负责"]))
    assert (nowhere.column, str(nowhere.found)) == ("context", "“由市财政厅负责”")
    assert (str(nowhere.expected), nowhere.nearest) == ("words of the document", "“由市财政局负责”")
    spoilt = issue_of(source, offer(context=["乱码乱码重复"]))
    assert (spoilt.column, str(spoilt.found), str(spoilt.expected)) == ("context", "“乱码乱码重复”", "words of the document")


def test_all_faults_of_quote_and_context_are_told_at_once(source: ParsedSource) -> None:
    _, issues = source.prove(offer(quote="没有的话", context=["也没有", "人才强市", "还是没有"]), "f", ROW)
    assert [issue.column for issue in issues] == ["quote", "context", "context"]


@pytest.mark.parametrize(
    ("cells", "column", "expected"),
    [
        ({"amount_max": Decimal(50)}, "amount_max", "a sum in yuan that the words state: 50万元 (500000 元) in “给予院士 50 万元补助”"),
        (
            {"amount_min": Decimal(100_000)},
            "amount_min",
            "a sum in yuan that the words state: 50万元 (500000 元) in “给予院士 50 万元补助”",
        ),
        (
            {"rate_min": Decimal("0.3")},
            "rate_min",
            "a rate as a fraction that the words state: 50万元 (500000 元) in “给予院士 50 万元补助”",
        ),
    ],
)
def test_figures_that_the_quote_does_not_state(source: ParsedSource, cells: dict[str, object], column: str, expected: str) -> None:
    issue = issue_of(source, offer(**cells))
    assert (issue.column, str(issue.found), str(issue.expected)) == (column, str(cells[column]), expected)


def test_all_words_of_the_evidence_are_told(source: ParsedSource) -> None:
    record = offer(clause="c2-i1", context=["人才强市"], amount_max=Decimal(5))
    assert str(issue_of(source, record).expected).endswith("in “给予院士50万元补助；人才强市”")


def test_figures_may_stand_in_the_context(source: ParsedSource) -> None:
    record = offer(
        **dict.fromkeys(("amount_min", "amount_max"), Decimal(500_000)),
        **dict.fromkeys(("rate_min", "rate_max"), Decimal("0.3")),
        context=["按30%贴息"],
    )
    evidence, issues = source.prove(record, "f", ROW)
    assert evidence and not issues


def test_every_figure_of_a_row_is_held_against_the_quote(source: ParsedSource) -> None:
    _, issues = source.prove(offer(amount_min=Decimal(1), amount_max=Decimal(2), rate_max=Decimal("0.9")), "f", ROW)
    assert [issue.column for issue in issues] == ["amount_min", "amount_max", "rate_max"]


def test_a_part_of_a_figure_proves_nothing(source: ParsedSource) -> None:
    row = {"clause": "c1-i2", "kind": "grant", "period": "unspecified", **dict.fromkeys(("amount_min", "amount_max"), Decimal(100_000))}
    assert source.prove(FundingOffer.model_validate(row | {"quote": "博士10万元补助，"}), "f", ROW)[0]
    for quote in ("0万元补助", "补助，给予博士10万"):
        record = FundingOffer.model_validate(row | {"quote": quote})
        evidence, issues = source.prove(record, "f", ROW)
        assert evidence is None and issues


def test_what_is_inferred_need_not_be_stated_and_the_rest_must(source: ParsedSource) -> None:
    record = offer(amount_min=Decimal(7), amount_max=Decimal(8), inferred=["amount_min"])
    assert [issue.column for issue in source.prove(record, "f", ROW)[1]] == ["amount_max"]


def test_cells_of_a_table_stay_apart(source: ParsedSource) -> None:
    row = {"clause": "c2-i1", "quote": "人才总量 5 7", "indicator": "x", "indicator_name": "人才总量"}
    assert source.prove(Target.model_validate(row | {"value_max": Decimal(7)}), "f", ROW)[0]
    issue = issue_of(source, Target.model_validate(row | {"value_max": Decimal(57)}))
    assert (issue.column, str(issue.expected)) == ("value_max", "a number that the words state: 5 (5), 7 (7) in “人才总量 5 7”")


def test_the_name_of_an_agency_stands_in_the_quote(source: ParsedSource) -> None:
    cells = {"clause": "c1-i1", "quote": "由市财政局负责", "role": "lead", "basis": "assigned"}
    assert source.prove(Responsibility.model_validate(cells | {"agency": "市 财政局"}), "f", ROW)[0]
    issue = issue_of(source, Responsibility.model_validate(cells | {"agency": "市人社局"}))
    assert (issue.column, str(issue.found)) == ("agency", "“市人社局”")
    assert str(issue.expected) == "a name that the quote contains: “由市财政局负责”"


def test_written_words_stand_in_the_clause_or_the_context(source: ParsedSource) -> None:
    cells = {"clause": "c1-i1", "quote": "给予院士50万元补助"}
    assert source.prove(Task.model_validate(cells | {"title": "由市财政局 负责"}), "f", ROW)[0]
    assert source.prove(Task.model_validate(cells | {"title": "人才总量", "context": ["人才总量 5"]}), "f", ROW)[0]
    issue = issue_of(source, Task.model_validate(cells | {"title": "人才总量"}))
    assert (issue.column, str(issue.found), str(issue.expected)) == ("title", "“人才总量”", "words of clause c1-i1 or of the context")


def test_the_clause_at_an_offset(source: ParsedSource) -> None:
    second = source.tree.clauses["c1-i2"].start
    assert source.clause_at(second) == "c1-i2"
    assert source.clause_at(second - 1) == "c1-i1"
    assert source.clause_at(0) == "preamble"
    assert source.clause_at(len(TEXT) - 1) == "c2-i1"


def test_a_quote_typed_otherwise_is_published_as_the_source_writes_it(source: ParsedSource) -> None:
    record = offer(quote="给予院士５０万元补助,按３０％贴息", context=["一､引进人才", "注:单位为万人"], value_text="贴息,由市财政局")
    evidence, issues = source.prove(record, "funding.csv", ROW)
    assert not issues and evidence is not None
    assert evidence.quote == TEXT[evidence.start : evidence.end] == "给予院士 50\n- 1 -\n万元补助，按30%贴息"
    assert [TEXT[start:end] for start, end in evidence.context] == ["一、引进人才", "注：单位为万人"]


def test_context_as_it_is_anywhere_comes_before_folded_context_in_the_clause() -> None:
    text = "前言：（试行）有效。\n一、引进\n1.这里(试行)无效\n"
    source = ParsedSource(text, normalise(text), read_clauses(text, OUTLINE), [])
    record = Task.model_validate({"clause": "c1-i1", "quote": "这里", "title": "这里", "context": ["（试行）"]})
    evidence, issues = source.prove(record, "f", ROW)
    assert not issues and evidence is not None and evidence.context == ((text.index("（"), text.index("（") + 4),)


@pytest.mark.parametrize("number", ["郑政办[2026]30号", "郑政办［2026］30号", "郑政办（2026）30号"])
def test_the_number_of_a_cited_document_is_stated_whatever_its_brackets(number: str) -> None:
    text = "依据郑政办〔2026〕30号制定。\n"
    source = ParsedSource(text, normalise(text), read_clauses(text, OUTLINE), [])
    cells = {"clause": "preamble", "quote": number, "cited": "x", "relation": "based_on"}
    evidence, issues = source.prove(Citation.model_validate(cells | {"cited_number": number}), "f", ROW)
    assert not issues and evidence is not None and evidence.quote == "郑政办〔2026〕30号"
    assert source.prove(Citation.model_validate(cells | {"cited_number": number.replace("30", "31")}), "f", ROW)[0] is None


WINDOW = "申报时间为2024年3月1日至2024年4月30日，逾期每年9月受理，给予10万元贷款。\n"


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ({"apply_from": "2024-03-01", "apply_until": "2024-04-30"}, []),
        ({"apply_from": "2024-03", "apply_until": "2024-04"}, []),
        ({"apply_window": "每年9月"}, []),
        ({"apply_from": "2024-03-02"}, ["apply_from"]),
        ({"apply_until": "2024-05"}, ["apply_until"]),
        ({"apply_window": "每年10月"}, ["apply_window"]),
    ],
)
def test_when_an_offer_may_be_applied_for_is_stated(cells: dict[str, str], columns: list[str]) -> None:
    source = ParsedSource(WINDOW, normalise(WINDOW), read_clauses(WINDOW, OUTLINE), [])
    sums = dict.fromkeys(("amount_min", "amount_max"), Decimal(100_000))
    money = offer(clause="preamble", quote=WINDOW.strip(), kind="loan", value_text=None, **sums, **cells)
    measure = Measure.model_validate({"clause": "preamble", "quote": WINDOW.strip(), "instrument": "finance", "text": "给予贷款", **cells})
    for record in (money, measure):
        evidence, issues = source.prove(record, "f", ROW)
        assert [issue.column for issue in issues] == columns
        assert (evidence is None) is bool(columns)


def test_an_offer_ends_after_it_begins() -> None:
    with pytest.raises(ValidationError, match="apply_from 2024-05 is after apply_until 2024-04-30; expected days in order"):
        offer(apply_from="2024-05", apply_until="2024-04-30")
    assert offer(apply_from="2024-04", apply_until="2024-04-30").apply_from == "2024-04"
    assert offer(apply_from="2024-04-30", apply_until="2024-04").apply_until == "2024-04"


CELLS = "一、购房补贴（万元）\nA类人才 50\n1.另给予 20\n"
ROWS = Outline.model_validate(
    {
        "title": "made up",
        "levels": [
            *(level.model_dump() for level in OUTLINE.levels),
            {"kind": "row", "prefix": "r", "depth": 2, "numbering": "ordinal", "pattern": "(?P<heading>[A-Z]类人才)"},
        ],
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("clause", "quote", "yuan", "columns"),
    [
        ("c1-r1", "A类人才 50", 500_000, []),
        ("c1-r1", "A类人才 50", 50, ["amount_min", "amount_max"]),
        ("c1-i1", "另给予 20", 200_000, ["amount_min", "amount_max"]),
    ],
)
def test_a_row_of_a_table_has_the_unit_of_its_head(clause: str, quote: str, yuan: int, columns: list[str]) -> None:
    source = ParsedSource(CELLS, normalise(CELLS), read_clauses(CELLS, ROWS), [])
    sums = dict.fromkeys(("amount_min", "amount_max"), Decimal(yuan))
    record = offer(clause=clause, quote=quote, **sums, value_text=None, context=["购房补贴（万元）"])
    assert [issue.column for issue in source.prove(record, "f", ROW)[1]] == columns
