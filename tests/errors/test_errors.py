"""Every error has a code, both languages, a place that raises it and a row in docs/errors.md; it keeps its values when it travels."""

from __future__ import annotations

import ast
import json
import pickle
import re
import types
import typing
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

import kg
import kg.errors
from kg.errors import (
    DataIssue,
    GateFailed,
    InvalidData,
    ServerLimit,
    TookTooLong,
    UnknownEntity,
    UnknownQuestion,
    UnknownValue,
    ZhengmaiError,
    error_classes,
    rebuilt,
)
from kg.i18n import LANGUAGES, MESSAGES, Message, message

ROOT = Path(kg.__file__).parents[1]
CLASSES = error_classes()
ROW = re.compile(r"^\| `(?P<code>[\w-]+)` \| `(?P<name>\w+)` \| (?P<status>\d+) \| (?P<when>[^|]+) \| (?P<advice>[^|]+) \|$", re.M)


OF_ONE_PACKAGE = {"Problem", "ClientDisconnected", "UnknownEncoding"}
"""A refusal over HTTP, a client that left, bytes that are no text: each is caught by its own package."""


def every_class(base: type[ZhengmaiError] = ZhengmaiError) -> list[type[ZhengmaiError]]:
    return [base, *(kind for derived in base.__subclasses__() for kind in every_class(derived))]


def made(kind: type[ZhengmaiError]) -> ZhengmaiError:
    """An error of that class with values that its fields take."""
    if kind is InvalidData:
        return InvalidData([DataIssue("funding.csv", 2, "kind", "x", "y")])
    hints = typing.get_type_hints(kind)
    values = {field.name: value_of(hints[field.name], field.name) for field in fields(kind)} if is_dataclass(kind) else {}
    return kind(**values)


def value_of(type_: Any, name: str) -> Any:
    options = typing.get_args(type_) if isinstance(type_, types.UnionType) else (type_,)
    if Message in options:
        return message("errors.expected.number")
    if name == "reason":
        return "same"
    if int in options or float in options:
        return 3
    return ["one", "two"] if typing.get_origin(options[0]) else "some"


def test_codes_and_names_are_unique_and_public() -> None:
    coded = [kind for kind in every_class() if "code" in vars(kind)]
    assert len(coded) == len(CLASSES) == len({kind.__name__ for kind in coded})
    assert all(re.fullmatch(r"[a-z]+([_-][a-z]+)*", code) for code in CLASSES)
    assert {kind.__name__ for kind in coded} <= set(kg.errors.__all__)


def test_no_other_error_that_leaves_a_module_is_defined_elsewhere() -> None:
    """What a caller may catch derives from ZhengmaiError; others steer one module's own work, so their names are private."""
    found = []
    for path in [*(ROOT / "kg").rglob("*.py"), *(ROOT / "viewer").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and path.parent.name != "errors" and not node.name.startswith("_"):
                bases = {ast.unparse(base) for base in node.bases}
                if any(re.search(r"(Error|Exception)$", base) or base in kg.errors.__all__ for base in bases):
                    found.append(node.name)
    assert set(found) == OF_ONE_PACKAGE


@pytest.mark.parametrize("code", CLASSES)
def test_it_says_what_is_wrong_in_both_languages(code: str) -> None:
    error = made(CLASSES[code])
    assert all(error.sentence(language) for language in LANGUAGES)
    assert error.sentence("zh") != error.sentence("en") or "{fault}" in MESSAGES[f"errors.{code}"]["en"]
    assert all(error.told(language).startswith(error.sentence(language)) for language in LANGUAGES)
    assert 400 <= error.status < 600


@pytest.mark.parametrize("code", CLASSES)
def test_it_keeps_class_and_values_between_processes_and_over_http(code: str) -> None:
    error = made(CLASSES[code])
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error) and str(again) == str(error) and again.told("zh") == error.told("zh")
    if not isinstance(error, InvalidData):
        over_http = rebuilt(CLASSES[code], json.loads(json.dumps(error.parameters)), "not needed")
        assert over_http.told("zh") == error.told("zh") and over_http.parameters == error.parameters


