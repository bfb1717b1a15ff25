"""Walking through the content of a part: containers that show nothing of their own, alternatives, floating shapes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.intake.docx.lines import cleaned
from kg.intake.docx.names import COMPATIBILITY, DRAWING, PLACED, VML, integer, local, value, w
from kg.intake.docx.package import RELATIONSHIP

if TYPE_CHECKING:
    from lxml import etree

_CONTAINERS = {"customXml", "smartTag", "ins", "moveTo"}
_KNOWN = {"wps", "wpg", "wpc", "wpi", "wp14", "w14", "w15", "w16", "w16se", "w16cid", "a14", "v", "cx", "am3d", "aink"}
"""Prefixes of the additions to the format whose content is read (`Requires` of `mc:Choice`)."""
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_EMBEDDED = "{urn:schemas-microsoft-com:office:office}OLEObject"
_LARGE = 60 * 360_000**2
"""Square English Metric Units: 60 cm², beyond the seals and marks of offices. A larger picture may hold words."""


@dataclass(frozen=True)
class Shape:
    """What floats over the text: the content of a text box, or lines of words drawn otherwise."""

    content: etree._Element | None
    lines: tuple[str, ...] = ()
    above: bool = False
    """Whether it stands above the paragraph that it is fixed to."""


def children(element: etree._Element) -> Iterator[etree._Element]:
    """The children, with those of containers in their place; a content control of a table of contents is given as it is."""
    for child in element:
        name = local(child)
        if name in _CONTAINERS:
            yield from children(child)
        elif name == "sdt" and not is_table_of_contents(child):
            content = child.find(w("sdtContent"))
            if content is not None:
                yield from children(content)
        elif name == f"{COMPATIBILITY}AlternateContent":
            chosen = branch(child)
            if chosen is not None:
                yield from children(chosen)
        elif name:
            yield child


def is_table_of_contents(control: etree._Element) -> bool:
    """Whether a content control (`w:sdt`) holds the table of contents."""
    gallery = control.find(f"{w('sdtPr')}/{w('docPartObj')}")
    return (value(gallery, "docPartGallery") or "") == "Table of Contents"


def branch(alternatives: etree._Element) -> etree._Element | None:
    """The one of the alternatives (`mc:AlternateContent`) to read: the first that is understood and holds something."""
    fallback = alternatives.find(f"{COMPATIBILITY}Fallback")
    for choice in alternatives.findall(f"{COMPATIBILITY}Choice"):
        if set((choice.get("Requires") or "").split()) <= _KNOWN and (len(choice) or fallback is None):
            return choice
    return fallback


def shapes(element: etree._Element) -> Iterator[Shape]:
    """The text boxes and drawn words in a drawing or picture, each once."""
    yield from _shapes(element, _stands_above(element))


def pictures(element: etree._Element) -> Iterator[tuple[str, bool]]:
    """Relationship and whether it is large, of each picture in a drawing, picture or object."""
    extent = element.find(f".//{PLACED}extent")
    width, height = (integer(extent.get(side)) or 0 for side in ("cx", "cy")) if extent is not None else _vml_size(element)
    for child in _images(element):
        yield child.get(f"{RELATIONSHIP}embed") or child.get(f"{RELATIONSHIP}id") or "", width * height >= _LARGE


def embedded(element: etree._Element) -> Iterator[str]:
    """What charts and objects of other programs are, in a drawing or object: `Excel.Sheet.12`, `Equation.3`, `chart`."""
    for child in element.iter(_CHART, _EMBEDDED):
        yield child.get("ProgID") or local(child).rpartition("}")[2]


def diagrams(element: etree._Element) -> Iterator[str]:
    """The relationships of the data of diagrams (SmartArt)."""
    return (child.get(f"{RELATIONSHIP}dm") or "" for child in element.iter(_DIAGRAM))


def drawn_words(root: etree._Element) -> tuple[str, ...]:
    """The paragraphs of DrawingML below `root`, as lines."""
    paragraphs = ("".join(run.text or "" for run in paragraph.iter(f"{DRAWING}t")) for paragraph in root.iter(f"{DRAWING}p"))
    return tuple(line for line in (cleaned(paragraph).strip() for paragraph in paragraphs) if line)


def _shapes(element: etree._Element, above: bool) -> Iterator[Shape]:
    for child in element:
        name = local(child)
        if name == "txbxContent":
            yield Shape(child, above=above)
        elif name == f"{COMPATIBILITY}AlternateContent":
            chosen = branch(child)
            if chosen is not None:
                yield from _shapes(chosen, above)
        elif name == f"{VML}textpath":
            yield Shape(None, tuple(filter(None, [cleaned(child.get("string") or "").strip()])), above)
        elif name == f"{DRAWING}txBody":
            yield Shape(None, drawn_words(child), above)
        elif name:
            yield from _shapes(child, above)


def _images(element: etree._Element) -> Iterator[etree._Element]:
    """The pictures in a drawing, without those in its text boxes, which are read with these."""
    for child in element:
        name = local(child)
        if name in (f"{DRAWING}blip", f"{VML}imagedata"):
            yield child
        elif name and name != "txbxContent":
            yield from _images(child)


def _stands_above(element: etree._Element) -> bool:
    """Whether a drawing is placed by the page, or higher than the paragraph that it is fixed to."""
    position = element.find(f"{PLACED}anchor/{PLACED}positionV")
    if position is None:
        return False
    offset = integer(position.findtext(f"{PLACED}posOffset"))
    return position.get("relativeFrom") in ("page", "margin", "topMargin") or (offset is not None and offset < 0)


def _vml_size(element: etree._Element) -> tuple[float, float]:
    """Width and height of a VML shape in English Metric Units, of those given in points."""
    shape = element.find(f"{VML}shape")
    style = dict(part.split(":", 1) for part in ((shape.get("style") if shape is not None else "") or "").split(";") if ":" in part)
    return _points(style.get("width", "")), _points(style.get("height", ""))


def _points(text: str) -> float:
    figures = text.strip().removesuffix("pt")
    return float(figures) * 12_700 if text.strip().endswith("pt") and figures.replace(".", "", 1).isdecimal() else 0.0
