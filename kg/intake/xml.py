"""XML of documents, parsed without DTD, entities and network."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from kg.errors import UnreadableFile
from kg.i18n import message
from kg.intake.archives import damaged


def parse_xml(data: bytes, part: str) -> etree._Element:
    """The root of `data`. `part` names it in errors. Depth and sizes of nodes are bounded by libxml2 (XML_MAX_*, no XML_PARSE_HUGE).

    Raises UnreadableFile: not well-formed, too deep, or with a DTD, which no format of documents has and bombs are made of.
    """
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!DOCTYPE" in data.replace(b"\x00", b""):
            raise _with_dtd(part) from error
        raise damaged(Path(part), message("intake.part.broken", part=part)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _with_dtd(part)
    return root


def _with_dtd(part: str) -> UnreadableFile:
    return UnreadableFile(part, message("intake.fault.dtd", part=part), message("intake.remedy.dtd"))
