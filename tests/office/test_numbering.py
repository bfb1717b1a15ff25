"""Automatic numbers are those that LibreOffice shows, in documents of random lists."""

from __future__ import annotations

from pathlib import Path

from kg.intake.readers import docx
from tests.office.conftest import Convert
from tests.office.random_lists import random_document

SEEDS = range(60)


def test_numbers_of_random_lists_are_those_of_libreoffice(tmp_path: Path, convert: Convert) -> None:
    files = [random_document(tmp_path / f"{seed}.docx", seed) for seed in SEEDS]
    shown = [made.read_text(encoding="utf-8-sig") for made in convert(files, "txt:Text (encoded):UTF8")]
    ours = [docx.read(file).text for file in files]
    differing = {seed: (own, theirs) for seed, own, theirs in zip(SEEDS, ours, shown, strict=True) if _numbers(own) != _numbers(theirs)}
    assert not differing
    assert sum(len(_numbers(own)) for own in ours) > 1000


def _numbers(text: str) -> list[str]:
    return [line.replace(" ", "") for line in text.splitlines() if line.strip()]
