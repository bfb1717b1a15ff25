"""An edit of the registry works on the documents that use what was edited, and what is kept is what a build from nothing makes."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from kg import paths
from kg.build.document import derive_document, load
from kg.build.pipeline import build
from kg.build.registry_use import RegistryUse
from kg.build.shared_data import SharedData, load_shared_data
from kg.errors import InvalidData
from kg.graph import Graph
from kg.loaders.registry import Registry
from kg.model.registry import Entry
from kg.rdf.registry import registry_quads
from kg.rdf.serialization import sorted_nquads
from kg.store.versions import open_version
from tests.datasets import CORPUS

DOCUMENTS = ("yunze-2021-5", "weitang-2022-3")
"""One with facts of every kind, and one of a county, whose names may mean agencies of the places above it."""
RESULT = ("graph.nq", "inferences.nq", "tables.json", "counts.json", "clauses.json", "source.json")
Row = dict[str, str]


@cache
def shared_data() -> SharedData:
    shared, problems = load_shared_data(CORPUS, paths.ONTOLOGY, CORPUS)
    assert not problems
    return shared


def result(document: str, shared: SharedData) -> tuple[RegistryUse, dict[str, bytes]]:
    loaded, problems = load(CORPUS / "documents" / document, CORPUS, shared, CORPUS)
    assert loaded and not problems
    with TemporaryDirectory() as folder:
        built, faults = derive_document(*loaded, shared, Path(folder) / document / "result")
        assert built and not faults
        return loaded[1], {name: (built.folder / name).read_bytes() for name in RESULT}


@cache
def before(document: str) -> tuple[RegistryUse, dict[str, bytes]]:
    return result(document, shared_data())


def edited(edits: list[tuple[str, str, int, int, int]]) -> SharedData:
    """The shared data after edits of its registry. Each takes the value of a field from another entry, adds an entry, or takes one out."""
    shared = shared_data()
    entries: dict[str, dict[str, Entry]] = {kind: dict(of_kind) for kind, of_kind in shared.registry.entries.items()}
    for edit, kind, one, other, field in edits:
        of_kind = entries[kind]
        key, another = list(of_kind)[one % len(of_kind)], list(of_kind.values())[other % len(of_kind)]
        names = [name for name in type(another).model_fields if name != another.key]
        match edit:
            case "change":
                name = names[field % len(names)]
                of_kind[key] = of_kind[key].model_copy(update={name: getattr(another, name)})
            case "add":
                added = f"{key[:-1]}{'x' if key[-1] != 'x' else 'y'}"
                of_kind[added] = another.model_copy(update={another.key: added})
            case "remove":
                del of_kind[key]
    return replace(shared, registry=Registry(entries), registry_quads=registry_quads(entries, shared.vocabulary))


numbers = st.integers(0, 10_000)
kinds = st.sampled_from(["agency", "agency", "place", "programme", "category", "indicator", "cited_document", "scheme"])


@given(
    st.lists(st.tuples(st.sampled_from(["change", "change", "add", "remove"]), kinds, numbers, numbers, numbers), min_size=1, max_size=4)
)
@settings(max_examples=12)
def test_where_the_registry_answers_the_same_the_result_is_the_same(edits: list[tuple[str, str, int, int, int]]) -> None:
    shared = edited(edits)
    for document in DOCUMENTS:
        use, files = before(document)
        if use.answers(shared.links) == use.answers(shared_data().links):
            event("kept")
            assert result(document, shared) == (use, files)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_is_made_of_an_excerpt_is_made_of_the_whole_registry(document: str, monkeypatch: pytest.MonkeyPatch) -> None:
    of_excerpt = before(document)
    monkeypatch.setattr(SharedData, "excerpt", lambda shared, _: shared)
    assert result(document, shared_data()) == of_excerpt


def edit(data: Path, file: str, change: Callable[[list[Row]], None]) -> None:
    path = data / "registry" / file
    reader = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    rows = list(reader)
    change(rows)
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, list(reader.fieldnames or ()))
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(written.getvalue().encode("utf-8-sig"))


def more_aliases(rows: list[Row]) -> None:
    rows[1]["aliases"] = "|".join(filter(None, [rows[1]["aliases"], "又一个名称"]))


def same(home: Path, other: Path) -> bool:
    quads = [sorted_nquads(Graph(each).quads()) for each in (home, other)]
    return quads[0] == quads[1] and tables(home) == tables(other) and Graph(home).version == Graph(other).version


def tables(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in open_version(home).tables.iterdir()}


def test_a_new_entry_that_nobody_names_works_on_no_document(data: Path, own_home: Path, tmp_path: Path) -> None:
    edit(data, "programs/910100.csv", lambda rows: rows.append({**rows[0], "id": "new-plan", "name": "新云计划", "aliases": ""}))
    report = build(data, own_home)
    assert report.changed == [] and report.version
    build(data, tmp_path / "cold")
    assert same(own_home, tmp_path / "cold")


def test_an_edited_alias_works_on_the_documents_that_use_its_agency(data: Path, home: Path, own_home: Path) -> None:
    edit(data, "agencies/910121.csv", more_aliases)
    assert build(data, own_home).changed == ["weitang-2022-3"]
    shutil.copytree(CORPUS / "registry", data / "registry", dirs_exist_ok=True)
    assert build(data, own_home).changed == ["weitang-2022-3"]
    assert same(own_home, home)


def test_a_name_that_means_an_agency_nearer_by_works_on_the_documents_that_use_the_name(data: Path, own_home: Path) -> None:
    """市人社局 is that of the city above, until the county has a body of that name."""
    nearer = {"id": "910121-nearer", "name": "市人社局", "full_name": "", "aliases": ""}
    edit(data, "agencies/910121.csv", lambda rows: rows.append({**rows[0], **nearer}))
    assert build(data, own_home).changed == ["weitang-2022-3"]
    assert "910121-nearer" in {row["agency"] for row in Graph(own_home).answer("responsibilities").rows}


def test_a_document_that_another_names_cannot_be_taken_out(data: Path, own_home: Path) -> None:
    head = data / "documents" / "wuling-2019-8" / "document.yaml"
    head.write_text(head.read_text(encoding="utf-8") + "later_version: wuling-2023-6\n", encoding="utf-8")
    assert build(data, own_home).changed == ["wuling-2019-8"]
    shutil.rmtree(data / "documents" / "wuling-2023-6")
    with pytest.raises(InvalidData) as failed:
        build(data, own_home)
    assert {Path(issue.file).parent.name for issue in failed.value.issues} == {"wuling-2019-8"}
