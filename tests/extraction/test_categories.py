"""Talent categories of made-up texts: by nouns, by modifiers before 人才, by classes of letters, by names in quotation marks."""

from __future__ import annotations

import pytest

from kg.extraction.categories.vocabulary import Entry, chains, entries, wholes
from tests.extraction.drafting import drafted


def used(clause: str) -> dict[str, str]:
    """Name as written -> name of the category, of a clause that says this."""
    text = f"云泽市人才工作若干措施\n一、总则\n为做好人才工作，制定本措施。\n二、内容\n（一）有关措施。{clause}\n（二）其他。其他事项。\n"
    found = drafted(text, "categories")
    assert not found.refused
    registry = found.source.names.registry.entries["category"]
    return {draft.fact.record.name: registry[draft.fact.record.category].name for draft in found.drafts}  # type: ignore[attr-defined]


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.example)
def test_each_entry_of_the_vocabulary_reads_its_example(entry: Entry) -> None:
    if entry.part == "whole":
        read = {(entry.example[start:end], one.category) for start, end, one in wholes(entry.example)}
        assert (entry.found, entry.category) in read
    else:
        read = {(entry.example[chain.start : chain.end], name) for chain in chains(entry.example) for name in chain.categories}
        assert (entry.found, entry.category or "专业技术人才") in read


def test_modifiers_before_one_head_are_as_many_categories() -> None:
    text = "云泽市人才工作若干措施\n一、引才\n（一）引才。引进高层次创新创业人才。\n（二）其他。其他事项。\n"
    found = drafted(text, "categories")
    names = {found.source.names.registry.entries["category"][one.fact.record.category].name for one in found.drafts}  # type: ignore[attr-defined]
    assert names == {"高层次人才", "创新创业人才"}


def test_the_field_that_leading_talent_leads_is_no_category_of_its_own() -> None:
    assert used("引进科技创新领军人才。") == {"科技创新领军人才": "领军人才"}


@pytest.mark.parametrize(
    ("clause", "why"),
    [
        ("建设院士工作站。", "a platform's name says nothing of people"),
        ("落实《云泽市高技能人才培养办法》。", "the title of a document says nothing of people"),
        ("创新人才引进机制。", "创新 is what is done"),
        ("加强人才工作。", "人才 alone is no category"),
        ("建设B类企业孵化园。", "a class of firms"),
    ],
)
def test_words_that_say_nothing_of_people(clause: str, why: str) -> None:
    assert used(clause) == {}, why


def test_classes_of_letters_are_the_places_own() -> None:
    found = drafted("云泽市措施\n一、补贴\n（一）购房。对C、D类人才给予补贴。\n（二）其他。其他事项。\n", "categories")
    proposed = {one.id: one for one in found.registry}
    assert {one.fact.record.category for one in found.drafts} == {"910100-class-c", "910100-class-d"}  # type: ignore[attr-defined]
    assert proposed["910100-class-c"].row["name"] == "云泽市C类人才"
    assert proposed[proposed["910100-class-c"].row["scheme"]].row["place"] == "910100"


def test_a_range_of_classes_is_every_class_in_it_and_another_places_are_not_its_own() -> None:
    found = drafted(
        "云泽市措施\n一、分类\n（一）分类。将省A—E类人才分类拓展为本市A—C类，享受人才政策。\n（二）其他。其他事项。\n", "categories"
    )
    assert sorted(one.fact.record.category[-1] for one in found.drafts) == ["a", "b", "c"]  # type: ignore[attr-defined]


def test_a_name_in_quotation_marks_is_a_category_of_the_place() -> None:
    assert used("对“云泽名匠”人才给予奖励。") == {"“云泽名匠”人才": "“云泽名匠”人才"}


def test_a_category_stands_once_a_clause_where_the_clause_acts_on_the_people() -> None:
    text = "云泽市措施\n一、引才\n（一）引进高技能人才。高技能人才仍然不足。对高技能人才给予奖励。\n（二）其他。其他事项。\n"
    (draft,) = drafted(text, "categories").drafts
    assert "对高技能人才" in draft.fact.evidence.quote


def test_a_category_that_the_registry_lacks_is_proposed_below_all_talent() -> None:
    found = drafted("云泽市措施\n一、引才\n（一）引才。引进低空经济人才。\n（二）其他。其他事项。\n", "categories")
    (proposed,) = (one for one in found.registry if one.kind == "category")
    entries = found.source.names.registry.entries["category"]
    assert proposed.row["scheme"] == "common"
    assert entries[proposed.row["broader"]].name == "人才"
