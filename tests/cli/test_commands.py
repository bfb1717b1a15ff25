"""The command as a person runs it: real words, real files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store.versions import current_version
from tests.commands import kg
from tests.datasets import CORPUS

DOCUMENTS = sum(folder.is_dir() for folder in (CORPUS / "documents").iterdir())


def test_a_build_that_finds_faults_tells_all_of_them_and_touches_nothing(data: Path, home: Path, tmp_path: Path) -> None:
    mine = tmp_path / "home"
    shutil.copytree(home, mine)
    before = current_version(mine)
    folder = data / "documents" / "yunze-2021-5"
    (folder / "funding.csv").write_bytes((folder / "funding.csv").read_bytes().replace(b",subsidy,", b",gift,"))
    (folder / "targets.csv").unlink()
    result = kg("build", "--data", str(data), home=mine)
    lines = result.stderr.splitlines()
    assert result.returncode == 1 and result.stdout == ""
    assert sum("column kind: found “gift”" in line and "expected a concept of" in line for line in lines) == 2
    assert any("targets.csv: found no such file" in line for line in lines)
    assert lines[-1].endswith("problems; the published version is untouched")
    assert current_version(mine) == before
    assert "Traceback" not in result.stderr


def test_progress_is_plain_lines_where_there_is_no_terminal(data: Path, tmp_path: Path) -> None:
    result = kg("build", "--data", str(data), home=tmp_path / "home")
    assert result.returncode == 0 and "\x1b" not in result.stderr
    assert [line for line in result.stderr.splitlines() if line.startswith("documents")] == [
        f"documents 0/{DOCUMENTS}",
        f"documents {DOCUMENTS}/{DOCUMENTS}",
    ]
    assert f"{DOCUMENTS} documents" in result.stdout
    assert "nothing changed" in kg("build", "--data", str(data), home=tmp_path / "home").stdout


def test_check_holds(tmp_path: Path) -> None:
    result = kg("check", "--data", str(CORPUS), home=tmp_path / "home")
    assert result.returncode == 0 and result.stdout.startswith(f"{DOCUMENTS} documents hold")


def test_ask_alone_lists_the_questions(home: Path) -> None:
    result = kg("ask", home=home)
    assert result.returncode == 0
    assert all(name in result.stdout for name in ("tasks", "responsibilities", "funding", "agency_load", "findings", "--city"))


def test_ask_in_every_format(home: Path, tmp_path: Path) -> None:
    asked = ("ask", "funding", "--city", "云泽", "--program=云雀计划")
    assert len(json.loads(kg(*asked, "--format", "json", home=home).stdout)) == 2
    assert kg(*asked, "-f", "csv", home=home).stdout.startswith("id,document,clause,kind")
    assert "2 rows" in kg(*asked, home=home).stdout
    assert kg(*asked, "--format", "xlsx", "--out", str(tmp_path / "x.xlsx"), home=home).returncode == 0
    assert (tmp_path / "x.xlsx").read_bytes().startswith(b"PK")
    assert kg("ask", "agency-load", "--w-support", "2", "--city", "云泽", home=home).returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ask", "fundng"), "nearest: funding"),
        (("ask", "funding", "--city", "云译"), "nearest known: 云泽市"),
        (("ask", "funding", "--city"), "--city has no value"),
        (("ask", "funding", "云泽"), "expected a parameter"),
        (("ask", "funding", "--format", "pdf"), "table, csv, json, xlsx"),
        (("show", "云鹊计划"), "nearest known: 云雀计划"),
        (("search", "《》"), "nothing to search for"),
        (("sparql", "nowhere.rq"), "nowhere.rq"),
        (("curate", "gaps", "nowhere"), "no document"),
        (("export", "x.docx"), "graphml"),
    ],
)
def test_a_wrong_word_is_told_in_one_line(home: Path, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    result = kg(*words, home=home, cwd=tmp_path)
    assert result.returncode == 1 and result.stdout == ""
    assert said in result.stderr and len(result.stderr.splitlines()) == 1


def test_without_a_version_it_says_what_to_do(tmp_path: Path) -> None:
    result = kg("ask", "tasks", home=tmp_path)
    assert result.returncode == 1 and "kg build" in result.stderr


def test_sparql_rows_triples_and_truth(home: Path, tmp_path: Path) -> None:
    query = 'SELECT ?title { ?agency skos:prefLabel "市人社局"@zh ; zm:leads/dcterms:title ?title }'
    titles = [row["title"] for row in json.loads(kg("sparql", "-", "-f", "json", home=home, stdin=query).stdout)]
    led = {"建设人才公寓", "拓宽引才渠道", "实施“<script>alert(1)</script>”项目", "办好“引凤节”", "发放引才补贴", "优化人才服务"}
    assert set(titles) == led and len(titles) == len(led)
    (tmp_path / "q.rq").write_text("ASK { ?x a zm:Task }", encoding="utf-8")
    assert kg("sparql", str(tmp_path / "q.rq"), home=home).stdout == "true\n"
    triples = kg("sparql", "-", home=home, stdin="CONSTRUCT { ?p zm:offers ?o } { ?p zm:offers ?o }")
    assert triples.stdout.startswith("@prefix") and "program:yunque" in triples.stdout
    wrong = kg("sparql", "-", home=home, stdin="SELECT ?x { ?x")
    assert wrong.returncode == 1 and "Traceback" not in wrong.stderr and wrong.stderr


def test_show_and_search(home: Path) -> None:
    shown = kg("show", "yunze-2021-5/i1/funding/1", home=home).stdout
    assert "证据 evidence" in shown and "100万元" in shown
    assert "第 2 页 p. 2" in shown
    assert json.loads(kg("show", "yunze-2021-5/i1/funding/1", "-f", "json", home=home).stdout)[0]["evidence"][0]["pages"] == [2]
    assert json.loads(kg("show", "云雀计划", "-f", "json", home=home).stdout)[0]["named"]["id"] == "yunque"
    assert "yunze-2021-5/i1" in kg("search", "云雀计划", home=home).stdout


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        (("ask", "tasks"), "pandas pyarrow rdflib pyshacl streamlit networkx pyoxigraph"),
        (("show", "云雀计划"), "pandas pyarrow rdflib streamlit networkx"),
    ],
)
def test_heavy_things_are_imported_late(home: Path, words: tuple[str, ...], unwanted: str) -> None:
    code = f"import sys; sys.argv = ['kg', *{words!r}]\nfrom kg.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    code += "print('MODULES', *sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | {"ZHENGMAI_HOME": str(home)}, check=True
    )
    loaded = set(result.stdout.rsplit("MODULES", 1)[1].split())
    assert loaded.isdisjoint(unwanted.split()), loaded & set(unwanted.split())


def test_a_closed_pipe_is_no_fault(home: Path) -> None:
    command = f"{sys.executable} -m kg ask measures -f csv | head -1"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, env=os.environ | {"ZHENGMAI_HOME": str(home)}, check=False)
    assert result.stdout.startswith("id,") and "Traceback" not in result.stderr
