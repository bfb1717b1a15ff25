"""What is understood of a file, as lines to read, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator

from kg.i18n import Message, message, text
from kg.intake.page_content import character_width
from kg.intake.understanding import Understood, document_json, doubts_json

_MOST_CLAUSES = 40
_MOST_DOUBTS = 12
_LONGEST_HEADING = 44
_LABELS = {
    "title": message("understood.head.title"),
    "number": message("understood.head.number"),
    "issuer": message("understood.head.issuer"),
    "issued": message("understood.head.issued"),
    "effective": message("understood.head.effective"),
    "valid_until": message("understood.head.valid_until"),
    "place": message("understood.head.place"),
    "status": message("understood.head.status"),
}
_LEVELS = {
    "national": message("understood.level.national"),
    "province": message("understood.level.province"),
    "city": message("understood.level.city"),
    "county": message("understood.level.county"),
    "other": message("understood.level.other"),
}
_DOUBTS = {
    "low_confidence": message("understood.doubt.low_confidence"),
    "line_gap": message("understood.doubt.line_gap"),
    "readings_differ": message("understood.doubt.readings_differ"),
    "furniture": message("understood.doubt.furniture"),
    "hidden_text": message("understood.doubt.hidden_text"),
    "unreadable": message("understood.doubt.unreadable"),
    "several_documents": message("understood.doubt.several_documents"),
    "not_a_clause": message("understood.doubt.not_a_clause"),
}


def head_lines(understood: Understood) -> Iterator[str]:
    """One line a value: what it is, and whether it is inferred."""
    head = document_json(understood.head, understood.read.text)
    values: dict[str, str | Message | None] = {key: head[key] for key in ("title", "number", "issued", "effective", "valid_until")}
    values["issuer"] = "、".join(head["issuer"])
    if understood.head.place and understood.head.level:
        values["place"] = f"{head['place_name']} {head['place']}{text('understood.in_brackets', words=_LEVELS[understood.head.level])}"
    values["status"] = message("understood.status.draft") if head["draft"] else None
    width = max(_width(str(label)) for label in _LABELS.values())
    for key, label in _LABELS.items():
        if key == "status" and not head["draft"]:
            continue
        value = values.get(key) or message("understood.not_stated")
        inferred = text("understood.inferred") if head["words"].get(key, {}).get("inferred") else ""
        yield f"{label}{' ' * (width - _width(str(label)))}  {value}{inferred}"


def clause_lines(understood: Understood, most: int = _MOST_CLAUSES) -> Iterator[str]:
    """The numbered clauses, indented by their depth, at most `most` of them."""
    clauses = understood.tree.clauses
    numbered = [clause for clause in clauses.values() if clause.number or clause.heading]
    yield text("understood.clauses", count=len(numbered))
    for clause in numbered[:most]:
        depth = sum(1 for above in understood.tree.ancestors(clause.path))
        words = clause.heading or understood.read.text[clause.start : clause.end].strip().partition("\n")[0]
        words = words.removeprefix(clause.number or "").lstrip("、.． \u3000")
        short = words if len(words) <= _LONGEST_HEADING else f"{words[:_LONGEST_HEADING]}…"
        yield f"{'  ' * (depth + 1)}{clause.number or ''} {short}".rstrip()
    if len(numbered) > most:
        yield text("understood.more", count=len(numbered) - most)


def doubt_lines(understood: Understood, most: int = _MOST_DOUBTS) -> Iterator[str]:
    """What a person should look at, at most `most` places."""
    doubts = list(doubts_json(understood))
    if not doubts:
        return
    yield text("understood.doubts", count=len(doubts))
    for doubt in doubts[:most]:
        page = text("understood.on_page", page=doubt["page"]) if doubt["page"] else ""
        words = doubt["found"] or understood.read.text[doubt["start"] : doubt["end"]]
        yield f"  {_DOUBTS[doubt['kind']]}{page}{text('understood.colon')}{' '.join(words.split())[:80]}"
    if len(doubts) > most:
        yield text("understood.more", count=len(doubts) - most)


def _width(words: str) -> int:
    """Columns on a terminal."""
    return round(2 * sum(map(character_width, words)))
