"""A chart of Vega-Lite as a drawing for a figure. It is drawn without a browser, and requests nothing."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from kg.export.figure import FONTS, PIXELS, PRINT_WIDTH, Drawing

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_MARGIN = 12
_VERSION = "6.4"
"""Of Vega-Lite: the major version that Streamlit draws with."""


def chart_drawing(spec: Mapping[str, Any], width: float = PRINT_WIDTH) -> Drawing:
    """The chart as SVG elements. A `spec` without a width of its own fills `width` millimetres. Raises ValueError for what is no chart."""
    import vl_convert

    fitted = {**spec, "config": {"font": FONTS, "background": "transparent", **spec.get("config", {})}}
    if "width" not in fitted:
        fitted |= {"width": width * PIXELS - _MARGIN, "autosize": {"type": "fit-x", "contains": "padding"}}
    root = ET.fromstring(vl_convert.vegalite_to_svg(fitted, vl_version=_VERSION, allowed_base_urls=[]))
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    # The ground of the chart is that of the figure.
    elements = [element for element in root if element.tag != f"{{{_SVG}}}rect"]
    body = Markup("").join(Markup(ET.tostring(element, encoding="unicode")) for element in elements)
    return Drawing(body, float(root.get("width", 0)), float(root.get("height", 0)))
