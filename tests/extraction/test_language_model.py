"""A model adds what the proof lets pass, is told what it needs and no more, and can fail without loss."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.extraction.draft import DraftedDocument, draft
from kg.extraction.language_model.extract import LanguageModel
from kg.extraction.language_model.settings import KEY, NAME, URL, ModelSettings
from tests.datasets import CORPUS
from tests.extraction.drafting import source_of

TEXT = """云泽市人才工作若干措施
一、支持企业引才
对新引进的博士，给予20万元补贴。
"""
RECORDED = Path(__file__).with_name("recorded_answers.json").read_text(encoding="utf-8")


@dataclass
class Model:
    """A server that gives one recorded answer to every request, and keeps what it was sent."""

    url: str
    status: int = 200
    content: str = RECORDED
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)


@pytest.fixture
def model() -> Iterator[Model]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.requests.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            asked.keys.append(self.headers["authorization"])
            words = asked.content.replace('"s1"', f'"{_clause()}"')
            body = json.dumps({"choices": [{"message": {"content": words}}]}).encode()
            self.send_response(asked.status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        asked = Model(f"http://127.0.0.1:{server.server_port}/v1")
        Thread(target=server.serve_forever, daemon=True).start()
        yield asked
        server.shutdown()


def _clause() -> str:
    return next(path for path, clause in source_of(TEXT).clauses.items() if clause.number)


def _drafted(model: Model) -> tuple[DraftedDocument, LanguageModel]:
    asked = LanguageModel(ModelSettings(model.url, "recorded", "secret"))
    return draft(source_of(TEXT), ["tasks"], asked), asked


def test_what_a_model_proposes_passes_the_same_proof(model: Model) -> None:
    drafted, asked = _drafted(model)
    found = [(one.kind, one.fact.evidence.quote) for one in drafted.drafts if one.origin == "model.recorded"]
    assert sorted(found) == [("conditions", "新引进的博士"), ("funding", "对新引进的博士，给予20万元补贴")]
    assert not asked.faults


def test_what_a_rule_drafted_is_not_drafted_again(model: Model) -> None:
    drafted, _ = _drafted(model)
    assert [one.origin for one in drafted.drafts if one.kind == "tasks"] == ["tasks.heading"]


def test_a_model_gets_the_words_of_the_clauses_and_the_key_in_the_header_alone(model: Model) -> None:
    _drafted(model)
    (request,) = model.requests
    assert request["temperature"] == 0
    assert "给予20万元补贴" in request["messages"][1]["content"]
    assert "amount_min" in request["messages"][0]["content"]
    assert model.keys == ["Bearer secret"]
    assert "secret" not in json.dumps(request)


@pytest.mark.parametrize(("status", "content"), [(500, RECORDED), (429, RECORDED), (200, "no json"), (200, "[]"), (200, '{"facts": 3}')])
def test_a_model_that_fails_costs_nothing_that_rules_give(model: Model, status: int, content: str) -> None:
    model.status, model.content = status, content
    drafted, asked = _drafted(model)
    assert [one.origin for one in drafted.drafts] == ["tasks.heading"]
    assert len(asked.faults) == (0 if "facts" in content and status == 200 else 1)


def test_the_command_says_what_it_sends_and_what_failed(model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "measures.txt"
    file.write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv(URL, model.url)
    monkeypatch.setenv(NAME, "recorded")
    monkeypatch.setenv(KEY, "secret")
    model.status = 503
    monkeypatch.setenv("ZHENGMAI_LANG", "en")
    command = ["draft", str(file), "--data", str(CORPUS)]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0
    assert f"recorded at {model.url}" in result.stderr
    assert "503" in result.stderr
    assert "secret" not in result.output
    assert json.loads(result.stdout)["tasks"]
    count = len(model.requests)
    assert CliRunner().invoke(app, [*command, "--no-model"]).stderr == ""
    assert len(model.requests) == count


def test_without_an_address_no_model_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "measures.txt"
    file.write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(app, ["draft", str(file), "--data", str(CORPUS)])
    assert result.exit_code == 0
    assert result.stderr == ""
