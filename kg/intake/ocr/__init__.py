"""Pictures of pages are read offline, by models that come with the extra `ocr`."""

from kg.intake.ocr.engine import version
from kg.intake.ocr.page import read_page_image

__all__ = ["read_page_image", "version"]
