"""Made-up files to add, and a folder of data to add them to."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from kg.intake.add import Addition, Intake
from kg.intake.understanding import Understood, understand

NOTICE = """\
罗湖区支持青年创业若干措施（试行）
罗科工〔2026〕9号
为支持青年创业，制定本措施。
一、支持对象
在深圳市罗湖区创业的青年。
二、附则
本措施自发布之日起施行，有效期三年。
罗湖区科技和工业信息化局2026年4月24日发布。
"""
OTHER = NOTICE.replace("青年创业", "博士创业").replace("〔2026〕9号", "〔2026〕10号")


def file(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def understood(folder: Path, text: str, name: str = "page.txt") -> Understood:
    return understand(file(folder, name, text))


def added(intake: Intake, folder: Path, text: str, place: str | None = None) -> Addition:
    addition = intake.plan(understood(folder, text), place)
    intake.add(addition)
    return addition


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def state(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, its lock apart."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".ids.lock"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}
