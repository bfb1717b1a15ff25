"""The generated country that benchmarks measure on: it builds, has all kinds of fact, and is the same for the same seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.country import finished
from bench.country.documents import document
from bench.country.folders import write_country, write_document
from bench.country.words import cities
from kg.build.pipeline import check
from kg.graph import Graph
from kg.model.facts import FACT_KINDS


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("country") / "data"
    write_country(data, 2)
    return data


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_check_of_a_build_holds(country: Path, tmp_path: Path) -> None:
    assert check(country, tmp_path).documents == 2


def test_a_document_has_every_kind_of_fact_and_the_length_of_a_real_one() -> None:
    made = [document(number) for number in range(20)]
    assert all(set(one.rows) == set(FACT_KINDS) for one in made)
    assert 12_000 < sum(len(one.text) for one in made) / len(made) < 16_000
    assert 600 < sum(len(rows) for one in made for rows in one.rows.values()) / len(made) < 900


def test_finished_documents_are_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finished, "_FEW", 1)
    monkeypatch.setattr(finished, "_MANY", 1)
    finished.write_finished(tmp_path, 3)
    finished.publish_finished(tmp_path)
    graph = Graph(tmp_path / "home")
    held = graph.answer("documents").rows
    assert [row["city_code"] for row in held] == [city.code for city in sorted(cities()[:3], key=lambda city: city.pinyin)]
    for row in graph.answer("measures").rows:
        assert graph.source(row["document"]).text[row["start"] : row["end"]] == row["quote"]
        assert row["city_code"] in row["id"]


def test_the_same_seed_gives_the_same_bytes(country: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    for number in (1, 0):
        write_document(again, document(number))
    assert files(again) == files(country / "documents")
    assert document(0, seed=2).text != document(0).text


def test_cities_take_turns() -> None:
    each = len(cities())
    assert each > 325
    assert document(0).head["place"] == document(each).head["place"] == cities()[0].code
    assert document(1).head["place"] == cities()[1].code
    assert document(0).id != document(each).id
