"""Every word of ours stands in the catalog, in both languages; nothing else does."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from jinja2 import Environment, nodes

import kg.export.subgraph
import viewer
from kg.queries.catalog import public_questions
from viewer.html import TEMPLATES as TEMPLATE_FOLDER
from viewer.i18n import LANGUAGES, catalog, t

FOLDER = Path(viewer.__file__).parent
FILES = sorted(FOLDER.rglob("*.py"))
TEMPLATES = sorted(TEMPLATE_FOLDER.rglob("*.html"))
OF_DATA = ("columns.", "tables.", "codes.", "inputs.")
"""Entries that are looked up by a name out of the catalog of questions."""
NOT_OURS = {"中文"}
"""Strings with Chinese characters that are names: a language calls itself."""
WITH_NAMES = {"graph.search_placeholder"}
"""English sentences that give names of things, which are not translated."""
HAN = re.compile(r"[\u3400-\u9fff]")


def keys_asked(path: Path) -> Iterator[tuple[str, re.Pattern[str]]]:
    """What a module passes to `t`: each with a pattern of keys, for what an f-string leaves open."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "t" and node.args:
            for text in texts_of(node.args[0]):
                yield f"{path.name}:{node.lineno} {text}", re.compile(text)


def keys_in_template(path: Path) -> Iterator[tuple[str, re.Pattern[str]]]:
    """What a template passes to `t`."""
    for call in Environment().parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "t":
            parts = call.args[0].nodes if isinstance(call.args[0], nodes.Concat) else [call.args[0]]
            text = "".join(re.escape(part.value) if isinstance(part, nodes.Const) else r"[\w.-]+" for part in parts)
            yield f"{path.name}:{call.lineno} {text}", re.compile(text)


def all_keys_asked() -> list[tuple[str, re.Pattern[str]]]:
    return [key for path in FILES for key in keys_asked(path)] + [key for path in TEMPLATES for key in keys_in_template(path)]


def texts_of(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.JoinedStr(values=parts):
            yield "".join(re.escape(p.value) if isinstance(p, ast.Constant) else r"[\w.-]+" for p in parts)
        case ast.IfExp(body=body, orelse=orelse):
            yield from texts_of(body)
            yield from texts_of(orelse)


def strings_of(tree: ast.AST) -> Iterator[ast.Constant]:
    """The strings of a module, without those that stand alone: they are documentation."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node


def test_every_key_that_is_asked_for_exists() -> None:
    keys = catalog().keys()
    missing = [where for where, pattern in all_keys_asked() if not any(map(pattern.fullmatch, keys))]
    assert not missing


def test_no_key_is_unused() -> None:
    asked = [pattern for _, pattern in all_keys_asked()]
    mentioned = {node.value for path in FILES for node in strings_of(ast.parse(path.read_text(encoding="utf-8")))}
    unused = [
        key
        for key in catalog()
        if not key.startswith(OF_DATA) and key not in mentioned and not any(pattern.fullmatch(key) for pattern in asked)
    ]
    assert not unused


def test_both_languages_say_it_with_the_same_values() -> None:
    for key, words in catalog().items():
        assert words.keys() >= LANGUAGES.keys(), key
        assert all(isinstance(words[language], str) and words[language].strip() for language in LANGUAGES), key
        zh, en = ({name for _, name, _, _ in Formatter().parse(words[language]) if name is not None} for language in LANGUAGES)
        assert zh == en, key
        assert key in WITH_NAMES or not HAN.search(words["en"]), key


def test_no_chinese_stands_in_the_code() -> None:
    found = [
        f"{path.relative_to(FOLDER)}:{node.lineno} {node.value}"
        for path in FILES
        for node in strings_of(ast.parse(path.read_text(encoding="utf-8")))
        if HAN.search(node.value) and node.value not in NOT_OURS
    ]
    assert not found
    assert not [path.name for path in TEMPLATES if HAN.search(path.read_text(encoding="utf-8"))]


def test_every_column_and_input_has_a_heading() -> None:
    named = catalog().keys()
    for question in public_questions():
        missing = [column for column in question.columns if not {f"columns.{column}", f"columns.{question.name}.{column}"} & named]
        missing += [
            name
            for name, parameter in question.parameters.items()
            if parameter.type != "number" and not {f"inputs.{name}", f"columns.{name}", f"columns.{question.name}.{name}"} & named
        ]
        assert not missing, question.name


def test_no_heading_is_of_a_column_that_no_question_has() -> None:
    columns = {column for question in public_questions() for column in question.columns}
    parameters = {name for question in public_questions() for name in question.parameters}
    qualified = {f"{question.name}.{column}" for question in public_questions() for column in question.columns}
    headings = {key.removeprefix("columns.") for key in catalog() if key.startswith("columns.")}
    assert headings <= columns | parameters | qualified


def test_every_heading_of_our_own_tables_is_of_a_column_that_they_have() -> None:
    files = [*FILES, Path(kg.export.subgraph.__file__)]
    names = {node.value for path in files for node in strings_of(ast.parse(path.read_text(encoding="utf-8")))}
    headings = {key.removeprefix("tables.") for key in catalog() if key.startswith("tables.")}
    assert headings and not [heading for heading in headings if not set(heading.split(".")) <= names]


def test_quotation_marks_within_quotation_marks_are_single() -> None:
    assert t("overview.program", name="“千人计划”") == "“‘千人计划’”给什么？"
    assert t("source.found_none", words="晋阳工匠").startswith("本文件没有“晋阳工匠”。")
