"""Outlines: how a family of documents numbers its clauses, as data in `outlines/*.yaml`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from kg.errors import InvalidOutline, UnknownOutline
from kg.i18n import message

ClauseKind = Literal["chapter", "section", "article", "item", "table", "row", "box", "annex"]
AUTO = "auto"
"""The name in `document.yaml` for texts that are read by kg.text.structure, by the signs that they use."""
OUTLINES = Path(__file__).parent / "outlines"


def _compilable(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compilable)]


class Level(BaseModel):
    """One kind of heading. `pattern` has the groups `number` (not for `ordinal`) and, where there is one, `heading`."""

    model_config = ConfigDict(extra="forbid")

    kind: ClauseKind
    prefix: Annotated[str, Field(pattern=r"^[a-z]+$")]
    depth: Annotated[int, Field(ge=1)]
    pattern: Pattern
    numbering: Literal["chinese", "arabic", "ordinal"] = "arabic"
    within: Literal["document", "parent"] = "parent"
    """`document`: numbering continues through the document and identifies the clause; `parent`: it restarts under each parent."""
    anchor: Literal["line", "sentence"] = "line"
    """`sentence`: a heading may also follow the end of a sentence on the same line."""
    inside: ClauseKind | None = None
    """Matched only inside an open clause of this kind (rows inside a table)."""
    ends: Pattern | None = None
    """The first match after the heading closes the clause; the text after it belongs to the parent again."""


class Outline(BaseModel):
    """A numbering scheme, referred to by name in `document.yaml`."""

    model_config = ConfigDict(extra="forbid")

    title: str
    noise: list[Pattern] = []
    """Patterns of page numbers and rules. They are ignored when a quote is searched."""
    contents: Pattern | None = None
    """The line that begins a table of contents. The body then starts at the last first-level heading numbered 1."""
    closing: Pattern | None = None
    """Start of the closing paragraph, which belongs to no numbered clause."""
    levels: Annotated[list[Level], Field(min_length=1)]


def outline_names(folder: Path = OUTLINES) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.yaml"))


def load_outline(name: str, *folders: Path) -> Outline:
    """The outline `name` from `folders`, else from the package. Raises UnknownOutline, InvalidOutline."""
    for folder in (*folders, OUTLINES):
        path = folder / f"{name}.yaml"
        if path.is_file():
            try:
                return Outline.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
            except (ValueError, yaml.YAMLError) as error:
                raise InvalidOutline(message("errors.invalid-outline.file", file=path.name, fault=str(error))) from error
    known = sorted({AUTO} | {known for folder in (*folders, OUTLINES) for known in outline_names(folder)})
    raise UnknownOutline(name, known)
