"""What lies on the desk: a clause with its drafts and gaps, or the sample of a class. The component draws it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from kg.model.facts import FACT_KINDS
from kg.model.records import Span
from kg.review.class_decisions import DraftClass
from kg.review.review import Review
from kg.review.views import ClauseView, Item, Proposal
from viewer.display.codes import FACTS, label
from viewer.display.entities import part_name
from viewer.i18n import language, t
from viewer.pages.review.wording import details, entry_details, reading
from viewer.shared_graph import SharedGraph

CLASS = "class:"
"""The begin of the path of a class's sample."""
_MOST_CLASSES = 12


def clause_name(clause: ClauseView) -> str:
    """`（三） 支持企业引才`; parts without a number are named by what they are."""
    return " ".join(filter(None, [clause.number, clause.heading])) or part_name(clause.path)


def desk(graph: SharedGraph, review: Review, clauses: Mapping[str, ClauseView], path: str) -> dict[str, Any]:
    """The clause `path`. Registry proposals that its drafts wait for come first: one decision settles many."""
    clause = clauses[path]
    items, proposals = review.items(path), review.proposals_for(path)
    return {
        "path": path,
        "name": clause_name(clause),
        "trail": _trail(clauses, clause),
        "read": clause.read,
        "texts": {path: _pieces(review.text, clause.own, items, proposals)},
        "facts": {kind: [[*pair] for pair in review.fact_choices(kind, path, language()).items()] for kind in FACT_KINDS},
        "items": [*(_entry(graph, one, path) for one in proposals), *(_item(review, item) for item in items)],
        "gaps": [[*gap.span, gap.words] for gap in review.gaps(path) if gap.span[1] - gap.span[0] < clause.span[1] - clause.span[0]],
    }


def class_desk(graph: SharedGraph, review: Review, clauses: Mapping[str, ClauseView], subject: str) -> dict[str, Any]:
    """The sample of a class, each draft with the words of its clause."""
    found = review.draft_class(subject)
    items = [review.item(draft) for draft in found.drawn]
    texts = {item.draft.clause: _pieces(review.text, clauses[item.draft.clause].own, [item]) for item in items}
    for path in texts:
        own = [item for item in items if item.draft.clause == path]
        texts[path] = _pieces(review.text, clauses[path].own, own)
    return {
        "path": f"{CLASS}{subject}",
        "name": class_name(graph, found),
        "trail": [t("review.sample_of", size=len(found.drawn), count=found.open + found.decided)],
        "read": False,
        "texts": texts,
        "facts": {},
        "names": {path: " › ".join([*_trail(clauses, clauses[path]), clause_name(clauses[path])]) for path in texts},
        "items": [_item(review, item) for item in items],
        "gaps": [],
        "class": {"subject": subject, "told": _told(found), "acceptable": found.acceptable and found.open > 0},
    }


def class_name(graph: SharedGraph, found: DraftClass) -> str:
    """`引用文件 · citations.titled`, or all drafts that were measured as good."""
    kind, _, origin = found.subject.partition("/")
    if kind == "*":
        return t("review.class_measured", percent=f"{100 * float(origin):g}")
    return f"{label(graph, FACTS, kind)} · {origin}"


def _told(found: DraftClass) -> str:
    if found.sample is None:
        return t("review.sample_none")
    values = {"size": found.sample.size, "faults": found.faults, "rest": found.open - (len(found.drawn) - found.looked_at)}
    if found.failed:
        return t("review.sample_failed", **values)
    name = "review.sample_right" if found.acceptable else "review.sample_open"
    return t(name, **values, bound=f"{100 * found.sample.bound:.1f}", level=f"{100 * found.sample.level:.0f}")


def classes(graph: SharedGraph, review: Review) -> list[list[Any]]:
    """The classes of which a sample saves work: path, name, open drafts, the size of the sample."""
    found = [one for one in review.classes() if one.sample is not None or one.needed < one.open][:_MOST_CLASSES]
    return [[f"{CLASS}{one.subject}", class_name(graph, one), one.open, one.needed] for one in found]


def _trail(clauses: Mapping[str, ClauseView], clause: ClauseView) -> list[str]:
    return [clause_name(above) for above in _above(clauses, clause)]


def _above(clauses: Mapping[str, ClauseView], clause: ClauseView) -> list[ClauseView]:
    above = clauses[clause.parent] if clause.parent else None
    return [*_above(clauses, above), above] if above else []


def _pieces(text: str, own: Sequence[Span], items: Sequence[Item], proposals: Sequence[Proposal] = ()) -> list[list[Any]]:
    """The words between two places where a draft begins or ends: offset, words, ids of drafts, ids of drafts that need them as context
    and of registry proposals that they name."""
    spans = [(item.draft.id, item.draft.span) for item in items]
    contexts = [(item.draft.id, one) for item in items for one in item.draft.context]
    contexts += [(one.entry.id, one.entry.span) for one in proposals]
    cuts = {place for _, span in (*spans, *contexts) for place in span}
    found: list[list[Any]] = []
    for start, end in own:
        for low, high in pairwise(sorted({start, end, *(cut for cut in cuts if start < cut < end)})):
            stated, further = ([id_ for id_, span in of if span[0] < high and low < span[1]] for of in (spans, contexts))
            found.append([low, text[low:high], stated, further])
    return found


def _item(review: Review, item: Item) -> dict[str, Any]:
    draft, outcome = item.draft, item.outcome
    return {
        "id": draft.id,
        "kind": draft.kind,
        "clause": draft.clause,
        "reading": reading(review, draft.kind, item.values),
        "details": details(review, draft.kind, item.values),
        "values": dict(item.values),
        "words": list(draft.span),
        "origin": draft.origin,
        "confidence": draft.confidence,
        "status": outcome.status,
        "by": outcome.by,
        "sampled": outcome.by_sample,
        "with_clause": outcome.with_clause,
        "sure": item.sure,
    }


def _entry(graph: SharedGraph, proposal: Proposal, path: str) -> dict[str, Any]:
    entry = proposal.entry
    return {
        "id": entry.id,
        "entry": entry.kind,
        "clause": path,
        "reading": entry.name,
        "details": entry_details(graph, entry),
        "values": dict(entry.row),
        "waiting": proposal.waiting,
        "status": "open",
    }


def overview(clauses: Sequence[ClauseView]) -> Iterator[list[Any]]:
    """Every clause for the list beside: path, name, depth, open drafts, whether it is done."""
    by_path = {clause.path: clause for clause in clauses}
    for clause in clauses:
        yield [clause.path, clause_name(clause), len(_above(by_path, clause)), clause.left, clause.done]


def words() -> dict[str, str]:
    """What the component says."""
    names = (
        *("accept", "reject", "edit", "mark_read", "add", "save", "cancel", "same", "help", "keys", "open", "accepted", "edited"),
        *("rejected", "waiting", "by_sample", "with_clause", "sure", "sure_left", "confidence", "unmeasured", "entry", "all_decided"),
        *("all_done", "no_drafts", "select_first", "kind", "clauses", "proven", "more_fields", "saved", "saving", "gaps"),
        *("classes", "accept_rest", "drawing"),
    )
    return {name: t(f"review.{name}") for name in names}
