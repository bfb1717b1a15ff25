"""The questions: what each asks, with which parameters, and which columns it answers.

The tables of facts come from the declarations of their kinds (`fact_tables.py`), every other question from a file.
A file begins with lines `#: ` that together are YAML; the rest is the query. The folder decides the engine:
`tables/*.rq` define tables, `graph/*.rq` ask the graph, `aggregates/*.sql` ask the tables, `findings/*.rq` are health rules,
`inferences/*.rq` construct the shortcuts. A query that depends on the kinds of fact is a Jinja template (`fact_queries.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from kg.errors import UnknownQuestion
from kg.model.facts import FACT_KINDS
from kg.paths import QUERIES
from kg.queries.fact_queries import render
from kg.queries.fact_tables import definition
from kg.store.versions import LAYOUT

ColumnType = Literal["string", "integer", "number", "boolean", "list", "spans"]
ParameterType = Literal[
    "place", "document", "agency", "program", "category", "indicator", "concept", "scheme", "rule", "text", "number", "date"
]
Folder = Literal["tables", "graph", "aggregates", "findings", "inferences"]


class Parameter(BaseModel):
    """A parameter of a question. Its value is bound to the query, never pasted into it."""

    model_config = ConfigDict(extra="forbid")

    type: ParameterType
    about: str
    columns: list[str] = []
    """The columns that are compared with the value; one match is enough. For tables they say how; for aggregates, what may be counted."""
    scheme: str | None = None
    """For concepts: the scheme of the value."""
    default: float | None = None
    required: bool = False
    today: bool = False
    """For days: whether today is meant where none is given."""


class Question(BaseModel):
    """One query file. `title` and `about` by language."""

    model_config = ConfigDict(extra="forbid")

    name: str
    folder: Folder
    query: str
    title: dict[Literal["zh", "en"], str]
    about: str = ""
    columns: dict[str, ColumnType] = {}
    parameters: dict[str, Parameter] = {}
    order: list[str] = []
    batch: Literal["document", "registry", "whole"] = "document"
    """For tables: whether a row comes from one document, from the registry, or from all documents together."""
    internal: bool = False
    """Used by the program only; not offered to users."""
    severity: Literal["contradiction", "gap", "note"] | None = None
    message: dict[Literal["zh", "en"], str] = {}
    arithmetic: dict[Literal["zh", "en"], str] = {}
    """For health rules: the calculation that shows the fault, in words."""
    after: list[str] = []
    """For inferences: the rules whose triples this one asks for."""


class Filters(BaseModel):
    parameters: dict[Annotated[str, Field(pattern="^[a-z_]+$")], Parameter]


@cache
def standard_filters(folder: Path = QUERIES) -> dict[str, Parameter]:
    """The parameters of `filters.yaml`, which every table with one of their columns takes."""
    content = yaml.load((folder / "filters.yaml").read_text(encoding="utf-8"), Loader=_LOADER)
    return Filters.model_validate({"parameters": content}).parameters


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_question(path: Path) -> Question:
    """Read one file. Raises pydantic.ValidationError, yaml.YAMLError, jinja2.TemplateError."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = "\n".join(line[3:] for line in lines if line.startswith("#: "))
    query = "\n".join(line for line in lines if not line.startswith("#:")).strip() + "\n"
    content = yaml.load(header, Loader=_LOADER) or {}
    question = Question.model_validate({"name": path.stem, "folder": path.parent.name, "query": render(query), **content})
    return _with_filters(question) if question.folder == "tables" and not question.internal else question


def _with_filters(question: Question) -> Question:
    """The table with those standard parameters that apply to its columns."""
    fitting = {
        name: parameter.model_copy(update={"columns": [c for c in parameter.columns if c in question.columns]})
        for name, parameter in standard_filters().items()
        if any(column in question.columns for column in parameter.columns)
    }
    return question.model_copy(update={"parameters": fitting | question.parameters})


