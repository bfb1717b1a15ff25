"""Named schemes, plans, prizes, cards, platforms, funds, contests and regimes: one row a clause and programme."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.extraction.programmes.entries import entry_of, resolve
from kg.extraction.programmes.known import KnownNames, unquoted
from kg.extraction.programmes.mention import REFERS, Named, mention
from kg.extraction.programmes.reading import read
from kg.extraction.proposal import Proposal
from kg.extraction.source import DraftSource
from kg.extraction.stretches import stretches
from kg.text.clauses import CONTENTS, LETTER, PREAMBLE, SIGNATURE
from kg.text.quotes import folded

_OWN_KINDS = ("plan", "project")
"""A plan in the title is the document itself; a strategy there is a programme."""
_WEAK = {"programmes.token": 5}
"""A voucher without quotation marks may be an amount of it; where the clause names it in them, that is the place."""
_PAST = re.compile("发展基础|发展现状|面临的?形势|工作回顾")
_RANK = {"defines": 6, "continues": 4, "refers": 2}


def extract(source: DraftSource) -> Iterator[Proposal]:
    """One row a clause and programme, at the words that say most of it: what sets it up, before what carries it on."""
    best: dict[tuple[str, str], tuple[int, Proposal]] = {}
    cores: dict[str, dict[str, str]] = defaultdict(dict)
    known = KnownNames(source)
    title, past = folded(source.title), _past(source)
    for stretch in stretches(source):
        if stretch.clause in (LETTER, CONTENTS, SIGNATURE):
            continue
        for named in read(stretch, source, known):
            if stretch.clause == PREAMBLE and named.kind in _OWN_KINDS and not named.id and folded(named.full_name) in title:
                continue
            span, name = stretch.span(named.start, named.end), stretch.words[named.start : named.end]
            id_ = _shorter(named, name, cores[stretch.clause]) or resolve(source, named, span)
            if not named.id:
                cores[stretch.clause].setdefault(_core(name), id_)
            entry = entry_of(source, id_)
            does = mention(stretch.words, named.start, entry.kind, entry.owner == source.place) if stretch.clause not in past else REFERS
            rank = _RANK[does] - stretch.heading - _WEAK.get(named.origin, 0)
            if rank > best.get((stretch.clause, id_), (-9,))[0]:
                values = {"program": id_, "name": name, "mention": does}
                best[stretch.clause, id_] = rank, Proposal("programs", stretch.clause, span, values, named.origin)
    for _, proposal in best.values():
        yield proposal


def _past(source: DraftSource) -> set[str]:
    """The clauses that tell what was reached before, by their headings: 发展基础."""
    return {
        path
        for path, clause in source.clauses.items()
        if any(_PAST.search(one.heading or "") for one in (clause, *source.parsed.tree.ancestors(path)))
    }


def _core(name: str) -> str:
    return unquoted(folded(name))[0]


def _shorter(named: Named, name: str, cores: dict[str, str]) -> str | None:
    """The programme of the clause whose name holds this one, or is held by it: 云泽服务券 and “云泽服务券”."""
    if named.id or named.shared:
        return None
    core = _core(name)
    return next((id_ for other, id_ in cores.items() if core in other or other in core), None)


__all__ = ["Named", "extract"]
