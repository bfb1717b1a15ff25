"""The parts of the page of agencies that need no page: addresses, pictures, tables of signs; text stays text in all of them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.brokers import works_with
from kg.analysis.what_if import Change, Merger, Move, what_if
from viewer.components.html_table import Cell as Words
from viewer.components.html_table import Column, table_html
from viewer.links import to_source
from viewer.pages.agencies.city import City, city_of
from viewer.pages.agencies.grid import Cell, Head, grid_html
from viewer.pages.agencies.heat_map import cells_of, columns_of
from viewer.pages.agencies.load_chart import bars_html, segments_of
from viewer.pages.agencies.network import network_of, ring, ring_chart
from viewer.pages.agencies.task_diagram import places_of, task_diagram
from viewer.pages.agencies.weights import defaults
from viewer.pages.agencies.what_if_changes import read_changes, write_changes
from viewer.pages.agencies.what_if_view import before_after_chart, before_chart, difference
from viewer.shared_graph import SharedGraph

HOSTILE = "<img src=x onerror=alert(1)>"
CITY, AGENCY = "910100", "910100-human-resources"
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)
TASKS = st.builds("{}/{}/tasks/{}".format, IDS, IDS, st.integers(1, 99))


@pytest.fixture(scope="module")
def opened(home: Path) -> SharedGraph:
    return SharedGraph(home)


@pytest.fixture(scope="module")
def city(opened: SharedGraph) -> City:
    return city_of(opened, opened.version, CITY)


@pytest.fixture
def tags() -> Callable[[str], list[str]]:
    def tags_of(html: str) -> list[str]:
        found: list[str] = []
        parser = HTMLParser()
        parser.handle_starttag = lambda tag, attrs: found.append(tag)  # type: ignore[method-assign]
        parser.feed(html)
        return found

    return tags_of


@settings(deadline=None)
@given(st.lists(st.one_of(st.builds(Move, TASKS, IDS, IDS), st.builds(Merger, IDS, IDS)), max_size=8))
def test_changes_come_back_from_the_address(changes: list[Change]) -> None:
    assert read_changes(write_changes(changes)) == changes


@pytest.mark.parametrize("written", ["move~a~b", "merge~a", "x", "move~a~b~c~d", ",".join(["merge~a~b"] * 101)])
def test_what_is_no_change_is_told(written: str) -> None:
    with pytest.raises(ValueError):
        read_changes(written)


def test_a_place_knows_what_its_agencies_do_elsewhere(opened: SharedGraph, city: City) -> None:
    county = city_of(opened, opened.version, "910121")
    elsewhere = [row for row in county.responsibilities if row["city_code"] != county.code]
    assert [row["agency"] for row in elsewhere] == ["910121-government"]
    assert elsewhere[0]["task"] in county.tasks
    province = city_of(opened, opened.version, "910000")
    assert county.own < city.own < province.own


@pytest.mark.parametrize("code", ["910100", "910121", "910200", "910300"])
def test_the_loads_of_a_what_if_are_those_of_the_question(code: str, opened: SharedGraph) -> None:
    city = city_of(opened, opened.version, code)
    asked = {row["agency"]: row["load"] for row in opened.answer("agency_load", city=code).rows}
    assert {agency: load.total for agency, load in city.duties.loads(defaults()).items()} == pytest.approx(asked)


def test_each_role_has_a_sign(opened: SharedGraph, city: City) -> None:
    rows = city.counted(implied=True)
    cells = cells_of(opened, city, rows)
    assert set(cells) == {(row["task"], row["agency"]) for row in rows}
    first = next(row for row in rows if row["role"] == "lead" and row["basis"] == "assigned")
    cell = cells[first["task"], first["agency"]]
    assert (cell.sign, cell.look) == ("牵", "zm-sign-lead")
    assert first["quote"].replace("\n", "")[-6:] in cell.tip and "source?" in cell.address


def test_the_heat_map_puts_the_most_loaded_first_and_groups_last(opened: SharedGraph, city: City) -> None:
    loads = opened.answer("agency_load", city=CITY).rows
    across = [head.id for head in columns_of(city, loads, city.counted(implied=False))]
    assert across[:2] == [AGENCY, "910100-organization"]
    groups = [city.is_group(agency) for agency in across]
    assert groups == sorted(groups) and any(groups)


def test_the_bars_add_up_to_the_load(opened: SharedGraph, city: City) -> None:
    loads = opened.answer("agency_load", city=CITY).rows
    sums: dict[str, float] = defaultdict(float)
    for segment in segments_of(city, loads, defaults()):
        sums[segment["agency"]] += segment["value"]
    assert sums == {row["agency"]: row["load"] for row in loads}


def test_the_most_loaded_has_the_longest_bar(opened: SharedGraph, city: City) -> None:
    loads = opened.answer("agency_load", city=CITY).rows
    html = bars_html(segments_of(city, loads, defaults()), loads[0]["load"], 190)
    rows = re.findall(r'<div class="bar-row".*?</div>', html, re.DOTALL)
    lengths = [sum(float(width) for width in re.findall(r"width:([\d.]+)%", row)) for row in rows]
    assert lengths[0] == pytest.approx(100, abs=0.01)
    assert lengths == pytest.approx([row["load"] / loads[0]["load"] * 100 for row in loads], abs=0.01)
    assert f"<b>{loads[0]['load']:g}</b>" in rows[0] and loads[0]["name"] in rows[0]


def test_the_ring_is_stable_and_nobody_stands_on_another() -> None:
    parts = [("a", "1"), ("b", "1"), ("c", "1"), ("c", "2"), ("d", "2"), ("e", "2")]
    places = ring(works_with(parts))
    assert places == ring(works_with(reversed(parts)))
    assert len(set(places.values())) == 5


def test_the_picture_is_stable_and_few_lines_cross() -> None:
    rows = [{"agency": agency, "task": task} for agency, task in [("a", "t1"), ("a", "t2"), ("b", "t1"), ("c", "t2"), ("d", "t2")]]
    places = places_of("a", ["t1", "t2"], rows)
    assert places == places_of("a", ["t1", "t2"], list(reversed(rows)))
    assert len(set(places.values())) == 6
    assert places["b"][1] < places["c"][1] < places["d"][1]


def charts(opened: SharedGraph, city: City) -> dict[str, dict[str, Any]]:
    rows = city.counted(implied=True)
    named = {row["task"] for row in rows if row["agency"] == AGENCY}
    outcome = what_if(city.duties, [Merger("910100-housing", AGENCY)], defaults())
    changed = difference(city, outcome, list(outcome.before))
    return {
        "picture": task_diagram(opened, city, AGENCY, [row for row in rows if row["task"] in named]),
        "network": ring_chart(city, network_of(city, rows), {}),
        "before_after": before_after_chart(city, changed, 50, 190),
        "before": before_chart(city, changed, 50, 190),
    }


def test_charts_ask_nothing_of_another_host(opened: SharedGraph, city: City) -> None:
    for spec in charts(opened, city).values():
        assert spec["usermeta"] == {"embedOptions": {"actions": False}}
        assert not re.search(r'https?://|"url"', json.dumps(spec))


@pytest.mark.parametrize("name", ["picture", "network", "before_after", "before"])
def test_charts_keep_to_their_schema(name: str, opened: SharedGraph, city: City) -> None:
    alt.LayerChart.from_dict(charts(opened, city)[name])


def test_each_role_is_a_line_of_the_picture(opened: SharedGraph, city: City) -> None:
    spec = charts(opened, city)["picture"]
    lines = {row["line"]: (row["agency"], row["task"]) for row in spec["layer"][0]["data"]["values"]}
    named = {row["task"] for row in city.counted(implied=True) if row["agency"] == AGENCY}
    wanted = [(city.name_of(row["agency"]), city.title_of(row["task"])) for row in city.counted(implied=True) if row["task"] in named]
    assert sorted(lines.values()) == sorted(wanted)


def test_hostile_words_are_letters_in_a_table_to_be_read(tags: Callable[[str], list[str]]) -> None:
    column, cell = Column(HOSTILE, f'"{HOSTILE}'), Words(f'"{HOSTILE}', to_source(HOSTILE), 0.5)
    html = table_html([column], [[cell]], 0)
    assert set(tags(html)) == {"div", "table", "thead", "tbody", "tr", "th", "td", "a", "span", "i"}
    assert "onerror=alert(1)>" not in html


def test_hostile_words_are_letters_in_a_table_of_signs(tags: Callable[[str], list[str]]) -> None:
    quoted = f'"{HOSTILE}'
    html = grid_html(
        HOSTILE, [Head("t", quoted, f"./source?{quoted}")], [Head("a", quoted)], {("t", "a"): Cell(HOSTILE, quoted, address=quoted)}
    )
    assert set(tags(html)) == {"div", "table", "thead", "tbody", "tr", "th", "td", "a", "span"}
    assert "onerror=alert(1)>" not in html
