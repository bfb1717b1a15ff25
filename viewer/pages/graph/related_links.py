"""Links from a thing to other pages."""

from __future__ import annotations

from collections.abc import Iterator

from kg.neighbourhood import Node
from viewer.links import Link, to_agency, to_city, to_question, to_source

_SOURCE, _DUTIES, _ROWS, _CITY = ":material/article:", ":material/account_balance:", ":material/table_view:", ":material/location_city:"


def related_links(node: Node) -> Iterator[tuple[Link, str, str]]:
    """Each link with the catalog key of its label and its icon."""
    named = node.id.split("/", 1)[1]
    match node.kind:
        case "Agency" | "AgencyGroup":
            yield to_agency(node.city, named), "to_agency", _DUTIES
            yield to_question("responsibilities", agency=named), "to_responsibilities", _ROWS
        case "Programme":
            yield to_question("offers", program=named), "to_offers", _ROWS
        case "TalentCategory":
            yield to_question("offers", category=named), "to_offers", _ROWS
        case "Indicator":
            yield to_question("figures", indicator=named), "to_figures", _ROWS
        case "Place":
            yield to_city(node.name), "to_place", _CITY
            yield to_agency(node.name), "to_city", _DUTIES
        case "PolicyDocument":
            yield to_source(document=named), "to_source", _SOURCE
            yield to_question("clauses", document=named), "to_clauses", _ROWS
        case "Clause":
            yield to_source(clause=named), "to_source", _SOURCE
        case _:
            return
