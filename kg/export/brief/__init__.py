"""Briefs (简报) of two to four pages: of a city, an agency, a talent category, or cities side by side, as Word or PDF.

Every number in a brief says by which question it can be had again; the official words stand as notes at its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.errors import InvalidArgument, UnknownFormat, UnknownValue
from kg.export.office import file_name_part
from kg.i18n import message

if TYPE_CHECKING:
    from kg.export.brief.model import Brief
    from kg.export.brief.reading import Reader
    from kg.interface import KnowledgeGraph

FORMATS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
"""Media types by format."""
MOST_CITIES = 6
"""As many columns as a page has room for."""


def brief_of(
    graph: KnowledgeGraph,
    *,
    cities: Sequence[str] = (),
    agency: str | None = None,
    category: str | None = None,
    as_of: str | None = None,
) -> Brief:
    """The brief of a category, else of an agency (of the city, where several have one of that name), else of a city or of several.

    Arguments are ids, names or aliases. `as_of`: the day whose status documents have; today without it. Raises UnknownValue where a name
    is unknown or ambiguous, or a city has no document; InvalidArgument where nothing is asked for, or more cities than fit a page.
    """
    from kg.export.brief.reading import Reader

    reader = Reader(graph, as_of)
    if category is not None:
        from kg.export.brief.people import category_brief

        return category_brief(reader, *_category(graph, category))
    if agency is not None:
        from kg.export.brief.agency import agency_brief
        from kg.export.ledger.reading import find_agency

        return agency_brief(reader, find_agency(graph, agency, cities[0] if cities else None).id)
    chosen = dict(place for city in cities for place in _places(reader, city))
    if not chosen:
        raise InvalidArgument(message("errors.invalid-argument.no_subject"))
    if len(chosen) > MOST_CITIES:
        raise InvalidArgument(message("errors.invalid-argument.too_many_cities", count=len(chosen), most=MOST_CITIES))
    if len(chosen) == 1:
        from kg.export.brief.city import city_brief

        return city_brief(reader, *chosen)
    from kg.export.brief.comparison import comparison_brief

    return comparison_brief(reader, list(chosen.items()))


def brief_bytes(brief: Brief, format: str) -> bytes:
    """Raises UnknownFormat."""
    if format == "docx":
        from kg.export.brief.docx import docx_bytes

        return docx_bytes(brief)
    if format == "pdf":
        from kg.export.brief.pdf import pdf_bytes

        return pdf_bytes(brief)
    raise UnknownFormat(format, list(FORMATS))


def brief_file_name(brief: Brief, format: str) -> str:
    """`石嘴山市人才政策简报.docx`."""
    return f"{file_name_part(brief.title)}.{format}"


def _places(reader: Reader, city: str) -> list[tuple[str, str]]:
    """Code and name of each place with a document that `city` names; of a province, of those below it."""
    found = {str(row["city_code"]): str(row["city"]) for row in reader.rows("documents", {"city": city, "as_of": reader.as_of})}
    if not found:
        held = {str(row["city"]) for row in reader.rows("documents", {"as_of": reader.as_of})}
        raise UnknownValue("city", city, message("errors.expected.place_with_document"), sorted(held))
    named = {code: name for code, name in found.items() if city in (code, name) or name.startswith(city)}
    return list((named or found).items())


def _category(graph: KnowledgeGraph, name: str) -> tuple[str, str]:
    graph.answer("offers", {"category": name}, limit=1)
    found = next(entity for entity in graph.find(name) if entity.type == "category")
    return found.id, found.name
