"""The frame of the viewer: version in the sidebar, a sentence where nothing is published."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import viewer
from kg.graph import Graph
from kg.rdf.namespaces import BASE

Run = Callable[..., AppTest]
Words = Callable[[AppTest], str]


def test_the_sidebar_names_the_version_and_its_day(run: Run, graph: Graph, words_of: Words) -> None:
    said = words_of(run("app.py"))
    assert graph.version in said
    assert graph.manifest["built"][:10] in said


@pytest.mark.parametrize("page", ["app.py", "views/questions.py", "views/agencies.py"])
def test_without_a_graph_one_sentence_says_what_to_do(page: str, tmp_path: Path, open_page: Run, words_of: Words) -> None:
    assert "kg build" in words_of(open_page(tmp_path, page))


def test_a_graph_of_another_base_is_told(home: Path, tmp_path: Path, open_page: Run, words_of: Words) -> None:
    other = shutil.copytree(home, tmp_path / "home")
    [manifest] = (other / "versions").glob("*/manifest.json")
    manifest.write_text(manifest.read_text().replace(BASE, "https://rencai.example.gov.cn/id/"))
    assert "set ZHENGMAI_BASE=https://rencai.example.gov.cn/id/" in words_of(open_page(other, "app.py"))


def test_no_page_is_served_without_the_frame() -> None:
    """Streamlit serves the files of a folder `pages` beside the main script by themselves, until `st.navigation` is first called."""
    assert not (Path(viewer.__file__).parent / "pages").exists()
