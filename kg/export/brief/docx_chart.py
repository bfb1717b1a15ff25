"""Charts of a Word document: DrawingML (ECMA-376, part 1, 21.2) with literal data, so that Word draws, scales and prints them itself.

python-docx has no charts: the part is added by its package interface.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from kg.export.brief.model import CHART_COLOURS, Chart

if TYPE_CHECKING:
    from docx.document import Document

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION = f"{_R}/chart"
_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_EMU = 36_000
"""English metric units of a millimetre."""
_ROW, _FRAME, _WIDTH = 7, 24, 165
"""Millimetres: of a label, of title and axis, of the chart."""


def add_chart(document: Document, chart: Chart) -> None:
    """Append the chart in a paragraph of its own."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    number = sum(part.content_type == _TYPE for part in document.part.package.iter_parts()) + 1
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _TYPE, chart_xml(chart), document.part.package)
    id_ = document.part.relate_to(part, _RELATION)
    height = (_ROW * len(chart.labels) + _FRAME) * _EMU
    document.add_paragraph().add_run().element.append(_frame(id_, number, chart.title, _WIDTH * _EMU, height))


def chart_xml(chart: Chart) -> bytes:
    """The chart part. Labels stand from top to bottom; a value stands at its bar."""
    space = etree.Element(f"{{{_C}}}chartSpace", nsmap={"c": _C, "a": _A, "r": _R})
    body = _add(space, "chart")
    title = _add(body, "title")
    _rich(_add(_add(title, "tx"), "rich"), chart.title, 1100)
    _add(title, "overlay", val="0")
    _add(body, "autoTitleDeleted", val="0")
    area = _add(body, "plotArea")
    _add(area, "layout")
    bars = _add(area, "barChart")
    _add(bars, "barDir", val="bar")
    _add(bars, "grouping", val="stacked")
    _add(bars, "varyColors", val="0")
    for place, (name, values) in enumerate(chart.series):
        _series(bars, place, name, chart, [value.text for value in values])
    _add(bars, "gapWidth", val="45")
    _add(bars, "overlap", val="100")
    for id_ in ("1", "2"):
        _add(bars, "axId", val=id_)
    _axis(area, "catAx", "1", "2", "l", "maxMin")
    _axis(area, "valAx", "2", "1", "b", "minMax")
    if len(chart.series) > 1:
        legend = _add(body, "legend")
        _add(legend, "legendPos", val="b")
        _add(legend, "overlay", val="0")
    _add(body, "plotVisOnly", val="1")
    content: bytes = etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def _series(bars: Any, place: int, name: str, chart: Chart, values: list[str]) -> None:
    series = _add(bars, "ser")
    _add(series, "idx", val=str(place))
    _add(series, "order", val=str(place))
    text = _add(_add(series, "tx"), "strRef")
    _add(text, "f").text = name
    _points(_add(text, "strCache"), [name])
    fill = etree.SubElement(_add(series, "spPr"), f"{{{_A}}}solidFill")
    etree.SubElement(fill, f"{{{_A}}}srgbClr", val=CHART_COLOURS[place % len(CHART_COLOURS)])
    labels = _add(series, "dLbls")
    _add(labels, "numFmt", formatCode="#,##0.##;;", sourceLinked="0")
    _white(_add(labels, "txPr"))
    for shown in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize"):
        _add(labels, shown, val="1" if shown == "showVal" else "0")
    _points(_add(_add(series, "cat"), "strLit"), chart.labels)
    _points(_add(_add(series, "val"), "numLit"), ["" if value == "0" else value.replace(",", "") for value in values])


def _points(parent: Any, values: Any) -> None:
    if parent.tag.endswith("numLit"):
        _add(parent, "formatCode").text = "General"
    _add(parent, "ptCount", val=str(len(values)))
    for place, value in enumerate(values):
        if value:
            _add(_add(parent, "pt", idx=str(place)), "v").text = value


def _axis(area: Any, kind: str, id_: str, crossing: str, position: str, orientation: str) -> None:
    axis = _add(area, kind)
    _add(axis, "axId", val=id_)
    _add(_add(axis, "scaling"), "orientation", val=orientation)
    _add(axis, "delete", val="0" if kind == "catAx" else "1")
    _add(axis, "axPos", val=position)
    _add(axis, "majorTickMark", val="none")
    _add(axis, "minorTickMark", val="none")
    _add(axis, "tickLblPos", val="low")
    _add(axis, "crossAx", val=crossing)


def _rich(rich: Any, text: str, size: int) -> None:
    etree.SubElement(rich, f"{{{_A}}}bodyPr")
    paragraph = etree.SubElement(rich, f"{{{_A}}}p")
    run = etree.SubElement(paragraph, f"{{{_A}}}r")
    etree.SubElement(run, f"{{{_A}}}rPr", sz=str(size), b="0")
    etree.SubElement(run, f"{{{_A}}}t").text = text


def _white(text: Any) -> None:
    etree.SubElement(text, f"{{{_A}}}bodyPr")
    properties = etree.SubElement(etree.SubElement(etree.SubElement(text, f"{{{_A}}}p"), f"{{{_A}}}pPr"), f"{{{_A}}}defRPr", sz="900")
    etree.SubElement(etree.SubElement(properties, f"{{{_A}}}solidFill"), f"{{{_A}}}srgbClr", val="FFFFFF")


def _add(parent: Any, name: str, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{_C}}}{name}", **attributes)


def _frame(id_: str, number: int, title: str, width: int, height: int) -> Any:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    drawing = parse_xml(
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'r')}><wp:inline><wp:extent cx='{width}' cy='{height}'/>"
        f"<wp:docPr id='{number}' name='c{number}'/>"
        f"<a:graphic><a:graphicData uri='{_C}'><c:chart xmlns:c='{_C}' r:id='{id_}'/></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    drawing.find(".//{*}docPr").set("descr", title)
    return drawing
