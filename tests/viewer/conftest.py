"""What the tests of the viewer share: a page run against the published corpus, and what a person reads on it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

VIEWER = Path(__file__).parents[2] / "viewer"


@pytest.fixture(scope="session", autouse=True)
def components_found_once() -> Iterator[None]:
    """Each new AppTest reads the metadata of all installed packages to find those that bring components."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """`open_page(home, "app/main.py", city="云泽")`: the page at that address, drawn, without an exception."""

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
    """`run("pages/questions/page.py", city="云泽市")`, on the corpus."""
    return lambda page, **address: open_page(home, page, **address)


@pytest.fixture
def words_of() -> Callable[[AppTest], str]:
    """All that a page says in HTML, captions and Markdown."""

    def words(app: AppTest) -> str:
        parts = [str(block.proto.body) for block in app.get("html")]
        return "\n".join([*parts, *(c.value for c in app.caption), *(m.value for m in app.markdown)])

    return words
