"""Many files: those of folders, each added by itself, so that nothing is lost where one fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg.errors import DiskFull, PackagedData, SameDocument, ZhengmaiError
from kg.i18n import message, text
from kg.intake.add import Intake
from kg.intake.understanding import understand

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, the number of files done, and the number of files in all."""


@dataclass(frozen=True)
class Result:
    """What became of a file."""

    kind: Literal["added", "held", "failed"]
    file: Path
    document: str
    """The id; empty where it failed."""
    why: str

    @property
    def line(self) -> str:
        shown = {
            "added": message("adding.line.added", file=self.file, document=self.document),
            "held": message("adding.line.held", why=self.why),
            "failed": message("adding.line.failed", why=self.why),
        }
        return str(shown[self.kind])


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The files named, and those of the folders named with all below them, in the order of their names. Hidden ones are left out."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = [one for one in path.rglob("*") if one.is_file() and not _hidden(one, path)]
            found += sorted(inside, key=lambda one: one.relative_to(path).parts)
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)


def add_all(
    intake: Intake, files: Sequence[Path], place: str | None = None, whole: bool = False, progress: Progress = lambda *_: None
) -> list[Result]:
    """Add each file; `place` and `whole` as for `Intake.plan`. What would hinder every file ends it: a full disk, data not for writing."""
    results: list[Result] = []
    step = text("adding.step")
    progress(step, 0, len(files))
    for number, file in enumerate(files, start=1):
        results.append(_result(intake, file, place, whole))
        progress(step, number, len(files))
    return results


def _result(intake: Intake, file: Path, place: str | None, whole: bool) -> Result:
    try:
        addition = intake.plan(understand(file), place, whole=whole)
        intake.add(addition)
    except SameDocument as same:
        return Result("held", file, same.document, str(same))
    except (DiskFull, PackagedData):
        raise
    except ZhengmaiError as error:
        said = " ".join(str(error).split("\n"))
        return Result("failed", file, "", said if str(file) in said else f"{file}: {said}")
    return Result("added", file, addition.document, "")
