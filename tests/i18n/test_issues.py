"""Faults of curated data are told in the reader's language: every kind of them, whatever is wrong with a value."""

from __future__ import annotations

import ast
import pickle
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import kg
from kg.errors import DataIssue, InvalidData
from kg.i18n import LANGUAGES, MESSAGES, Language, Message, message, set_language
from kg.loaders.validation import validated
from kg.model.document import DocumentHead, Fault, ReadClause, RelatedDocument, ResponsibilityConvention
from kg.model.facts import FACT_KINDS
from kg.model.finding_answer import FindingAnswer
from kg.model.original import Correction, Doubt, Original, Page, Stretch
from kg.model.registry import REGISTRY_KINDS
from kg.model.source_check import SourceCheck
from tests.broken_data import BROKEN
from tests.datasets import CORPUS

KEYS = {key for key in MESSAGES if key.startswith("issues.")}
QUOTED = re.compile("“[^”]*”")
COMMAND = re.compile(r"kg curate \w+( [\w-]+)?|git [a-z]+( [a-z.]+)*|CR LF")
ENGLISH = re.compile(r"[A-Za-z]{2,}[ ,]+[A-Za-z]{2,}")
TERMS = re.compile(
    r"kg curate (ids|clauses)|git config core.autocrlf false|git checkout|--data|CSV UTF-8|Excel|CSV|UTF-8|GB18030|YAML|SHA-256|ISO"
    r"|https?://|(data|ontology)/[\w/]*|\w*\.(csv|yaml|ttl|txt)|true|false|unspecified|context|inferred|nature|flow_of|flow|val\w+_\w+"
)
"""What a Chinese sentence calls by its own name: programs, formats, files, columns, codes."""


@pytest.fixture(scope="module")
def issues(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[DataIssue]]:
    """What is wrong with each of the broken copies."""
    return {
        broken.__name__: list(broken(Path(shutil.copytree(CORPUS, tmp_path_factory.mktemp(broken.__name__) / "data")))) for broken in BROKEN
    }


def english_words(told: str) -> bool:
    return ENGLISH.search(COMMAND.sub("", QUOTED.sub("“”", told))) is not None


def keys_of(value: Any) -> Iterator[str]:
    if isinstance(value, Message):
        yield value.key
        yield from (key for inner in value.values.values() for key in keys_of(inner))
    elif isinstance(value, list | tuple):
        yield from (key for inner in value for key in keys_of(inner))


@pytest.mark.parametrize("name", [broken.__name__ for broken in BROKEN])
def test_a_chinese_reader_reads_no_english(issues: dict[str, list[DataIssue]], name: str) -> None:
    assert issues[name]
    told = {issue.message.text("zh") for issue in issues[name]}
    assert not [line for line in told if english_words(line)]
    assert all("；应为" in line and "应为应为" not in line for line in told)


def test_every_message_is_the_fault_of_some_data(issues: dict[str, list[DataIssue]]) -> None:
    assert {key for found in issues.values() for issue in found for key in keys_of(issue.message)} == KEYS


def test_faults_travel_between_processes_and_are_told_once(issues: dict[str, list[DataIssue]]) -> None:
    found = list(dict.fromkeys(issue for of_copy in issues.values() for issue in of_copy))
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert InvalidData([*found, *again]).issues == InvalidData(found).issues


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_is_told_in_the_language_of_who_reads_it(monkeypatch: pytest.MonkeyPatch, language: Language) -> None:
    error = InvalidData([DataIssue("funding.csv", 2, "kind", message("issues.found.nothing"), "x")])
    monkeypatch.setenv("ZHENGMAI_LANG", "en" if language == "zh" else "zh")
    line = {"zh": "funding.csv，第 2 行，列 kind：没有填写；应为x", "en": "funding.csv, row 2, column kind: found nothing; expected x"}[
        language
    ]
    assert error.told(language).splitlines()[0] == line
    set_language(language)
    assert str(error.issues[0]) == line


def test_a_chinese_sentence_has_only_names_in_latin_letters() -> None:
    told = {key: words["zh"] for key, words in MESSAGES.items() if key.startswith(("issues.", "checks."))}
    told = {key: re.sub(r"\{\w+\}|<[^>]+>|“[^”]*”", "", words) for key, words in told.items()}
    assert not [key for key, words in told.items() if re.search("[A-Za-z]", TERMS.sub("", words))]


VALUES: list[Any] = [
    "",
    " ",
    "x",
    "x y",
    "-1",
    "1.5",
    "NaN",
    "9" * 5000,
    "三年",
    "2025-13",
    None,
    True,
    -1,
    0,
    1.5,
    [],
    ["x"],
    [3],
    {},
    {"x": 1},
]
HEADS = [DocumentHead, Fault, RelatedDocument, ResponsibilityConvention, ReadClause, SourceCheck, FindingAnswer]
MODELS = [*FACT_KINDS.values(), *REGISTRY_KINDS.values(), *HEADS, Original, Page, Stretch, Doubt, Correction]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_whatever_is_wrong_with_a_value_is_told_in_our_words(model: type[BaseModel]) -> None:
    for name in [*(field.alias or name for name, field in model.model_fields.items()), "unknown"]:
        for value in VALUES:
            for issue in validated(model, {name: value}, "x", 2)[1]:
                assert isinstance(issue.expected, Message), issue


def test_no_fault_is_told_in_words_that_stand_in_the_program() -> None:
    """What is passed as found or expected is a message, or a value that was read."""
    said = []
    for path in Path(kg.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "DataIssue":
                assert len(node.args) >= 5, path
                said += [f"{path.name}:{node.lineno}" for part in node.args[3:5] if not _is_data(part)]
    assert said == []


def _is_data(node: ast.expr) -> bool:
    """A name, an item of something, or what `shown` or `message` make."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in ("shown", "message", "_expectation")
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript)


def test_modules_that_tell_faults_hold_no_sentences() -> None:
    spoken = {"ontology gates", "unexpected end of data", "',' expected after '\"'"}
    """The name of a phase, and what the csv module says."""
    for folder in ("loaders", "build"):
        for path in (Path(kg.__file__).parent / folder).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            if not {"DataIssue", "Message"} & {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}:
                continue
            documented = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            strings = {
                node.value
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documented
            }
            assert not {words for words in strings if re.search("[a-z]{2,} [a-z]{2,}", words)} - spoken, path
