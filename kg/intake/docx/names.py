"""Names of elements and attributes of WordprocessingML, and how their values are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML = "{urn:schemas-microsoft-com:vml}"
_STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": WORD,
    "http://purl.oclc.org/ooxml/officeDocument/relationships": RELATIONSHIPS,
    "http://purl.oclc.org/ooxml/officeDocument/math": MATH[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/main": DRAWING[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": PLACED[1:-1],
}
"""Namespaces of the strict form (ISO/IEC 29500-1) -> those of the transitional one, which this package reads."""
_FALSE = {"0", "false", "off"}


def w(name: str) -> str:
    """The qualified name of an element or attribute of WordprocessingML."""
    return f"{{{WORD}}}{name}"


def local(element: etree._Element) -> str:
    """The name of an element of WordprocessingML without its namespace; of any other, its qualified name; of a comment, nothing."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.removeprefix(f"{{{WORD}}}")


def value(element: etree._Element | None, name: str) -> str | None:
    """`w:val` of the child `name`."""
    child = None if element is None else element.find(w(name))
    return None if child is None else child.get(w("val"))


def number(element: etree._Element | None, name: str) -> int | None:
    """`w:val` of the child `name` as an integer, or None where there is none or it is no integer."""
    return integer(value(element, name))


def integer(text: str | None) -> int | None:
    """An integer of up to nine digits, else None."""
    text = (text or "").strip()
    return int(text) if text.lstrip("+-").isdecimal() and len(text) < 10 else None


def switch(element: etree._Element | None, name: str) -> bool | None:
    """The child `name` as a property that is on or off (ST_OnOff); None where it is not said."""
    child = None if element is None else element.find(w(name))
    return None if child is None else (child.get(w("val")) or "true").lower() not in _FALSE


def as_transitional(root: etree._Element) -> etree._Element:
    """`root` with the namespaces of the transitional form, in place."""
    used = {uri for uri in root.nsmap.values() if uri in _STRICT}
    if not used:
        return root
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = _renamed(element.tag)
            for name in list(element.attrib):
                if _renamed(str(name)) != name:
                    element.set(_renamed(str(name)), element.attrib.pop(name))
    return root


def _renamed(name: str) -> str:
    uri, _, rest = name[1:].partition("}")
    return f"{{{_STRICT[uri]}}}{rest}" if name.startswith("{") and uri in _STRICT else name
