"""Figures for reports: what is said stands in them, at print size, as letters, and text stays text."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import pytest
from PIL import Image

from kg.errors import UnknownFormat
from kg.export.chart import chart_drawing
from kg.export.figure import Caption, Drawing, Mark, figure_bytes, figure_svg
from kg.export.network_picture import network_drawing, network_legend
from kg.export.node_text import lay_out
from kg.export.text_width import wide, wrapped
from kg.neighbourhood import Link, Network, Node

HOSTILE = '<img src=x onerror=alert(1)>"&\x0b]]>'
NETWORK = Network(
    (Node("a", "Agency", HOSTILE, "云泽市"), Node("b", "Task", "建设人才公寓"), Node("c", "AgencyGroup", "各区")),
    (Link("a", "leads", "b"), Link("a", "supports", "b"), Link("a", "worksWith", "c"), Link("a", "leads", "a")),
)
CHART = {
    "data": {"values": [{"city": "云泽市", "sum": 5}, {"city": "雾岭市", "sum": 30}]},
    "height": 60,
    "layer": [{"mark": "bar", "encoding": {"x": {"field": "sum", "type": "quantitative"}, "y": {"field": "city", "type": "nominal"}}}],
}
CAPTION = Caption(
    "安家补助", "资料来源：2 份文件。", (Mark("最低", "#3f72a8", hollow=True), Mark("共同任务", "#6b6457", shape="", dashes=(2, 4)))
)


def words(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def size(svg: str) -> tuple[float, float]:
    root = ET.fromstring(svg)
    assert root.attrib["width"].endswith("mm")
    return float(root.attrib["width"][:-2]), float(root.attrib["height"][:-2])


def test_a_chart_has_its_words_and_what_is_said_around_it() -> None:
    svg = figure_svg(chart_drawing(CHART), CAPTION)
    assert {"安家补助", "资料来源：2 份文件。", "最低", "共同任务", "云泽市", "雾岭市"} <= set(words(svg))
    assert size(svg)[0] == 160


def test_png_is_of_print_size() -> None:
    image = Image.open(io.BytesIO(figure_bytes(Drawing("", 1200, 300), CAPTION, "png")))
    assert image.width == pytest.approx(160 / 25.4 * 300, abs=1)
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_a_picture_has_names_signs_and_legend() -> None:
    caption = Caption("图谱", "资料来源：云泽市。", network_legend(NETWORK, {"Agency": "机构", "leads": "牵头"}))
    svg = figure_svg(network_drawing(NETWORK, lay_out(NETWORK)), caption)
    said = "".join(words(svg))
    assert all(name in said for name in ("建设人才公寓", "机构", "牵头", "云泽市", "<img src=x"))
    assert "<img" not in svg
    ends = [path for path in svg.splitlines() if "marker-end" in path]
    assert len(ends) == 2
    assert sum("Q" in path for path in ends) == 1, "two lines between the same two things are told apart"


def test_characters_follow_the_language() -> None:
    assert "Ag" in words(figure_svg(network_drawing(NETWORK, lay_out(NETWORK), "en"), CAPTION))


def test_an_empty_picture_is_drawn() -> None:
    assert size(figure_svg(network_drawing(Network((), ()), {}), CAPTION))[1] > 0


def test_another_format_is_named() -> None:
    with pytest.raises(UnknownFormat, match="svg, png"):
        figure_bytes(Drawing("", 10, 10), CAPTION, "gif")


@pytest.mark.parametrize(
    "text", ["资料来源：《云泽市“十四五”人才发展规划》、《雾岭市规划》。", "Zhengmai version 0123456789ab", "a" * 90, "", "x"]
)
def test_lines_are_no_wider_than_their_room_and_lose_nothing(text: str) -> None:
    lines = wrapped(text, 12)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(wide(line) <= 13 for line in lines)
    assert not any(line.startswith(("。", "》", "、")) for line in lines)
