"""The documents of an OFD with their pages, templates and resources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from kg.intake.ofd.objects import POINTS, Drawn, draw
from kg.intake.ofd.parts import Package, attribute, child, children, numbers, words

_A4 = (0.0, 0.0, 210.0, 297.0)


@dataclass
class Document:
    """A document: its part, its pages, and what they share."""

    part: str
    root: etree._Element
    templates: dict[str, str] = field(default_factory=dict)
    units: dict[str, etree._Element] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OfdPage:
    """What stands on a page of `width` × `height` points. `pictures`: the members of the package with those of `drawn`."""

    width: float
    height: float
    drawn: Drawn
    pictures: dict[str, str]


def documents(package: Package) -> list[Document]:
    """The documents of a package that are there."""
    parts = [package.find("OFD.xml", words(body, "DocRoot")) for body in children(package.root(), "DocBody")]
    return [_document(package, part) for part in parts if part is not None]


def _document(package: Package, part: str) -> Document:
    document = Document(part, package.xml(part))
    common = child(document.root, "CommonData")
    for template in children(common, "TemplatePage"):
        location = package.find(part, attribute(template, "BaseLoc"))
        if location is not None:
            document.templates[attribute(template, "ID")] = location
    for name in ("PublicRes", "DocumentRes"):
        for resource in children(common, name):
            _resources(package, part, (resource.text or ""), document.units, document.pictures)
    return document


def _resources(package: Package, base: str, location: str, units: dict[str, etree._Element], pictures: dict[str, str]) -> None:
    part = package.find(base, location)
    if part is None:
        return
    root = package.xml(part)
    folder = attribute(root, "BaseLoc")
    for unit in children(root, "CompositeGraphicUnits", "CompositeGraphicUnit"):
        units[attribute(unit, "ID")] = unit
    for media in children(root, "MultiMedias", "MultiMedia"):
        file = words(media, "MediaFile")
        found = package.find(part, f"{folder}/{file}" if folder else file) or package.find(part, file)
        if found is not None:
            pictures[attribute(media, "ID")] = found


def pages(package: Package, document: Document) -> Iterator[OfdPage]:
    """The pages of a document, in order; one whose part is missing is empty."""
    usual = _box(child(document.root, "CommonData", "PageArea")) or _A4
    drawn_templates: dict[str, etree._Element] = {}
    for page in children(document.root, "Pages", "Page"):
        part = package.find(document.part, attribute(page, "BaseLoc"))
        if part is None:
            yield OfdPage(usual[2] * POINTS, usual[3] * POINTS, Drawn(), {})
            continue
        root = package.xml(part)
        box = _box(child(root, "Area")) or usual
        units, pictures, drawn = dict(document.units), dict(document.pictures), Drawn()
        for resource in children(root, "PageRes"):
            _resources(package, part, (resource.text or ""), units, pictures)
        for template in children(root, "Template"):
            location = document.templates.get(attribute(template, "TemplateID"))
            if location is not None:
                if location not in drawn_templates:
                    drawn_templates[location] = package.xml(location)
                draw(drawn_templates[location], units, drawn)
        draw(root, units, drawn)
        yield OfdPage(box[2] * POINTS, box[3] * POINTS, drawn, pictures)


def _box(area: etree._Element | None) -> tuple[float, float, float, float] | None:
    """The physical box of a page: x, y, width, height in millimetres."""
    box = numbers(words(area, "PhysicalBox"))
    return (box[0], box[1], box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else None
