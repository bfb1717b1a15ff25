"""Cited documents in the registry: found by number or title, else proposed with issuer, level and place."""

from __future__ import annotations

import re
from collections import Counter

from kg.extraction.documents.titles import title_key
from kg.extraction.source import DraftSource
from kg.intake.divisions import CHINA, division, parents
from kg.intake.head.places import places_of
from kg.intake.registration import missing_rows
from kg.model.records import Span
from kg.model.registry import CitedDocument
from kg.text.quotes import without_whitespace

_BODY = r"(?:人民政府|政府|国务院|党委|省委|市委|区委|县委|委员会|中共中央|局|厅|部|办公厅|办公室|法院|检察院|银行|党组|协会)"
_ISSUER = re.compile(rf"(?P<issuer>(?:[\u4e00-\u9fa5]{{0,20}}?{_BODY}[、\s]*)+)(?=关于|印发|$)")
_BETWEEN_BODIES = re.compile(r"(?<=[局厅部会府院办室委])[ \u3000]+(?=[\u4e00-\u9fa5])")
_ISSUER_BEFORE = re.compile(rf"(?:^|[，。；：]|按照|根据|依据|落实|执行|贯彻|全面)(?P<issuer>(?:[\u4e00-\u9fa5]{{0,16}}?{_BODY}、?)+)$")
_NATIONAL = re.compile(
    r"中共中央|国务院|中华人民共和国|全国|国家|最高人民|中国人民银行|(?![省市区县州])[\u4e00-\u9fa5]{2,10}部(?:办公厅)?(?:关于|等|$)"
)
_OWN_LEVEL = (("自治区", "province"), ("省", "province"), ("市", "city"), ("县", "county"), ("区", "county"))
_PLACE_LETTERS = 18
"""How many letters at the beginning of a title may name its place."""


def cited_document(source: DraftSource, title: str, number: str | None, before: str, span: Span) -> str:
    """The id of the document. `before` are the words right before its title: 中共中央、国务院, 自治区. `span` holds its title."""
    for name in filter(None, (number, title)):
        for entry in source.names.find("cited_document", name):
            if isinstance(entry, CitedDocument) and not (name == title and number and entry.number):
                return entry.id
    issuer = _issuer(_BETWEEN_BODIES.sub("、", source.text[slice(*span)]), before)
    where = _where(source, _place(source, f"{issuer or ''}{title}", before))
    id_ = source.names.new_id("document", number or title_key(title))
    row = {"id": id_, "title": title or number, "number": number, "issuer": issuer, "source": source.names.source}
    return source.names.propose("cited_document", id_, row | where, span)


def _issuer(title: str, before: str) -> str | None:
    """The bodies that begin a title as it is written, else those right before it."""
    match = _ISSUER.match(without_whitespace(title).lstrip("《")) or _ISSUER_BEFORE.search(before)
    return match["issuer"].strip("、 ") if match else None


def _where(source: DraftSource, place: str | None) -> dict[str, str]:
    """Level and place; the places that the registry lacks are proposed."""
    if place is None or (division(place) is None and source.names.registry.place(place) is None):
        return {}
    for row in missing_rows(source.names.registry, place, (), source.names.source).places:
        source.names.propose("place", row["code"], row, (0, 0))
    held = source.names.registry.place(place)
    return {"place": place, "level": held.level} if held else {}


def _place(source: DraftSource, named: str, before: str) -> str | None:
    """The code of the place that the title, or the words before it, name."""
    if _NATIONAL.match(named) or _NATIONAL.search(before):
        return CHINA
    if chain := places_of(named[:_PLACE_LETTERS].removeprefix("中共").removeprefix("关于"), Counter()):
        return chain[-1].code
    codes = {one.level: one.code for one in parents(source.place)}
    if own := source.names.registry.place(source.place):
        codes[own.level] = source.place
    for letters, level in _OWN_LEVEL:
        if level in codes and before.endswith((letters, f"{letters}委", f"{letters}政府")):
            return codes[level]
    return None
