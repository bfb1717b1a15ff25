"""What a page says of its document outside the text: title, number, issuer, date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import html

from kg.intake.html.furniture import LABEL, labels_of
from kg.intake.html.lines import Line, plain

_NAMES = {
    "title": ("标题", "名称", "信息名称", "文件名称"),
    "number": ("发文字号", "发文文号", "文号", "文件号", "文件编号", "规范性文件编号"),
    "issuer": (
        "发文机关",
        "发文机构",
        "发文单位",
        "制发机关",
        "制定机关",
        "发布机关",
        "发布机构",
        "发布单位",
        "公开主体",
        "公开责任部门",
        "责任部门",
        "信息来源",
        "来源",
        "文章来源",
    ),
    "issued": (
        "成文日期",
        "成文时间",
        "印发日期",
        "发文日期",
        "生成日期",
        "公布日期",
        "发布日期",
        "发布时间",
        "发表时间",
        "公开日期",
        "公开时间",
        "发布日",
        "时间",
        "日期",
    ),
}
"""What is stated -> the labels that pages give it, the surest first."""
_META = {
    "title": ("articletitle", "og:title", "title"),
    "issuer": ("contentsource", "source"),
    "issued": ("pubdate", "publishdate", "firstpublishedtime", "article:published_time", "publish_time"),
}
_NOTHING = re.compile(r"^[\s无/\-—–.。]*$|^暂无|^undefined$|^null$")
_DATE = re.compile(r"[12]\d{3}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,16}\s*[〔\[［（(【]?\s*[12]\d{3}\s*[〕\]］）)】]?\s*(?:年)?\s*(?:第\s*)?\d{1,5}\s*号")
_BODY = re.compile(r"[局府委办厅部院会署处室所队社]$|中心$|[局府委厅]")
_MEDIA = re.compile(r"公众号|网|日报|晚报|新华|客户端|微信")
_SITE = re.compile(r"网$|网站|门户|平台|政府信息公开|官网|频道|栏目|^首页|^.{2,14}(?:人民政府|委员会|局|厅|部|办公室)$")
_SEPARATOR = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|-{1,2}(?=[^-]*$)|—{1,2}(?=[^—]*$)")
_LEAST_TITLE = 5


def stated_by(root: html.HtmlElement, data: Sequence[Line]) -> dict[str, str]:
    """`number`, `issuer`, `issued` as the lines of data or the head of the page give them."""
    found: dict[str, str] = {}
    pairs = [pair for line in data for pair in _pairs(line)]
    pairs += [(line.key.rstrip("：:"), after.text) for line, after in pairwise(data) if labels_of(line) == {line.key.rstrip("：:")}]
    for name, labels in _NAMES.items():
        values = [value for label in labels for said, value in pairs if said == label and _fits(name, value)]
        if values or (values := [value for value in _meta(root, *_META.get(name, ())) if name != "title" and _fits(name, value)]):
            found[name] = _shortened(name, values[0])
    return found


def titles(root: html.HtmlElement) -> list[str]:
    """What the page calls its document, the surest first: its data, its headings, its window's title without the site's name."""
    window = plain("".join(root.xpath("string((//head/title|//title)[1])")))
    parts = [part for part in _SEPARATOR.split(window) if part]
    while len(parts) > 1 and _SITE.search(parts[-1]):
        parts.pop()
    own = window if len(parts) > 1 and not _SITE.search(parts[-1]) else parts[0] if parts else ""
    headings = [
        plain("".join(element.itertext()))
        for element in root.iter("ucaptitle", "h1", "h2", "h3")
        if not any(around.tag in ("nav", "footer", "aside") for around in element.iterancestors())
    ]
    named = [heading for heading in headings if heading and re.sub(r"\s", "", heading) in re.sub(r"\s", "", window)]
    first = headings[:1] if list(root.iter("h1")) or list(root.iter("ucaptitle")) else []
    found = [*_meta(root, "articletitle"), *named, own, *_meta(root, "og:title"), *first]
    return list(dict.fromkeys(title for title in found if len(title) >= _LEAST_TITLE and not _SITE.search(title)))


def _meta(root: html.HtmlElement, *names: str) -> Iterator[str]:
    for name in names:
        for element in root.iter("meta"):
            if (element.get("name") or element.get("property") or "").lower() == name and (value := plain(element.get("content") or "")):
                yield value


def _pairs(line: Line) -> Iterator[tuple[str, str]]:
    """Each label of a line with its value: after the colon, up to the next label; or in the next cell."""
    cells = line.text.split("\t")
    for at, cell in enumerate(cells):
        found = list(LABEL.finditer(cell if re.search(r"[：:]", cell) else f"{cell}："))
        for index, match in enumerate(found):
            end = found[index + 1].start() if index + 1 < len(found) else len(cell)
            value = plain(cell[match.end() : end])
            if not value and index + 1 == len(found) and at + 1 < len(cells):
                value = plain(cells[at + 1])
            yield re.sub(r"\s", "", match["label"]), value.strip(" |｜【】[]")


def _fits(name: str, value: str) -> bool:
    if _NOTHING.match(value):
        return False
    if name == "issued":
        return bool(_DATE.search(value))
    if name == "issuer":
        return len(value) <= 80 and bool(_BODY.search(value)) and not _MEDIA.search(value)
    return bool(_NUMBER.search(value)) if name == "number" else len(value) <= 200


def _shortened(name: str, value: str) -> str:
    found = _DATE.search(value) if name == "issued" else None
    return found[0].strip() if found else value
