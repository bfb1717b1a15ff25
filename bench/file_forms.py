"""Texts written as files of every format that is read: by script, for bench/intake.py."""

from __future__ import annotations

import html
import re
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from PIL import Image

from bench.rendering import HEIGHT, WIDTH, Sheet, _advance
from kg.intake.docx.numerals import written
from kg.text.numerals import chinese_number

ENCODINGS = {"utf-8": "\n", "utf-8-sig": "\r\n", "gb18030": "\r\n", "utf-16": "\r", "utf-16-le": "\r\n"}
"""With the line ends that each is written with."""
OFFICE = ("doc", "rtf", "odt", "pdf")
"""Formats that LibreOffice makes of .docx."""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SIGNS = {
    "%1、": re.compile(r"^(?P<number>[一二三四五六七八九十]+)、"),
    "（%1）": re.compile(r"^（(?P<number>[一二三四五六七八九十]+)）"),
    "第%1条": re.compile(r"^第(?P<number>[一二三四五六七八九十]+)条"),
}
_OFD = "http://www.ofdspec.org/2016"
_MM = 25.4 / 72


def lines_of(text: str) -> list[str]:
    """The lines of a text without indents, none of them blank."""
    return [line.strip(" 　") for line in text.splitlines() if line.strip()]


def as_text(text: str, path: Path, encoding: str) -> None:
    path.write_bytes(ENCODINGS[encoding].join("　　" + line for line in lines_of(text)).encode(encoding))


def as_html(text: str, path: Path) -> None:
    """A saved page of a government site: menus, crumbs, title, body, buttons to share, a footer. A letterhead is no title of a page."""
    body = lines_of(text)
    title = next((line for line in body[:6] if not line.endswith("文件")), body[0])
    if title == body[0]:
        del body[0]
    parts = []
    for tabbed, group in groupby(body, lambda line: "\t" in line):
        if tabbed:
            rows = ("".join(f"<td>{html.escape(cell.strip())}</td>" for cell in line.split("\t")) for line in group)
            parts.append("<table border=1>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            parts += [f'<p style="text-indent:2em">{html.escape(line)}</p>' for line in group]
    menu = "".join(f'<li><a href="/{name}/">{name}</a></li>' for name in ("首页", "政务公开", "政务服务", "互动交流", "走进我市"))
    page = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{html.escape(title)}_市人民政府</title>'
        '<style>p{line-height:2}</style><script>var share = "分享到";</script></head><body>'
        f'<div class="header"><ul class="nav">{menu}</ul></div>'
        '<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zc/">政策</a></div>'
        f'<div class="main"><h1>{html.escape(title)}</h1>'
        '<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a> 【打印】【关闭】</div>'
        f'<div class="article" id="zoom">{"".join(parts)}</div></div>'
        '<div class="footer">主办：市人民政府办公室 ICP备00000000号 <a href="/map/">网站地图</a></div></body></html>'
    )
    path.write_text(page, encoding="utf-8")


def as_docx(text: str, path: Path, automatic: bool = False) -> None:
    """`automatic`: headings have their numbers from lists of Word, not as letters."""
    document = Document()
    lists = _Lists(document) if automatic else None
    for tabbed, group in groupby(lines_of(text), lambda line: "\t" in line):
        if not tabbed:
            for line in group:
                label = lists.labelled(line) if lists else None
                paragraph = document.add_paragraph(label[1] if label else line)
                if label:
                    paragraph._p.get_or_add_pPr().append(label[0])
            continue
        rows = [line.split("\t") for line in group]
        table = document.add_table(len(rows), max(map(len, rows)), "Table Grid")
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, words in zip(row.cells, cells, strict=False):
                cell.text = words.strip()
        document.add_paragraph()
    document.save(str(path))


