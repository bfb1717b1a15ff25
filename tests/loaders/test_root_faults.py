"""The root fault is named once, at its file, with what to do; what only follows from it is not listed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg import paths
from kg.build.shared_data import load_shared_data
from kg.errors import DataIssue, InvalidData
from kg.loaders.documents import load_document

DOCUMENT = "yunze-2021-5"


def issues_of(data: Path) -> list[DataIssue]:
    """What `kg check` lists for the registry and the document."""
    shared, found = load_shared_data(data, paths.ONTOLOGY, data.parent)
    _, more = load_document(data / "documents" / DOCUMENT, data, shared.registry, shared.vocabulary.codes, data.parent)
    return InvalidData([*found, *more]).issues


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    text = path.read_bytes().decode("utf-8-sig")
    assert change(text) != text
    path.write_bytes(change(text).encode("utf-8-sig"))


def one(data: Path, file: str) -> DataIssue:
    """The only issue, which is one of `file`."""
    issues = issues_of(data)
    assert [issue.file for issue in issues] == [f"data/{file}"], issues
    return issues[0]


FORMS: list[tuple[str, Callable[[Path], object], str]] = [
    ("semicolons", lambda path: rewrite(path, lambda text: text.replace(",", ";")), "separated by “;”"),
    ("tabs", lambda path: rewrite(path, lambda text: text.replace(",", "\t")), "separated by tabs"),
    ("full-width", lambda path: rewrite(path, lambda text: text.replace(",", "，")), "separated by “，”"),
    ("sep", lambda path: rewrite(path, lambda text: "sep=;\n" + text.replace(",", ";")), "“sep=;”"),
    ("UTF-16", lambda path: path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("utf-16")), "UTF-16"),
    ("UTF-16 alone", lambda path: path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("utf-16-le")), "UTF-16"),
    ("workbook", lambda path: path.write_bytes(b"PK\x03\x04" + path.read_bytes()), "workbook"),
    ("no header", lambda path: rewrite(path, lambda text: text.partition("\n")[2]), "“"),
    ("renamed column", lambda path: rewrite(path, lambda text: text.replace(",clause,", ",clauses,", 1)), "unknown column “clauses”"),
    ("no column", lambda path: rewrite(path, lambda text: "\n".join(line.partition(",")[2] for line in text.splitlines())), "no such column"),
    ("column twice", lambda path: rewrite(path, lambda text: "\n".join(f"{line},{line.split(',')[0]}" for line in text.splitlines())), "the column twice"),
    ("open quotation mark", lambda path: rewrite(path, lambda text: text.rstrip() + '\n"open'), "broken CSV"),
    ("one cell too many in all rows", lambda path: rewrite(path, lambda text: text.replace("\r\n", ",\r\n").replace(",\r\n", "\r\n", 1)), "cells"),
    ("conflict", lambda path: rewrite(path, lambda text: text + "<<<<<<< HEAD\r\n=======\r\n>>>>>>> other\r\n"), "conflict marker"),
    ("rest of a conflict", lambda path: rewrite(path, lambda text: text + "=======\r\n"), "conflict marker"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "found"), [form[1:] for form in FORMS], ids=[form[0] for form in FORMS])
@pytest.mark.parametrize("file", ["funding.csv", "tasks.csv"])
def test_a_file_in_another_form_is_one_fault(data: Path, file: str, spoil: Callable[[Path], object], found: str) -> None:
    spoil(data / "documents" / DOCUMENT / file)
    assert found in str(one(data, f"documents/{DOCUMENT}/{file}").found)


@pytest.mark.parametrize("form", ["semicolons", "tabs", "UTF-16", "workbook"])
def test_how_to_save_it_is_said(data: Path, form: str) -> None:
    spoil = next(spoil for name, spoil, _ in FORMS if name == form)
    spoil(data / "documents" / DOCUMENT / "read.csv")
    assert "CSV UTF-8 (comma delimited)" in str(one(data, f"documents/{DOCUMENT}/read.csv").expected)


@pytest.mark.parametrize(
    "file", ["places.csv", "agencies/910100.csv", "programs/910100.csv", "categories/common.csv", "schemes.csv", "indicators.csv", "documents/900000.csv"]
)  # fmt: skip
def test_a_file_of_the_registry_in_another_form_is_one_fault(data: Path, file: str) -> None:
    rewrite(data / "registry" / file, lambda text: text.replace(",", ";"))
    assert "separated by “;”" in str(one(data, f"registry/{file}").found)


@pytest.mark.parametrize(("cells", "column"), [("I1,", "clause"), ("i1,没有的话", "quote")])
def test_a_faulty_row_is_not_told_again_where_others_refer_to_it(data: Path, cells: str, column: str) -> None:
    folder = data / "documents" / DOCUMENT
    rewrite(folder / "funding.csv", lambda text: text.replace(f"{DOCUMENT}/i1/funding/1,i1,", f"{DOCUMENT}/i1/funding/1,{cells}", 1))
    assert f"{DOCUMENT}/i1/funding/1" in (folder / "conditions.csv").read_text(encoding="utf-8-sig")
    assert one(data, f"documents/{DOCUMENT}/funding.csv").column == column


def test_a_faulty_row_of_the_registry_is_not_told_again_where_documents_name_it(data: Path) -> None:
    rewrite(data / "registry" / "agencies" / "910100.csv", lambda text: text.replace(",government,", ",,", 1))
    assert one(data, "registry/agencies/910100.csv").column == "kind"


@pytest.mark.parametrize("name", ["document.yaml", "ids.csv", "read.csv", "measures.csv"])
def test_a_conflict_in_any_file_of_a_document_is_told_with_its_line(data: Path, name: str) -> None:
    rewrite(data / "documents" / DOCUMENT / name, lambda text: "<<<<<<< HEAD\n" + text)
    issue = one(data, f"documents/{DOCUMENT}/{name}")
    assert issue.row == 1 and "“<<<<<<< HEAD”" in str(issue.found) and "take out" in str(issue.expected)


def test_conflicts_of_several_files_are_told_together(data: Path) -> None:
    for name in ("ids.csv", "tasks.csv"):
        rewrite(data / "documents" / DOCUMENT / name, lambda text: text + ">>>>>>> other\n")
    assert [Path(issue.file).name for issue in issues_of(data)] == ["ids.csv", "tasks.csv"]


def test_a_conflict_in_a_document_that_is_not_curated_is_told(data: Path) -> None:
    folder = data / "documents" / DOCUMENT
    rewrite(folder / "document.yaml", lambda text: text.replace("curated: true", "curated: false"))
    rewrite(folder / "tasks.csv", lambda text: text + "||||||| base\n")
    one(data, f"documents/{DOCUMENT}/tasks.csv")


def test_a_conflict_in_an_outline_is_told_in_the_outline(data: Path) -> None:
    text = (paths._PACKAGE / "text" / "outlines" / "opinion-items.yaml").read_text(encoding="utf-8")
    (data / "outlines").mkdir(exist_ok=True)
    (data / "outlines" / "of-our-own.yaml").write_text(text + "=======\n", encoding="utf-8")
    rewrite(data / "documents" / DOCUMENT / "document.yaml", lambda text: text.replace("outline: opinion-items", "outline: of-our-own"))
    assert "conflict marker" in str(one(data, "outlines/of-our-own.yaml").found)


def test_words_that_look_like_a_marker_are_none(data: Path) -> None:
    rewrite(
        data / "documents" / DOCUMENT / "read.csv",
        lambda text: text.replace("\r\n", " ======= 附 <<<<<<<\r\n").replace(" ======= 附 <<<<<<<", "", 1),
    )
    assert issues_of(data) == []


def test_line_ends_that_git_changed_are_named(data: Path) -> None:
    path = data / "documents" / DOCUMENT / "source.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    issue = one(data, f"documents/{DOCUMENT}/source.txt")
    assert "CR LF" in str(issue.found) and "core.autocrlf" in str(issue.expected)
