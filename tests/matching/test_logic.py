"""Three-valued logic: further answers never change what is decided, and the order of tests does not matter."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.matching.logic import FALSE, OFFICE, TRUE, All, Either, Leaf, Node, decides, judge

KEYS = "abcd"
leaves = st.sampled_from([TRUE, FALSE, OFFICE, *(Leaf(None, (key,)) for key in KEYS), Leaf(None, ("a", "b"))])
trees = st.recursive(
    leaves, lambda parts: st.lists(parts, max_size=4).flatmap(lambda found: st.sampled_from([All(tuple(found)), Either(tuple(found))]))
)
answers = st.dictionaries(st.sampled_from(KEYS), st.booleans())


@settings(max_examples=300)
@given(trees, answers, st.sampled_from(KEYS), st.booleans())
def test_an_answer_more_never_changes_what_is_decided(tree: Node, known: dict[str, bool], key: str, outcome: bool) -> None:
    before = judge(tree, known)
    after = judge(tree, {key: outcome} | known)
    assert before.truth is None or after.truth is before.truth


@given(trees, st.randoms())
def test_the_order_of_tests_does_not_matter(tree: Node, random: object) -> None:
    one, other = judge(tree), judge(mirrored(tree))
    assert (one.truth, set(one.asks), one.may_hold, one.may_fail) == (other.truth, set(other.asks), other.may_hold, other.may_fail)


def mirrored(tree: Node) -> Node:
    return tree if isinstance(tree, Leaf) else type(tree)(tuple(mirrored(part) for part in reversed(tree.parts)))


@given(trees)
def test_questions_are_asked_only_where_answers_can_still_decide(tree: Node) -> None:
    found = judge(tree)
    assert bool(found.asks) == (found.truth is None and (found.may_hold or found.may_fail))
    assert found.truth is not None or not any(decides(tree, key) for key in set(KEYS) - set(found.asks))


def test_what_no_longer_matters_is_not_asked() -> None:
    asks_a, asks_b = Leaf(None, ("a",)), Leaf(None, ("b",))
    assert judge(Either((TRUE, asks_a))).asks == ()
    assert judge(All((FALSE, asks_a))).asks == ()
    assert judge(Either((All((FALSE, asks_a)), asks_b))).asks == ("b",)
    assert judge(Either((OFFICE, All((OFFICE, asks_a))))).asks == ()
    assert judge(All((OFFICE, asks_a))).asks == ("a",)
    assert judge(All((Either((OFFICE, asks_b)), asks_a))).asks == ("b", "a")


def test_without_parts() -> None:
    assert judge(All(())).truth is True
    assert judge(Either(())).truth is False
