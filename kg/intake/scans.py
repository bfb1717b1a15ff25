"""Pages that are pictures, which OCR reads."""

from __future__ import annotations

from pathlib import Path

from kg.errors import MissingReader
from kg.intake.page_content import PageContent


def read_scan(path: Path, number: int) -> PageContent:
    """A page that is a picture. Raises MissingReader where OCR is not installed."""
    raise MissingReader(str(path), "ocr", 'pip install "zhengmai[ocr]"')
