"""The frame of the viewer: version, languages, a sentence where nothing is published or something fails."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import viewer
from kg.graph import Graph
from tests.damage import rewritten, version_folder
from viewer import shared_graph
from viewer.palette import DARK, LIGHT

Run = Callable[..., AppTest]
Words = Callable[[AppTest], str]
FOLDER = Path(viewer.__file__).parent
MAIN = "app/main.py"
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
NO_HTML_OF_OURS = {
    ("graph_canvas.py", "<span hidden></span>"),
    ("page_picture.py", "<span hidden></span>"),
    ("system_theme.py", "<span hidden></span>"),
}
"""The element that a custom component without HTML must have."""
PAGES = sorted(path.relative_to(FOLDER).as_posix() for path in (FOLDER / "pages").glob("*/page.py"))


def test_the_side_bar_and_the_foot_name_the_version_and_its_day(run: Run, graph: Graph, words_of: Words) -> None:
    said = words_of(run(MAIN))
    assert said.count(graph.version) >= 2
    assert said.count(graph.manifest["built"][:10]) >= 2


@pytest.mark.parametrize("page", [MAIN, *PAGES])
def test_without_a_graph_one_sentence_says_what_to_do(page: str, tmp_path: Path, open_page: Run, words_of: Words) -> None:
    assert "kg build" in words_of(open_page(tmp_path, page))


def test_a_graph_of_another_base_is_told(home: Path, tmp_path: Path, open_page: Run, words_of: Words) -> None:
    other = shutil.copytree(home, tmp_path / "home")
    rewritten(version_folder(other), {"base": "https://rencai.example.gov.cn/id/"})
    assert "ZHENGMAI_BASE=https://rencai.example.gov.cn/id/" in words_of(open_page(other, MAIN))


def test_no_page_is_served_without_the_frame() -> None:
    """Streamlit serves the files of a folder `pages` beside the main script by themselves, until `st.navigation` is first called."""
    assert not (FOLDER / MAIN).with_name("pages").exists()


def test_the_language_is_chosen_once_and_stays(run: Run) -> None:
    app = run(MAIN, lang="zh")
    assert app.header[0].value == "总览"
    app.button_group(key="frame.language").set_value("en").run()
    assert app.header[0].value == "Overview"
    assert app.query_params["lang"] == "en"
    app.switch_page("../pages/questions/page.py").run()
    assert app.header[0].value == "Questions"
    assert app.query_params["lang"] == "en"


def test_an_address_in_another_language_is_obeyed(run: Run) -> None:
    app = run(MAIN, lang="zh")
    app.query_params["lang"] = "en"
    app.run()
    assert app.header[0].value == "Overview"


def test_a_fault_is_one_sentence_with_a_number_and_its_trace_goes_to_the_maintainer(
    run: Run, words_of: Words, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of the program")

    monkeypatch.setattr(shared_graph.SharedGraph, "answer", fail)
    said = words_of(run(MAIN, lang="zh"))
    number = re.search(r"编号 (\w+)", said)
    assert number
    assert "secret" not in said
    trace = capsys.readouterr().err
    assert f"fault {number[1]}" in trace
    assert "a secret of the program" in trace


def test_parts_that_draw_themselves_anew_are_guarded() -> None:
    """`st.fragment` runs outside of the page: `viewer.errors.fragment` tells what goes wrong there."""
    for path in FOLDER.rglob("*.py"):
        used = [
            node
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Attribute) and node.attr == "fragment" and isinstance(node.value, ast.Name) and node.value.id == "st"
        ]
        assert not used or path.name == "errors.py", path


def test_html_stands_in_templates_only() -> None:
    """Python fills templates in, which escape: it writes no tag and escapes nothing by hand."""
    for path in FOLDER.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        tags = [node.value for node in strings if id(node) not in documentation and TAG.search(node.value)]
        assert not [tag for tag in tags if (path.name, tag) not in NO_HTML_OF_OURS], path
        imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom | ast.Import) for alias in node.names}
        assert "escape" not in imported, path


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read_on_every_ground(colours: dict[str, str]) -> None:
    for ground in ("ground", "raised", "panel"):
        for words in ("text", "quiet", "accent", "good", "warn", "bad", "lead", "support", "link"):
            assert contrast(colours[words], colours[ground]) >= 4.5, (words, ground)
    assert contrast(colours["on-accent"], colours["accent"]) >= 4.5
    assert contrast(colours["on-mark"], colours["mark"]) >= 4.5
    for badge in ("good", "warn", "bad", "quiet"):
        assert contrast(colours["ground"], colours[badge]) >= 4.5, badge


def test_two_people_do_not_see_each_others_filters_or_language(run: Run) -> None:
    one = run("pages/questions/page.py", question="funding", lang="zh")
    other = run("pages/questions/page.py", question="funding", lang="en")
    one.multiselect(key="funding.city").set_value(["云泽市"]).run()
    one.text_input(key="funding.text").set_value("万元").run()
    third = run("pages/questions/page.py", question="funding")
    other.run()
    assert third.multiselect(key="funding.city").value == []
    assert third.text_input(key="funding.text").value == ""
    assert other.multiselect(key="funding.city").value == []
    assert other.text_input(key="funding.text").value == ""
    assert "city" not in other.query_params
    assert other.header[0].value == "Questions"
    shown = [next(piece.proto.json for piece in app.get("bidi_component")).count("data-choice") for app in (one, other)]
    assert shown[0] < shown[1]
