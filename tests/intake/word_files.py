"""Word documents made of their parts, for tests."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "settings": "settings",
    "header": "header",
    "comments": "comments",
}
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def word_file(path: Path, body: str, parts: Mapping[str, str] | None = None, *, files: Mapping[str, bytes] | None = None) -> Path:
    """A document with `body` and the content of the roots of other parts, by name. `files` are put into the archive as they are."""
    parts = dict(parts or {})
    links = "".join(f'<Relationship Id="rId{name}" Type="{_KIND}/{_TYPES[name]}" Target="{name}.xml"/>' for name in parts)
    links += "".join(
        f'<Relationship Id="{Path(name).stem}" Type="{_KIND}/image" Target="{name[5:]}"/>' for name in files or {} if "media" in name
    )
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_CONTENT}.{_TYPES[name]}+xml"/>' for name in parts)
    main = f'<Override PartName="/word/document.xml" ContentType="{_CONTENT}.document.main+xml"/>'
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>{main}{types}</Types>',
        "_rels/.rels": _relationships(f'<Relationship Id="rId1" Type="{_KIND}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(links),
        **{f"word/{name}.xml": f"<w:{_root(name)} {NAMESPACES}>{content}</w:{_root(name)}>" for name, content in parts.items()},
        **(files or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def paragraph(text: str = "", *, list_id: int | None = None, level: int | None = None, style: str = "", properties: str = "") -> str:
    """A paragraph with one run."""
    numbering = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    numbering += "" if list_id is None else f'<w:numId w:val="{list_id}"/>'
    own = (f'<w:pStyle w:val="{style}"/>' if style else "") + (f"<w:numPr>{numbering}</w:numPr>" if numbering else "") + properties
    return f"<w:p><w:pPr>{own}</w:pPr>{run(text) if text else ''}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def level(place: int, form: str, text: str, *, start: int | None = 1, more: str = "") -> str:
    """A level of an abstract list. `more` are elements after its format: `w:lvlRestart`, `w:pStyle`, `w:isLgl`, `w:suff` in this order."""
    begun = "" if start is None else f'<w:start w:val="{start}"/>'
    return f'<w:lvl w:ilvl="{place}">{begun}<w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(abstract: Sequence[str], lists: Mapping[int, tuple[int, str]]) -> str:
    """The content of the part `numbering`: levels of each abstract list; list -> its abstract list and its overrides."""
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{id_}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for id_, levels in enumerate(abstract)
    )
    return made + "".join(
        f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{own}"/>{overrides}</w:num>' for id_, (own, overrides) in lists.items()
    )


def start_at(place: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{place}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def cell(content: str, *, span: int = 1, merge: str | None = None) -> str:
    """A cell. `merge`: `restart` or `continue` of a cell that is merged with those below it."""
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += "" if merge is None else f'<w:vMerge w:val="{merge}"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else paragraph(content)}</w:tc>"


def _root(name: str) -> str:
    return "hdr" if name == "header" else name


def _relationships(content: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{content}</Relationships>'
