"""Files become documents: their folders, their rows in the registry; all or nothing; none twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

import kg.intake.add
from kg.curation.files import append_rows
from kg.curation.lock import giving_ids
from kg.errors import CannotWrite, CurationInProgress, InvalidDocumentId, SameDocument, UnknownValue, UnreadableFile
from kg.intake.add import Intake
from kg.intake.agency_functions import describe_agency
from kg.intake.batch import add_all, files_in
from kg.intake.document_ids import propose_id
from kg.intake.head import Head
from kg.intake.pages import Doubt, Page, ReadText, Stretch
from kg.intake.registration import missing_rows
from kg.intake.understanding import Understood
from kg.loaders.documents import load_document
from kg.loaders.registry import load_registry
from tests.intake.added import NOTICE, OTHER, added, file, rows, state, understood


@pytest.fixture
def intake(data: Path) -> Iterator[Intake]:
    yield Intake.into(data)


def test_a_file_becomes_a_document_that_loads(intake: Intake, data: Path, tmp_path: Path) -> None:
    addition = added(intake, tmp_path, NOTICE)
    folder = data / "documents" / "luohu-2026-9"
    assert addition.document == folder.name
    head = yaml.safe_load((folder / "document.yaml").read_text(encoding="utf-8"))
    assert head["title"] == "罗湖区支持青年创业若干措施（试行）" and head["number"] == "罗科工〔2026〕9号"
    assert (head["place"], str(head["issued"]), str(head["effective"]), head["valid_for"]) == ("440303", "2026-04-24", "2026-04-24", "P3Y")
    assert (head["effective_quote"], head["validity_quote"]) == ("自发布之日起施行", "有效期三年")
    assert (head["outline"], head["curated"], head["status"]) == ("auto", False, "unknown")
    assert (folder / "source.txt").read_bytes() == NOTICE.encode()
    assert head["sha256"] == hashlib.sha256(NOTICE.encode()).hexdigest()
    assert (folder / head["original"]["file"]).read_bytes() == NOTICE.encode()
    assert head["original"]["name"] == "page.txt" and head["original"]["reader"] == "text"
    registry, _ = load_registry(data / "registry", {})
    record, issues = load_document(folder, data, registry, {}, data.parent)
    assert record and not issues
    assert record.issuers == ("440303-industry",) and set(record.life) == {"effective", "valid_for"}


def test_place_and_those_above_and_issuer_are_registered_once(intake: Intake, data: Path, tmp_path: Path) -> None:
    before = (data / "registry" / "places.csv").read_bytes()
    added(intake, tmp_path, NOTICE)
    added(intake, tmp_path, OTHER)
    places = data / "registry" / "places.csv"
    assert places.read_bytes().startswith(before)
    found = {row["code"]: row for row in rows(places)}
    assert [found[code]["name"] for code in ("100000", "440000", "440300", "440303")] == ["中华人民共和国", "广东省", "深圳市", "罗湖区"]
    assert [found[code]["parent"] for code in ("440303", "440300", "440000", "100000")] == ["440300", "440000", "100000", ""]
    assert (found["440303"]["level"], found["440303"]["source"]) == ("county", "GB/T 2260")
    (agency,) = rows(data / "registry" / "agencies" / "440303.csv")
    assert (agency["name"], agency["full_name"]) == ("区科技和工业信息化局", "罗湖区科技和工业信息化局")
    assert (agency["kind"], agency["function"], agency["source"]) == ("government", "industry", "罗科工〔2026〕9号")


@pytest.mark.parametrize(
    ("text", "document"),
    [
        (NOTICE.replace("\n", "\n\n").replace("为支持", "　为支持"), "luohu-2026-9"),
        (OTHER.replace("〔2026〕10号", "[2026] 9 号"), "luohu-2026-9"),
        (NOTICE.replace("罗科工〔2026〕9号\n", "").replace("三年", "两年"), "luohu-2026-9"),
    ],
    ids=["text", "number", "title and issuer"],
)
def test_the_same_document_is_recognised_and_nothing_is_written(
    intake: Intake, data: Path, tmp_path: Path, text: str, document: str
) -> None:
    added(intake, tmp_path, NOTICE)
    before = state(data)
    with pytest.raises(SameDocument) as caught:
        added(intake, tmp_path, text)
    assert caught.value.document == document
    with pytest.raises(SameDocument):
        added(Intake.into(data), tmp_path, text)
    assert state(data) == before


def test_one_title_with_another_number_is_another_document(intake: Intake, tmp_path: Path) -> None:
    added(intake, tmp_path, NOTICE)
    again = NOTICE.replace("〔2026〕9号", "〔2027〕1号").replace("2026年4月24日", "2027年4月24日")
    assert added(intake, tmp_path, again).document == "luohu-2027-1"


def test_ids_that_are_taken_get_a_suffix(intake: Intake, tmp_path: Path) -> None:
    added(intake, tmp_path, NOTICE)
    other = OTHER.replace("罗科工〔2026〕10号", "罗府规〔2026〕9号")
    assert added(intake, tmp_path, other).document == "luohu-2026-9-2"


@pytest.mark.parametrize(
    ("head", "id_"),
    [
        (Head("办法", number="穗人社规字〔2022〕2号"), "guangzhou-2022-2"),
        (Head("办法", issued="2026-03-23"), "guangzhou-2026-0323"),
        (Head("办法", issued="2026-03"), "guangzhou-2026-03"),
        (Head("规划", period=(2021, 2025)), "guangzhou-2021-2025"),
        (Head("办法"), "guangzhou-0123abcd"),
        (Head("办法", number="广州市人民政府令第12号", issued="2019-01-02"), "guangzhou-2019-0102"),
    ],
)
def test_proposed_ids(head: Head, id_: str) -> None:
    assert propose_id(head, "440100", "0123abcdef", set()) == id_
    assert propose_id(head, "440100", "0123abcdef", {id_, f"{id_}-2"}) == f"{id_}-3"


def test_a_place_that_is_not_told_is_asked_for(intake: Intake, data: Path, tmp_path: Path) -> None:
    text = "支持创业的若干措施\n一、总体要求\n支持创业。\n"
    before = state(data)
    with pytest.raises(UnknownValue, match="place"):
        added(intake, tmp_path, text)
    with pytest.raises(UnknownValue) as caught:
        added(intake, tmp_path, text, place="鼓楼区")
    assert [value.split()[0] for value in caught.value.known] == ["320106", "320302", "350102", "410204"]
    assert state(data) == before
    assert added(intake, tmp_path, text, place="深圳市罗湖区").place == "440303"


def test_a_place_of_the_registry_is_meant_by_its_name(intake: Intake, tmp_path: Path) -> None:
    addition = added(intake, tmp_path, "支持创业的若干措施\n一、总体要求\n支持创业。\n", place="云泽市")
    assert addition.place == "910100" and not addition.registry.places


def test_ids_that_cannot_be_are_refused(intake: Intake, tmp_path: Path) -> None:
    with pytest.raises(InvalidDocumentId):
        intake.plan(understood(tmp_path, NOTICE), document="../x")
    with pytest.raises(SameDocument):
        intake.plan(understood(tmp_path, NOTICE), document="yunze-2021-5")


@pytest.mark.parametrize("fails", ["keep_files", "write_empty_tables", "load_document"])
def test_what_fails_leaves_no_trace(intake: Intake, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    addition = intake.plan(understood(tmp_path, NOTICE))
    before = state(data)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "disk")

    monkeypatch.setattr(kg.intake.add, fails, fail)
    with pytest.raises(Exception, match="disk"):
        intake.add(addition)
    assert state(data) == before
    monkeypatch.undo()
    assert intake.add(addition).is_dir()


def test_what_a_crash_left_is_no_document_and_no_hindrance(intake: Intake, data: Path, tmp_path: Path) -> None:
    file(data / "documents" / ".adding-luohu-2026-9", "document.yaml", "half")
    assert added(intake, tmp_path, NOTICE).document == "luohu-2026-9"
    assert not (data / "documents" / ".adding-luohu-2026-9").exists()


def test_one_at_a_time_writes(intake: Intake, data: Path, tmp_path: Path) -> None:
    addition = intake.plan(understood(tmp_path, NOTICE))
    with giving_ids(data, 1), pytest.raises(CurationInProgress):
        intake.add(addition, wait=0)


def test_pages_layout_and_doubts_are_kept_and_load(intake: Intake, data: Path, tmp_path: Path) -> None:
    seen = understood(tmp_path, NOTICE)
    read = ReadText(
        NOTICE, "ocr", "1", (Page(page=1, width=595.2, height=841.8),),
        (Stretch(start=0, end=17, page=1, left=0.1, top=0.1, right=0.912345678, bottom=0.13),),
        (Doubt(kind="low_confidence", start=2, end=3, page=1, found="0.42"), Doubt(kind="line_gap", start=30, end=30)),
    )  # fmt: skip
    intake.add(intake.plan(Understood(seen.path, read, seen.head, seen.tree)))
    folder = data / "documents" / "luohu-2026-9"
    assert rows(folder / "layout.csv")[0]["right"] == "0.91235"
    assert rows(folder / "doubts.csv")[1] == {"kind": "line_gap", "start": "30", "end": "30", "page": "", "found": ""}
    registry, _ = load_registry(data / "registry", {})
    record, issues = load_document(folder, data, registry, {}, data.parent)
    assert record and not issues and len(record.provenance.layout) == 1 and len(record.provenance.doubts) == 2


def test_dates_that_the_proof_refuses_are_left_out_and_said(intake: Intake, data: Path, tmp_path: Path) -> None:
    text = NOTICE.replace("自发布之日起施行", "自发布当日起施行")
    added(intake, tmp_path, text)
    head = yaml.safe_load((data / "documents" / "luohu-2026-9" / "document.yaml").read_text(encoding="utf-8"))
    assert "effective" not in head and "effective" in head["source_note"] and head["valid_for"] == "P3Y"


def test_several_documents_in_a_file_are_refused_unless_somebody_says_that_they_are_one(intake: Intake, data: Path, tmp_path: Path) -> None:
    before = state(data)
    seen = understood(tmp_path, NOTICE + OTHER)
    with pytest.raises(UnreadableFile, match="罗湖区支持博士创业若干措施"):
        intake.plan(seen)
    assert state(data) == before
    assert [doubt.kind for doubt in seen.read.doubts] == ["several_documents"]
    assert intake.add(intake.plan(seen, whole=True)).is_dir()


def test_a_held_document_that_is_repealed_is_named(intake: Intake, data: Path, tmp_path: Path) -> None:
    added(intake, tmp_path, NOTICE)
    later = OTHER.replace("有效期三年。", "有效期三年。《罗湖区支持青年创业若干措施（试行）》（罗科工〔2026〕9号）同时废止。")
    added(intake, tmp_path, later)
    head = yaml.safe_load((data / "documents" / "luohu-2026-10" / "document.yaml").read_text(encoding="utf-8"))
    assert [one["document"] for one in head["repeals"]] == ["luohu-2026-9"]


def test_a_folder_is_added_in_order_and_nothing_is_lost_where_one_fails(intake: Intake, data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    file(folder, "b.txt", NOTICE, "gb18030")
    file(folder, "a/x.txt", OTHER)
    file(folder, "c.txt", "")
    file(folder, "d.txt", NOTICE)
    file(folder, ".hidden.txt", OTHER)
    file(folder, "e.txt", "支持创业的若干措施\n一、总体要求\n支持创业。\n")
    files = files_in([folder])
    assert [str(one.relative_to(folder)) for one in files] == ["a/x.txt", "b.txt", "c.txt", "d.txt", "e.txt"]
    steps: list[tuple[str, int, int]] = []
    results = add_all(intake, files, progress=lambda *step: steps.append(step))
    assert [result.kind for result in results] == ["added", "added", "failed", "held", "failed"]
    assert [result.document for result in results] == ["luohu-2026-10", "luohu-2026-9", "", "luohu-2026-9", ""]
    assert [done for _, done, _ in steps] == [0, 1, 2, 3, 4, 5]
    assert "c.txt" in results[2].line and "e.txt" in results[4].line
    assert {path.name for path in (data / "documents").iterdir()} >= {"luohu-2026-9", "luohu-2026-10"}


def test_a_full_disk_ends_a_folder(intake: Intake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "disk")

    monkeypatch.setattr(kg.intake.add, "keep_files", fail)
    (result,) = add_all(intake, [file(tmp_path, "a.txt", NOTICE)])
    assert result.kind == "failed" and CannotWrite.__name__ and "disk" in result.line


@pytest.mark.parametrize(
    ("name", "place", "id_", "short", "kind", "function"),
    [
        ("广州市人力资源和社会保障局", "440100", "440100-human-resources", "市人力资源和社会保障局", "government", "human_resources"),
        ("中共太原市委", "140100", "140100-party-committee", "市委", "party", "party_committee"),
        ("石嘴山市人民政府办公室", "640200", "640200-government-office", "市政府办公室", "government", "government"),
        ("宁夏回族自治区人民政府", "640000", "640000-government", "自治区政府", "government", "government"),
        ("苏州工业园区管理委员会", "320500", "320500-park", "苏州工业园区管理委员会", "government", "park"),
        ("太原市民政局", "140100", "140100-civil-affairs", "市民政局", "government", "civil_affairs"),
        ("云上数据有限公司", "140100", "140100-enterprise", "云上数据有限公司", "enterprise", "employer"),
        ("太原市小店区商务局", "140105", "140105-commerce", "区商务局", "government", "commerce"),
        ("山西太原经济开发区党政办公室", "140100", "140100-park", "太原经济开发区党政办公室", "government", "park"),
        ("云上高新区（小店）科技局", "140105", "140105-park", "云上高新区（小店）科技局", "government", "park"),
        ("太原市小店区云上街道办事处", "140105", "140105-township", "云上街道办事处", "government", "government"),
        ("云上科学城管理委员会", "140100", "140100-park", "云上科学城管理委员会", "government", "park"),
        ("太原市委人才发展委员会办公室", "140100", "140100-party-office", "市委人才发展委员会办公室", "party", "party_committee"),
    ],
)  # fmt: skip
def test_agencies(name: str, place: str, id_: str, short: str, kind: str, function: str) -> None:
    row = describe_agency(name, place, set(), set())
    assert (row["id"], row["name"], row["kind"], row["function"]) == (id_, short, kind, function)
    taken = describe_agency(name, place, {id_}, {short})
    assert taken["id"] == f"{id_}-2" and taken["name"] == name


@pytest.mark.parametrize(
    ("name", "text", "aliases"),
    [
        ("太原市科学技术局", "由市科技局负责，市财政局配合。", "市科技局"),
        ("太原市发展和改革委员会", "市发改委、市发展改革委牵头。", "市发展改革委|市发改委"),
        ("太原市发展和改革委员会", "各部门配合。", ""),
        ("太原市大数据局", "市数据局牵头。", ""),
    ],
)
def test_short_names_of_an_issuer_that_its_text_uses_are_its_aliases(intake: Intake, name: str, text: str, aliases: str) -> None:
    registry, _ = load_registry(intake.data / "registry", {}, intake.data.parent)
    unknown = replace(registry, entries={**registry.entries, "agency": {}})
    [row] = missing_rows(unknown, "140100", [name], "《云泽》", text).agencies["140100"]
    assert set(row["aliases"].split("|")) == set(aliases.split("|"))


@pytest.mark.parametrize("name", ["太原市小店区财政局", "小店区发改委", "太原市委人才办", "山西太原高新区管委会", "财政局"])
def test_an_issuer_is_one_body_that_has_the_name_it_signs_with(name: str) -> None:
    row = describe_agency(name, "140105" if "小店" in name else "140100", set(), set(), single=True)
    assert name in (row["name"], row["full_name"], row["aliases"]) and row["kind"] != "group"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"\xef\xbb\xbfid,name\r\n1,a\r\n", b'\xef\xbb\xbfid,name\r\n1,a\r\n2,"b,c"\r\n'),
        (b'id,name\n1,"a"', b'id,name\n1,"a"\n2,"b,c"\n'),
        (b"name,id\n", b'name,id\n"b,c",2\n'),
    ],
)
def test_rows_are_added_in_the_form_of_the_file(tmp_path: Path, before: bytes, after: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(before)
    append_rows(path, ["id", "name"], [{"id": "2", "name": "b,c"}])
    assert path.read_bytes() == after