class _Lists:
    """Lists of one level, one kind of sign each; a number out of order begins another list."""

    def __init__(self, document: Any) -> None:
        self._numbering = document.part.numbering_part.element
        for old in list(self._numbering):
            self._numbering.remove(old)
        for abstract, pattern in enumerate(_SIGNS):
            self._numbering.append(
                parse_xml(
                    f'<w:abstractNum xmlns:w="{_W}" w:abstractNumId="{abstract}">'
                    '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
                    f'<w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>'
                    f'<w:lvlText w:val="{pattern}"/></w:lvl></w:abstractNum>'
                )
            )
        self._count = 0
        self._lists: dict[str, tuple[int, int]] = {}

    def labelled(self, line: str) -> tuple[Any, str] | None:
        """The properties of a paragraph that give it its number, and its words without it."""
        for abstract, (pattern, sign) in enumerate(_SIGNS.items()):
            found = sign.match(line)
            number = chinese_number(found["number"]) if found else 0
            if found and written(number, "chineseCountingThousand") == found["number"]:
                identity, last = self._lists.get(pattern, (0, -1))
                if number != last + 1:
                    identity = self._begin(abstract, number)
                self._lists[pattern] = identity, number
                properties = f'<w:numPr xmlns:w="{_W}"><w:ilvl w:val="0"/><w:numId w:val="{identity}"/></w:numPr>'
                return parse_xml(properties), line[found.end() :]
        return None

    def _begin(self, abstract: int, number: int) -> int:
        self._count += 1
        self._numbering.append(
            parse_xml(
                f'<w:num xmlns:w="{_W}" w:numId="{self._count}"><w:abstractNumId w:val="{abstract}"/>'
                f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{number}"/></w:lvlOverride></w:num>'
            )
        )
        return self._count


def by_libreoffice(files: Sequence[Path], form: str, folder: Path) -> None:
    """.docx files as another format, in `folder`."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def as_ofd(sheets: Sequence[Sheet], path: Path) -> None:
    """An OFD by hand (GB/T 33190): text objects with the advance of each character, ruled lines as paths. Lengths in millimetres."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        write: Callable[[str, str], None] = lambda name, body: archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>\n{body}')  # noqa: E731
        write(
            "OFD.xml",
            f'<ofd:OFD xmlns:ofd="{_OFD}" Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        pages = "".join(f'<ofd:Page ID="{at + 10}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(sheets)))
        write(
            "Doc_0/Document.xml",
            f'<ofd:Document xmlns:ofd="{_OFD}"><ofd:CommonData><ofd:MaxUnitID>100000</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>'
            f"0 0 {WIDTH * _MM:.2f} {HEIGHT * _MM:.2f}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
            f"</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>",
        )
        write(
            "Doc_0/PublicRes.xml",
            f'<ofd:Res xmlns:ofd="{_OFD}"><ofd:Fonts><ofd:Font ID="2" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>',
        )
        for at, sheet in enumerate(sheets):
            write(f"Doc_0/Pages/Page_{at}/Content.xml", _ofd_page(sheet, 1000 * (at + 1)))


def _ofd_page(sheet: Sheet, identity: int) -> str:
    objects: list[str] = []
    for rule in sheet.rules:
        left, top, right, bottom = (edge * _MM for edge in rule[:4])
        box = f"{left:.2f} {top:.2f} {max(right - left, 0.2):.2f} {max(bottom - top, 0.2):.2f}"
        path = f"M 0 0 L {right - left:.2f} {bottom - top:.2f}"
        objects.append(
            f'<ofd:PathObject ID="{identity + len(objects)}" Boundary="{box}" LineWidth="0.25">'
            f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>"
        )
    for run in sheet.runs:
        widths = [_advance(character, run.font) * run.size * _MM for character in run.text]
        size = run.size * _MM
        box = f"{run.x * _MM:.3f} {run.y * _MM:.3f} {sum(widths):.3f} {size:.3f}"
        deltas = f' DeltaX="{" ".join(f"{width:.3f}" for width in widths[:-1])}"' if len(widths) > 1 else ""
        code = f'<ofd:TextCode X="0" Y="{0.88 * size:.3f}"{deltas}>{html.escape(run.text)}</ofd:TextCode>'
        objects.append(
            f'<ofd:TextObject ID="{identity + len(objects)}" Boundary="{box}" Font="2" Size="{size:.3f}">{code}</ofd:TextObject>'
        )
    body = "".join(objects)
    return f'<ofd:Page xmlns:ofd="{_OFD}"><ofd:Content><ofd:Layer ID="{identity + 900}">{body}</ofd:Layer></ofd:Content></ofd:Page>'


def as_scan(pictures: Sequence[Image.Image], path: Path, dpi: int) -> None:
    """Pictures of pages as a PDF without text, or a TIFF, by the ending."""
    first, *others = pictures
    first.save(path, save_all=True, append_images=others, resolution=dpi, dpi=(dpi, dpi))
