"""Labels of the picture: names on two short lines, the box that they take, and where things stand with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from kg.analysis.layout import Box, Point, placed
from kg.export.text_width import cut, wide
from kg.neighbourhood import Network, Node

SIZE = 14
"""Pixels of a character of Chinese."""
SIGN = 17
"""Half the height of a sign."""
_LINE = 12
_LINES = 2
LINE_HEIGHT = 18
BELOW = 5
_OPENING = "“‘（《〔【([<"
_CLOSING = "”’）》〕】)]>，。、；：！？…,.;:!?%"


def in_several_cities(network: Network) -> bool:
    """Whether the things are of more than one place, so that each needs its own beside its name."""
    return len({node.city for node in network.nodes if node.city}) > 1


def shown_name(node: Node, several: bool) -> str:
    """The name, and on a line below the place where there are several."""
    return f"{node.name}\n{node.city}" if several and node.city and node.city not in node.name else node.name


def lines(name: str) -> list[str]:
    """A name on one line, or on two of about the same length. No line begins with a closing mark, or ends with an opening one.

    What stands on a line of its own, such as a place, stays there.
    """
    name, _, below = name.partition("\n")
    return [*_name_lines(name), *filter(None, [below])]


def _name_lines(name: str) -> list[str]:
    left = cut(name, _LINE * _LINES)
    if wide(left) <= _LINE:
        return [left]
    return [line.strip() for line in min(_breaks(left), key=lambda two: max(map(wide, two)))]


def _breaks(text: str) -> Iterator[list[str]]:
    yield [text]
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if before in _OPENING or after in _CLOSING or ((before + after).isascii() and " " not in before + after):
            continue
        yield [text[:at], text[at:]]


@lru_cache(maxsize=20_000)
def box(name: str) -> Box:
    shown = lines(name)
    return Box(max(2 * SIGN, SIZE * max(map(wide, shown))), SIGN, SIGN + BELOW + LINE_HEIGHT * len(shown))


def lay_out(network: Network, standing: Mapping[str, Point] | None = None) -> dict[str, Point]:
    """Where its things stand, in pixels, with room for their names. Those in `standing` stay."""
    several = in_several_cities(network)
    boxes = {node.id: box(shown_name(node, several)) for node in network.nodes}
    return placed(list(boxes), (link.ends for link in network.links), boxes, standing)
