"""Outlines: how one family of documents numbers its parts, as data in `outlines/*.yaml`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

ClauseKind = Literal["chapter", "section", "article", "item", "table", "row", "box"]
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
    """`document`: the numbering runs through and alone names the clause; `parent`: it begins again under each parent."""
    anchor: Literal["line", "sentence"] = "line"
    """`sentence`: a heading may also follow the full stop of the sentence before, on the same line."""
    inside: ClauseKind | None = None
    """Only looked for inside an open clause of this kind (rows inside a table)."""
    ends: Pattern | None = None
    """The first line after the heading that matches closes the clause; what follows belongs to its parent again."""


class Outline(BaseModel):
    """The numbering habit that a `document.yaml` names."""

    model_config = ConfigDict(extra="forbid")

    title: str
    noise: list[Pattern] = []
    """Layout that is no text: page marks, rules. Not counted when a quote is sought."""
    contents: Pattern | None = None
    """The line that begins a table of contents. The tree then begins at the last first heading of the document."""
    closing: Pattern | None = None
    """A paragraph after the last numbered part that belongs to none of them."""
    levels: Annotated[list[Level], Field(min_length=1)]


def outline_names(folder: Path = OUTLINES) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.yaml"))


def load_outline(name: str, *folders: Path) -> Outline:
    """Load an outline by name from `folders`, then from those shipped. Raises LookupError, pydantic.ValidationError."""
    for folder in (*folders, OUTLINES):
        path = folder / f"{name}.yaml"
        if path.is_file():
            return Outline.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    known = sorted({known for folder in (*folders, OUTLINES) for known in outline_names(folder)})
    raise LookupError(f"no outline {name!r}; known: {', '.join(known)}")