FINDINGS = Question(
    name="findings",
    folder="tables",
    query="",
    title={"zh": "政策体检", "en": "Findings"},
    about="体检规则发现的矛盾、缺口与提示，附两处原文 / what the health rules find, with the words of both places",
    columns={
        "id": "string", "rule": "string", "severity": "string", "message": "string", "message_en": "string",
        "document": "string", "clause": "string", "quote": "string", "start": "integer", "end": "integer", "context": "spans",
        "other_id": "string", "other_clause": "string", "other_quote": "string", "other_start": "integer", "other_end": "integer",
        "places": "list", "fact_ids": "list", "city": "string", "city_code": "string",
        "year": "integer", "task": "string", "arithmetic": "string", "arithmetic_en": "string",
        "answer": "string", "answer_reason": "string", "answered_by": "string", "answered_on": "string",
    },
    order=["severity", "document", "rule", "start", "id"],
)  # fmt: skip
"""The table whose rows come from many queries: `findings/*.rq`."""
PROGRESS = Question(
    name="progress_entries",
    folder="tables",
    query="",
    title={"zh": "进展填报", "en": "Statements of progress"},
    about="填报单位对任务进展的说法，逐条留存；不是文件的内容 / every statement of offices about their tasks; no content of a document",
    columns={
        "task": "string", "title": "string", "fact": "string", "entered": "string", "number": "integer", "by": "string", "state": "string",
        "due": "string", "owner": "string", "text": "string", "reached": "number", "paid": "number", "source": "string",
        "document": "string", "city": "string", "city_code": "string",
    },
    parameters={
        "state": Parameter(
            type="concept", scheme="progress-state", columns=["state"], about="not_started | in_progress | done | suspended | cancelled"
        ),
        "task": Parameter(type="text", columns=["task"], about="任务标识 / id of a task"),
    },
    order=["document", "number"],
)  # fmt: skip
"""The table whose rows come from the files of `data/progress/`, beside the graph: no question about the policies can meet them."""
COMPOSED = {table.name: table for table in (FINDINGS, PROGRESS)}
"""The tables that no single query defines."""


@cache
def question_files(folder: Folder) -> Mapping[str, Path]:
    """The files of a folder, by the name of their question. A process lists them once."""
    return {path.stem: path for path in sorted((QUERIES / folder).glob("*.sql" if folder == "aggregates" else "*.rq"))}


@cache
def question(folder: Folder, name: str) -> Question:
    """The question `name` of a folder. A process reads or composes it once. Raises KeyError."""
    if folder == "tables" and name in FACT_KINDS:
        return _with_filters(Question.model_validate({"name": name, "folder": folder, **definition(FACT_KINDS[name])}))
    return read_question(question_files(folder)[name])


@cache
def question_names(folder: Folder) -> tuple[str, ...]:
    """The names of the questions of a folder, in order."""
    return tuple(sorted({*question_files(folder), *(FACT_KINDS if folder == "tables" else ())}))


@cache
def questions(folder: Folder) -> Mapping[str, Question]:
    """Every question of a folder, by name."""
    return {name: question(folder, name) for name in question_names(folder)}


@cache
def definitions_hash() -> str:
    """A hash of the definitions of the tables and the layout of versions. A version with another hash cannot be queried."""
    digest = hashlib.sha256(LAYOUT.encode() + "".join(table.model_dump_json() for table in COMPOSED.values()).encode())
    for path in question_files("tables").values():
        digest.update(path.name.encode() + path.read_bytes())
    for kind in FACT_KINDS:
        digest.update(question("tables", kind).model_dump_json().encode())
    return digest.hexdigest()


_ASKED: tuple[Folder, ...] = ("aggregates", "tables", "graph")
"""The folders that hold public questions."""


@cache
def _composed(name: str) -> Question:
    return _with_filters(COMPOSED[name])


def find_question(name: str) -> Question:
    """The public question `name`; it may have - for _. No other file is read. Raises UnknownQuestion."""
    wanted = name.replace("-", "_")
    if wanted in COMPOSED:
        return _composed(wanted)
    for folder in _ASKED:
        if wanted in question_names(folder) and not (found := question(folder, wanted)).internal:
            return found
    raise unknown_question(name)


def unknown_question(name: str) -> UnknownQuestion:
    """The error for an unknown question, with the names of those known."""
    return UnknownQuestion(name, [question.name for question in public_questions()])


def public_questions() -> list[Question]:
    """The public questions, sorted by name."""
    found = [q for folder in _ASKED for q in questions(folder).values() if not q.internal]
    return sorted([*found, *map(_composed, COMPOSED)], key=lambda question: question.name)
