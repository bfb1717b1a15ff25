"""The list of findings (体检清单) for the office that mends them: an Excel workbook, a row a finding, to be filled in and sent back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.export.office import file_name_part

if TYPE_CHECKING:
    from kg.interface import KnowledgeGraph

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def finding_list_bytes(graph: KnowledgeGraph, filters: Mapping[str, Any]) -> bytes:
    """The workbook of the findings that `filters` leave; they are parameters of the question `finding_list`.

    The open ones stand on the first sheet, those that are answered on the second, with their answers. Raises UnknownValue.
    """
    from kg.export.findings.rows import read_list
    from kg.export.findings.xlsx import workbook_bytes

    return workbook_bytes(read_list(graph, filters))


def finding_list_file_name(*names: str | None) -> str:
    """A file name such as `体检清单-石嘴山市.xlsx`. Characters that file systems forbid are replaced."""
    return f"{'-'.join(['体检清单', *(file_name_part(name, 40) for name in names if name)])}.xlsx"
