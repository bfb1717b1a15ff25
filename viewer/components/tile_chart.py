"""A heat map as a chart: names down and across, a tile with words where they meet. For figures; pages have tables with links."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from kg.export.text_width import cut, wide
from viewer.components.vega import Spec, layer, layered, nominal
from viewer.palette import colours

_LETTER, _LINE = 12, 16
_DOWN, _ACROSS = 22, 16
"""Of names, in Chinese characters."""


@dataclass(frozen=True)
class Tile:
    """`words` may have several lines. `ground` and `ink` are colours as `#17406d`; a ground may be empty."""

    row: str
    column: str
    words: str
    ground: str
    ink: str


def tile_chart(down: Sequence[tuple[str, str]], across: Sequence[tuple[str, str]], tiles: Sequence[Tile]) -> Spec:
    """`down` and `across`: id and name."""
    lines = [line for tile in tiles for line in tile.words.split("\n")]
    step = max([26.0, *(_LETTER * wide(line) + 10 for line in lines)])
    high = max([1, *(tile.words.count("\n") + 1 for tile in tiles)]) * _LINE + 8
    upright = any(_LETTER * wide(name) > step for _, name in across)
    places = {
        "y": nominal("row", sort=[id_ for id_, _ in down], title=None, axis=_axis(down, _DOWN), scale={"domain": [id_ for id_, _ in down]}),
        "x": nominal(
            "column",
            sort=[id_ for id_, _ in across],
            title=None,
            axis=_axis(across, _ACROSS) | {"orient": "top", "labelAngle": -90 if upright else 0},
            scale={"domain": [id_ for id_, _ in across]},
        ),
    }
    values = [asdict(tile) for tile in tiles]
    grounds = layer(
        "rect",
        [value for value in values if value["ground"]],
        places | {"color": nominal("ground", scale=None)},
        stroke=colours()["ground"],
        strokeWidth=1,
    )
    words = layer(
        "text",
        values,
        places | {"text": nominal("words"), "color": nominal("ink", scale=None)},
        fontSize=_LETTER,
        lineBreak="\n",
        lineHeight=_LINE,
        baseline="middle",
        dy={"expr": f"-{_LINE / 2} * (length(split(datum.words, '\\n')) - 1)"},
    )
    return layered([grounds, words], {"step": high}) | {"width": {"step": step}}


def shaded(colour: str, share: float) -> str:
    """`colour` on paper, from 0, nothing of it, to 1."""
    return "#" + "".join(f"{round(255 + (int(colour[at : at + 2], 16) - 255) * share):02x}" for at in (1, 3, 5))


def _axis(names: Sequence[tuple[str, str]], characters: int) -> Spec:
    known = json.dumps({id_: cut(name, characters) for id_, name in names}, ensure_ascii=False)
    return {"labelExpr": f"{known}[datum.value]", "ticks": False, "domain": False, "labelLimit": 0, "labelPadding": 6}
