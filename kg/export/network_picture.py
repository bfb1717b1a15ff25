"""The picture of a network as a drawing for a figure: signs where the layout puts them, links between them, the legend."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from kg.analysis.layout import Point
from kg.export.figure import Drawing, Mark, svg_template
from kg.export.node_looks import LOOKS, PAPER, TONES, Tone
from kg.export.node_text import BELOW, LINE_HEIGHT, SIGN, SIZE, box, in_several_cities, lines, shown_name
from kg.export.office import printable
from kg.i18n import Language
from kg.neighbourhood import Network
from kg.neighbourhood.records import UNDIRECTED

_LINE = "#6b6457"
_EDGE = 8.0
BEND = 0.12
"""Of the second line between two things, of its length; of the third twice that."""


@dataclass(frozen=True)
class _Link:
    path: str
    tone: Tone
    directed: bool


@dataclass(frozen=True)
class _Line:
    text: str
    y: float


@dataclass(frozen=True)
class _Node:
    kind: str
    x: float
    y: float
    lines: list[_Line]


def network_drawing(network: Network, places: Mapping[str, Point], language: Language = "zh") -> Drawing:
    """The network with its things at `places` (pixels, y down), as `kg.export.node_text.lay_out` gives them."""
    several = in_several_cities(network)
    boxes = {node.id: box(shown_name(node, several)) for node in network.nodes}
    left = min((places[id_][0] - own.width / 2 for id_, own in boxes.items()), default=0) - _EDGE
    right = max((places[id_][0] + own.width / 2 for id_, own in boxes.items()), default=0) + _EDGE
    top = min((places[id_][1] - own.above for id_, own in boxes.items()), default=0) - _EDGE
    bottom = max((places[id_][1] + own.below for id_, own in boxes.items()), default=0) + _EDGE
    nodes = []
    for node in network.nodes:
        x, y = places[node.id][0] - left, places[node.id][1] - top
        first = y + SIGN + BELOW + SIZE
        words = [_Line(printable(line), first + LINE_HEIGHT * number) for number, line in enumerate(lines(shown_name(node, several)))]
        nodes.append(_Node(node.kind, x, y, words))
    body = svg_template("network_picture.svg").render(
        nodes=nodes,
        links=_links(network, places, left, top),
        looks={kind: LOOKS[kind] for kind in _kinds(network)},
        letters={kind: LOOKS[kind].signs[language == "en"] for kind in _kinds(network)},
        line=_LINE,
        paper=PAPER,
        sign=SIGN,
        size=SIZE,
    )
    return Drawing(Markup(body), right - left, bottom - top)


def network_legend(network: Network, names: Mapping[str, str], language: Language = "zh") -> tuple[Mark, ...]:
    """The kinds of things in it, and the relations whose lines look unlike others. `names` are the words of kinds and relations."""
    used = {link.relation for link in network.links}
    things = []
    for kind in _kinds(network):
        look = LOOKS[kind]
        dashes = (5, 3.5) if look.dashed else ()
        things.append(Mark(names.get(kind, kind), look.colour, look.shape, look.hollow, dashes, look.signs[language == "en"]))
    links = [Mark(names.get(name, name), _LINE, "", dashes=tone.dashes, width=tone.width) for name, tone in TONES.items() if name in used]
    return (*things, *links)


def _kinds(network: Network) -> list[str]:
    present = {node.kind for node in network.nodes}
    return [kind for kind in LOOKS if kind in present]


def _links(network: Network, places: Mapping[str, Point], left: float, top: float) -> list[_Link]:
    beside: Counter[frozenset[str]] = Counter()
    found = []
    for link in network.links:
        (x1, y1), (x2, y2) = ((places[end][0] - left, places[end][1] - top) for end in link.ends)
        path = _path(x1, y1, x2, y2, BEND * beside[frozenset(link.ends)])
        if path:
            found.append(_Link(path, TONES.get(link.relation, Tone()), link.relation not in UNDIRECTED))
        beside[frozenset(link.ends)] += 1
    return found


def _path(x1: float, y1: float, x2: float, y2: float, bend: float) -> str:
    """From sign to sign, not from middle to middle; bent to its left by so much of its length."""
    length = math.hypot(x2 - x1, y2 - y1)
    if length <= 2 * SIGN:
        return ""
    across, down = (x2 - x1) / length, (y2 - y1) / length
    x1, y1, x2, y2 = x1 + SIGN * across, y1 + SIGN * down, x2 - (SIGN + 2) * across, y2 - (SIGN + 2) * down
    if not bend:
        return f"M{x1:.1f} {y1:.1f} {x2:.1f} {y2:.1f}"
    x, y = (x1 + x2) / 2 + bend * length * down, (y1 + y2) / 2 - bend * length * across
    return f"M{x1:.1f} {y1:.1f}Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}"
