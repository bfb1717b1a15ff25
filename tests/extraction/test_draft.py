"""Drafts are proven, stable, and the rows that curated data would hold."""

from __future__ import annotations

from kg.extraction.proof import prove
from kg.extraction.proposal import Draft, Proposal, Refusal
from kg.extraction.tables import draft_tables
from tests.extraction.drafting import drafted, shared, source_of

TEXT = """云泽市人才工作若干措施
一、引进人才
（一）支持企业引才。对新引进的博士，给予20万元补贴。（市财政局、市人社局）
（二）支持企业引才育才。对新引进的博士，给予20万元奖励。
"""


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_a_proposal_that_the_words_do_not_state_is_refused() -> None:
    source = source_of(TEXT)
    values = {"kind": "subsidy", "amount_min": "30", "amount_max": "30", "period": "unspecified"}
    found = prove(Proposal("funding", "c1-s1", _span(TEXT, "给予20万元补贴"), values, "test"), source)
    assert isinstance(found, Refusal)
    assert "20" in found.reasons[0]


def test_words_that_stand_twice_in_a_clause_are_widened() -> None:
    text = "云泽市人才措施\n一、补贴\n对博士给予补贴，对硕士给予补贴，按10万元、5万元。\n"
    source = source_of(text)
    clause = next(path for path, one in source.clauses.items() if one.number)
    start = text.rindex("给予补贴")
    found = prove(Proposal("measures", clause, (start, start + 4), {"instrument": "housing", "text": "给予补贴"}, "test"), source)
    assert isinstance(found, Draft)
    assert found.fact.evidence.quote == "对硕士给予补贴"


def test_a_name_that_the_registry_lacks_is_proposed_and_waited_for() -> None:
    source = source_of(TEXT)
    values = {"agency": "市海洋局", "role": "lead", "basis": "assigned"}
    text = TEXT.replace("市人社局", "市海洋局")
    source = source_of(text)
    clause = next(path for path, one in source.clauses.items() if one.number == "（一）")
    found = prove(Proposal("responsibilities", clause, _span(text, "市财政局、市海洋局"), values, "test"), source)
    assert isinstance(found, Draft)
    (id_,) = found.needs
    assert source.names.proposed[id_].row["name"] == "市海洋局"


def test_the_same_text_gives_the_same_drafts() -> None:
    one, other = (draft_tables(drafted(TEXT), shared()) for _ in range(2))
    assert one == other
    assert [row["title"] for row in one["tasks"]]
