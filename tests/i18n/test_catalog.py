"""Every message stands in the catalog in both languages, with the same values; every key that the code names exists and is used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import kg
from kg.errors import error_classes
from kg.i18n import LANGUAGES, MESSAGES, SETTING, Catalog, current_language, message, text
from kg.i18n.message import from_json, to_json

PACKAGE = Path(kg.__file__).parent
FILES = [path for root in (PACKAGE, PACKAGE.parent / "viewer") for path in sorted(root.rglob("*.py"))]
HAN = re.compile(r"[\u3400-\u9fff]")
WITH_NAMES = {"errors.invalid-argument.no_parameter", "pages.other_language"}
"""English messages that give names of things, which are not translated."""


def keys_named(path: Path) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The keys that a module passes to `message` (also imported as `translated`) and `text`: each as a pattern, for what an f-string leaves open."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("message", "text", "translated")
            and node.args
        ):
            continue
        match node.args[0]:
            case ast.Constant(value=str(key)):
                yield f"{path.name}:{node.lineno} {key}", re.compile(re.escape(key))
            case ast.JoinedStr(values=parts):
                pattern = "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"[\w:.-]*" for p in parts)
                yield f"{path.name}:{node.lineno} {pattern}", re.compile(pattern)


@pytest.fixture(scope="module")
def named() -> list[tuple[str, re.Pattern[str]]]:
    return [found for path in FILES for found in keys_named(path)]


def test_both_languages_say_it_with_the_same_values() -> None:
    for key, words in MESSAGES.items():
        assert words.keys() == LANGUAGES.keys(), key
        assert all(isinstance(words[language], str) and words[language].strip() for language in LANGUAGES), key
        zh, en = ({name for _, name, _, _ in Formatter().parse(words[language]) if name is not None} for language in LANGUAGES)
        assert zh == en, key
        assert key in WITH_NAMES or not HAN.search(words["en"]), key


@pytest.mark.parametrize("path", sorted((PACKAGE / "i18n" / "catalog").glob("*.yaml")), ids=lambda path: path.name)
def test_no_key_stands_twice_in_a_file(path: Path) -> None:
    keys = re.findall(r"^([^\s#].*?):\s", path.read_text(encoding="utf-8"), re.M)
    assert len(keys) == len(set(keys)) == sum(key.startswith(f"{path.stem}.") for key in MESSAGES)


def test_every_key_that_the_code_names_exists(named: list[tuple[str, re.Pattern[str]]]) -> None:
    assert not [where for where, pattern in named if not any(map(pattern.fullmatch, MESSAGES))]


def test_no_message_is_unused(named: list[tuple[str, re.Pattern[str]]]) -> None:
    classes = error_classes()
    made = {f"errors.{code}{part}" for code in classes for part in ("", ".nearest", ".hint", ".needed")}
    made |= {f"problems.{kind.problem or code}" for code, kind in classes.items()} | {"problems.other"}
    texts = [
        path.read_text(encoding="utf-8")
        for folder in ("server", "linked_data")
        for path in (PACKAGE / folder).rglob("*.*")
        if path.suffix in (".py", ".html")
    ]
    quoted = {word for content in texts for word in re.findall(r"""["']([\w:-]+)["']""", content)}
    made |= {f"{file}.{word}" for word in quoted for file in ("pages", "problems")}
    unused = [key for key in MESSAGES if key not in made and not any(pattern.fullmatch(key) for _, pattern in named)]
    assert not [key for key in unused if not key.startswith("terms.")]  # terms are looked up by what a graph uses


def test_a_file_is_read_when_it_is_needed(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text('greeting: {zh: "你好，{name}", en: "Hello {name}"}\n', encoding="utf-8")
    (tmp_path / "two.yaml").write_text("[broken", encoding="utf-8")
    catalog = Catalog(tmp_path)
    assert catalog.text("one.greeting", "zh", name="甲") == "你好，甲"
    assert "one.nothing" not in catalog and "three.x" not in catalog
    with pytest.raises(KeyError):
        catalog.text("one.greeting", "en", nobody="x")


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "zh_CN", "LC_ALL": "C"}, "en"),
        ({"LC_ALL": "C", SETTING: "zh"}, "zh"),
    ],
)
def test_the_language_is_that_of_the_locale(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str) -> None:
    for name in (SETTING, "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert current_language() == expected


def test_a_message_holds_messages_and_lists_and_travels_as_json() -> None:
    inner = message("errors.expected.one_of", known=["a", "b"])
    outer = message("errors.unknown-value", parameter="x", value="y", expected=inner)
    assert from_json(to_json(outer)) == outer
    assert outer.text("en") == "x: found y; expected one of a, b"
    assert outer.text("zh") == "x：读到y；应为以下之一：a、b"
    assert text("errors.expected.number", "zh") == "不超过一万亿的数字"