@pytest.mark.parametrize("code", CLASSES)
def test_something_raises_it(code: str) -> None:
    name = CLASSES[code].__name__
    raised = re.compile(rf"\b(raise|return)\b.*\b{name}\b")
    sources = [*(ROOT / "kg").rglob("*.py"), *(ROOT / "viewer").rglob("*.py")]
    assert any(raised.search(path.read_text(encoding="utf-8")) for path in sources)


def test_the_documentation_lists_every_error() -> None:
    rows = {row["code"]: row for row in ROW.finditer((ROOT / "docs" / "errors.md").read_text(encoding="utf-8"))}
    assert {code: (row["name"], int(row["status"])) for code, row in rows.items()} == {
        code: (kind.__name__, kind.status) for code, kind in CLASSES.items()
    }


def test_callers_that_catch_standard_errors_still_do() -> None:
    assert issubclass(UnknownValue, ValueError) and issubclass(UnknownQuestion, LookupError) and issubclass(UnknownEntity, LookupError)
    assert issubclass(kg.errors.MalformedQuery, SyntaxError)


def test_the_nearest_known_value_is_the_hint() -> None:
    error = UnknownValue("city", "大原", message("errors.expected.place"), ["太原市", "晋城市"])
    assert error.told("en") == "city: found “大原”; expected the id, name or alias of a place; nearest known: 太原市"
    assert error.told("zh") == "city：读到“大原”；应为地区的代码、名称或别名；最接近的已知值：太原市"
    assert UnknownValue("city", "x", "y", ["太原市"]).hint("en") == "known: 太原市"
    assert UnknownValue("city", "x", "y").hint("en") is None
    assert UnknownValue("city", None, "y").sentence("en") == "city: it is needed; expected y"


def test_values_that_do_not_fit_leave_the_words_of_the_server() -> None:
    error = rebuilt(UnknownEntity, {"nobody": 1}, "an older server's words")
    assert isinstance(error, UnknownEntity) and str(error) == "an older server's words" and error.sentence("zh") == str(error)


def test_when_to_return_goes_along() -> None:
    assert pickle.loads(pickle.dumps(TookTooLong(2.5))).retry_after == 3
    busy = pickle.loads(pickle.dumps(ServerLimit(message("errors.expected.number"), 17)))
    assert busy.retry_after == 17 and str(busy).endswith("try again in 17 s")


def test_the_root_fault_comes_first() -> None:
    files = ["data/documents/x/funding.csv", "data/documents/x/document.yaml", "data/registry/places.csv"]
    told = InvalidData(DataIssue(file, None, None, "x", "y") for file in files)
    assert [issue.file for issue in told.issues] == list(reversed(files))


def test_faults_are_counted_and_listed_in_order() -> None:
    issues = [DataIssue("b.csv", 3, None, "x", "y"), DataIssue("a.csv", None, None, "x", "y"), DataIssue("b.csv", 2, "kind", "x", "y", "z")]
    lines = InvalidData(issues).told("en").splitlines()
    assert lines == [
        "a.csv: found x; expected y",
        "b.csv, row 2, column kind: found x; expected y; nearest known: z",
        "b.csv, row 3: found x; expected y",
        "3 problems; the published version is untouched",
    ]
    assert GateFailed(["one"]).told("zh").splitlines() == ["one", "1 个问题；已发布的版本没有变动"]


@pytest.mark.parametrize("refusal", [FileNotFoundError(2, "No such file or directory"), PermissionError(13, "Permission denied")])
def test_what_the_system_says_of_a_file_is_told_in_the_language_asked(refusal: OSError) -> None:
    with pytest.raises(kg.errors.CannotRead) as caught, kg.errors.reading("人才.docx"):
        raise refusal
    assert caught.value.told("zh").startswith("人才.docx：没有")
    assert str(refusal.strerror) not in caught.value.told("zh")
