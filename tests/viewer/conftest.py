"""What the tests of the viewer share: a page run against the built graph, and what a person reads on it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests import on_real_data

home, graph, data = on_real_data.home, on_real_data.graph, on_real_data.data


VIEWER = Path(__file__).parents[2] / "viewer"


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """`open_page(home, "app/main.py", city="太原")`: the page at that address, drawn, without an exception."""

    def open_(home: Path, page: str, **address: str) -> AppTest:
        monkeypatch.setenv("ZHENGMAI_HOME", str(home))
        monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])  # Streamlit puts its script there, and leaves it
        app = AppTest.from_file(VIEWER / page, default_timeout=60)
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        return app

    return open_


@pytest.fixture
def run(home: Path, open_page: Callable[..., AppTest]) -> Callable[..., AppTest]:
    """`run("pages/questions/page.py", city="太原")`, on the real graph."""
    return lambda page, **address: open_page(home, page, **address)


@pytest.fixture
def words_of() -> Callable[[AppTest], str]:
    """All that a page says in HTML, captions and Markdown."""

    def words(app: AppTest) -> str:
        parts = [str(block.proto.body) for block in app.get("html")]
        return "\n".join([*parts, *(c.value for c in app.caption), *(m.value for m in app.markdown)])

    return words
