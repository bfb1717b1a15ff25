"""A ledger that is filled in and saved with LibreOffice comes back as it was filled in."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kg.graph import Graph
from kg.progress.importing import import_ledger
from tests.office.conftest import PROGRAM, Convert
from tests.progress.filled import Form

DOCUMENT = "yunze-2021-5"
CLOUD, FLATS, RATING, FAIR = (f"{DOCUMENT}/i{number}/tasks/1" for number in (1, 2, 3, 4))
XLSX = "xlsx:Calc MS Excel 2007 XML"
HAS_CALC = PROGRAM is not None and Path(PROGRAM).resolve().with_name("libsclo.so").exists()


@pytest.mark.skipif(not HAS_CALC and not os.environ.get("ZHENGMAI_NEEDS_OFFICE"), reason="no LibreOffice Calc")
def test_nothing_is_lost_and_nothing_added(tmp_path: Path, data: Path, graph: Graph, convert: Convert) -> None:
    untouched = tmp_path / "台账.xlsx"
    untouched.write_bytes(Form(graph, DOCUMENT).bytes())
    form = Form(graph, DOCUMENT)
    form.fill(CLOUD, 完成时限="2026年6月底前", 责任人="王五", 进展情况="名单已公示，\n正在选址")
    form.fill(FLATS, 完成时限="2026-09-30", 备注="已会商 3 次")
    form.fill(RATING, 完成时限=datetime(2026, 7, 15), 状态="进行中").fill(FAIR, 完成时限="长期", 状态="推进中")
    form.fill(f"{DOCUMENT}/c1-s2/targets/1", "目标与资金", 已达到=11.5).fill(f"{DOCUMENT}/i1/funding/1", "目标与资金", 已支付="1,200")
    filled = tmp_path / "填报.xlsx"
    filled.write_bytes(form.bytes())
    blank, saved = convert([untouched, filled], XLSX)

    def taken(path: Path) -> tuple[object, ...]:
        done = import_ledger(graph, data, path.read_bytes(), "填报.xlsx", by="市人社局", on=date(2026, 6, 1), dry=True)
        return done.entries, [(doubt.why.key, doubt.taken) for doubt in done.doubts], done.rows

    assert taken(saved) == taken(filled) and taken(saved)[0]
    assert taken(blank)[:2] == ([], [])
    before, after = load_workbook(filled), load_workbook(saved)
    assert after.sheetnames == before.sheetnames
    assert [_widths(sheet) for sheet in after] == [_widths(sheet) for sheet in before]


def _widths(sheet: object) -> tuple[int, int]:
    """Rows and columns that hold something."""
    held = [(cell.row, cell.column) for row in sheet.iter_rows() for cell in row if cell.value is not None]  # type: ignore[attr-defined]
    return max(row for row, _ in held), max(column for _, column in held)
