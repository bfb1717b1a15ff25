"""OFD files as their producers write them: a canvas like reportlab's, and the package around its pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfmetrics import stringWidth

HEIGHT = 841.89
MM = 25.4 / 72
SPACE = "http://www.ofdspec.org/2016"


@dataclass
class OfdCanvas:
    """Takes what reportlab's canvas takes, in points from the lower left corner, and keeps the objects of each page."""

    pages: list[list[str]] = field(default_factory=list)
    page: list[str] = field(default_factory=list)
    font: tuple[str, float] = ("", 12)

    def setFont(self, name: str, size: float) -> None:
        self.font = (name, size)

    def drawString(self, x: float, y: float, text: str) -> None:
        name, size = self.font
        steps = [stringWidth(character, name, size) * MM for character in text]
        self.page.append(text_object(text, x * MM, (HEIGHT - y) * MM, size * MM, steps[:-1]))

    def rect(self, x: float, y: float, width: float, height: float) -> None:
        left, top, wide, high = x * MM, (HEIGHT - y - height) * MM, width * MM, height * MM
        data = f"M 0 0 L {wide:.3f} 0 L {wide:.3f} {high:.3f} L 0 {high:.3f} C"
        self.page.append(
            f'<ofd:PathObject ID="1" Boundary="{left:.3f} {top:.3f} {wide:.3f} {high:.3f}"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
        )

    def showPage(self) -> None:
        self.pages.append(self.page)
        self.page = []


def text_object(text: str, x: float, base: float, size: float, steps: Sequence[float] = (), extra: str = "") -> str:
    """Words at a place in millimetres."""
    delta = f' DeltaX="{runs(steps)}"' if steps else ""
    code = f'<ofd:TextCode X="0" Y="{size:.3f}"{delta}>{escape(text)}</ofd:TextCode>'
    return f'<ofd:TextObject ID="2" Font="1" Size="{size:.3f}" Boundary="{x:.3f} {base - size:.3f} 200 {size * 1.2:.3f}"{extra}>{code}</ofd:TextObject>'


def runs(steps: Sequence[float]) -> str:
    """Steps, those that repeat as `g count step`."""
    parts: list[str] = []
    n = 0
    while n < len(steps):
        m = n
        while m < len(steps) and f"{steps[m]:.4f}" == f"{steps[n]:.4f}":
            m += 1
        parts.append(f"g {m - n} {steps[n]:.4f}" if m - n > 1 else f"{steps[n]:.4f}")
        n = m
    return " ".join(parts)


def page_xml(objects: Sequence[str], template: str = "") -> str:
    link = f'<ofd:Template TemplateID="{template}" ZOrder="Background"/>' if template else ""
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page xmlns:ofd="{SPACE}">{link}<ofd:Content><ofd:Layer ID="9">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'


def ofd_file(
    documents: Sequence[Sequence[Sequence[str]]],
    *,
    template: Sequence[str] = (),
    pictures: dict[str, bytes] | None = None,
    members: dict[str, bytes] | None = None,
    rewrite: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """A package of documents, each pages of objects. `rewrite`: words of its XML that a careless producer writes otherwise."""
    parts: dict[str, str] = {}
    bodies = ""
    for number, pages in enumerate(documents):
        folder = f"Doc_{number}"
        bodies += f"<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>{folder}/Document.xml</ofd:DocRoot></ofd:DocBody>"
        common = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        if template:
            common += '<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
            parts[f"{folder}/Tpls/Tpl_0/Content.xml"] = page_xml(template)
        if pictures:
            common += "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
            media = "".join(
                f'<ofd:MultiMedia ID="{name}" Type="Image"><ofd:MediaFile>{name}.png</ofd:MediaFile></ofd:MultiMedia>' for name in pictures
            )
            parts[f"{folder}/DocumentRes.xml"] = (
                f'<ofd:Res xmlns:ofd="{SPACE}" BaseLoc="Res"><ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>'
            )
        links = "".join(f'<ofd:Page ID="{n + 100}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
        parts[f"{folder}/Document.xml"] = (
            f'<ofd:Document xmlns:ofd="{SPACE}"><ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{links}</ofd:Pages></ofd:Document>'
        )
        for n, objects in enumerate(pages):
            parts[f"{folder}/Pages/Page_{n}/Content.xml"] = page_xml(objects, "7" if template else "")
    parts["OFD.xml"] = f'<ofd:OFD xmlns:ofd="{SPACE}" Version="1.0">{bodies}</ofd:OFD>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            for right, wrong in rewrite:
                text = text.replace(right, wrong)
            archive.writestr(zipfile.ZipInfo(name), text)
        for name, data in ({f"Doc_0/Res/{name}.png": data for name, data in (pictures or {}).items()} | (members or {})).items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()
