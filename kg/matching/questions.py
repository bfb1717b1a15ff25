"""Which questions still matter, and which of them decides most offers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.matching.logic import Node, decides
from kg.matching.matched import OfferMatch
from kg.matching.people import People
from kg.matching.person import FIELDS, Question
from kg.matching.statements import Statements


def ranked_questions(
    found: Iterable[OfferMatch], nodes: Mapping[str, Node], people: People, statements: Statements
) -> tuple[Question, ...]:
    """Every question that an undecided offer still asks. First the one some answer to which decides most offers; of equals the one that
    more offers ask, then fields of the person, in their order.
    """
    asking: dict[str, list[str]] = defaultdict(list)
    for match in found:
        for key in match.asks:
            asking[key].append(match.id)
    questions = [_question(key, ids, nodes, people, statements) for key, ids in asking.items()]
    order = {name: number for number, name in enumerate(FIELDS)}
    return tuple(sorted(questions, key=lambda q: (-q.decides, -len(q.offers), order.get(q.key, len(order)), q.key)))


def _question(key: str, ids: list[str], nodes: Mapping[str, Node], people: People, statements: Statements) -> Question:
    deciding = sum(decides(nodes[id_], key) for id_ in ids)
    if key in FIELDS:
        return Question(key, "field", "", ids[0], tuple(ids), deciding)
    if key in people.names:
        return Question(key, key.partition(":")[0], people.names[key], ids[0], tuple(ids), deciding)
    words, condition = statements.values[key]
    return Question(key, condition.kind, words, condition.id, tuple(ids), deciding, condition.quote)
