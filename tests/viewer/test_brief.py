"""The page of briefs: the address names the subject, and what is downloaded is what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from kg.export.brief import brief_of
from kg.export.brief.model import Value, parts_of
from kg.graph import Graph

Run = Callable[..., AppTest]
PAGE = "pages/brief/page.py"


def text_of(app: AppTest) -> str:
    """All HTML of the page without its tags and white space."""
    return unescape(re.sub(r"\s|<[^>]+>", "", "".join(piece.proto.body for piece in app.get("html"))))


@pytest.mark.parametrize(
    ("address", "subject"),
    [
        ({"city": "910100"}, {"cities": ["910100"]}),
        ({"of": "category", "category": "doctor"}, {"category": "doctor"}),
        ({"of": "cities", "cities": "910100,910200"}, {"cities": ["910100", "910200"]}),
    ],
)
def test_the_address_names_the_subject(run: Run, graph: Graph, address: dict[str, str], subject: dict[str, object]) -> None:
    app = run(PAGE, **address)
    brief = brief_of(graph, **subject)  # type: ignore[arg-type]
    shown = text_of(app)
    assert brief.title in shown
    assert not [part for part in parts_of(brief) if isinstance(part, Value) and re.sub(r"\s", "", part.text) not in shown]


def test_nothing_chosen_says_what_there_is(run: Run) -> None:
    assert any("简报" in caption.value for caption in run(PAGE).caption)


def test_a_city_that_is_not_held_is_told(run: Run) -> None:
    assert "大原" in text_of(run(PAGE, city="大原"))
