"""What the shapes, colours and lines of the picture mean."""

from __future__ import annotations

from html import escape

import streamlit as st

from viewer.opened import Row
from viewer.picture import KIND_COLOURS, ROLE_COLOURS
from viewer.words import BASES, KINDS, ROLES


def draw_legend(rows: list[Row], kinds: set[str]) -> None:
    chip = '<span style="display:inline-flex;align-items:center;gap:.35rem;margin-right:1rem;white-space:nowrap">{}{}</span>'
    line = '<span style="width:22px;border-top:{}px {} {}"></span>'
    spot = '<span style="width:18px;height:12px;background:{};border:1px {} #8a8478;border-radius:{}"></span>'
    signs = [chip.format(spot.format("#9b2c2c", "solid", "50%"), "所选机构"), chip.format(spot.format("#fffdf6", "solid", "2px"), "任务")]
    for kind in sorted(kinds):
        group = kind == "group"
        signs.append(
            chip.format(
                spot.format(KIND_COLOURS.get(kind, "#ececec"), "dashed" if group else "solid", "4px" if group else "50%"),
                KINDS.get(kind, escape(kind)),
            )
        )
    for role in [role for role in ROLES if any(row["role"] == role for row in rows)]:
        signs.append(chip.format(line.format(3 if role == "lead" else 2, "solid", ROLE_COLOURS[role]), ROLES[role]))
    if any(row["basis"] == "implied" for row in rows):
        signs.append(chip.format(line.format(2, "dashed", "#6b6457"), BASES["implied"]))
    st.html(f'<div style="font-size:.82rem;color:#4a4a45;line-height:2">{"".join(signs)}</div>')
