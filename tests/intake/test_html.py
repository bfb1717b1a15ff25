"""Saved pages: the document that they show and nothing around it, as a reader sees it."""

from __future__ import annotations

import base64
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UnreadableFile
from kg.intake.readers.html import read
from tests.intake.government_pages import BODY, NUMBER, PAGES, SURROUNDED, TEXT, TITLE

FILLER = "为吸引各类人才来云川创新创业，根据有关规定，结合我市实际，制定本措施，请认真组织实施。"


def text_of(tmp_path: Path, page: str | bytes) -> str:
    path = tmp_path / "page.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read(path).text


def body_of(tmp_path: Path, body: str, head: str = "") -> list[str]:
    """The lines that a page has before a long paragraph that makes it a document."""
    lines = text_of(tmp_path, f"<html><head>{head}</head><body><div>{body}<p>{FILLER}</p></div></body></html>").splitlines()
    assert lines.pop() == FILLER
    return lines


@pytest.mark.parametrize("name", PAGES)
def test_the_document_is_read_without_the_page_around_it(name: str, tmp_path: Path) -> None:
    assert text_of(tmp_path, PAGES[name]()).replace("云川市人民政府办公室\n关于", "云川市人民政府办公室关于") == TEXT


@pytest.mark.parametrize("name", SURROUNDED)
def test_what_surrounds_the_document_is_told_from_it(name: str, tmp_path: Path) -> None:
    assert text_of(tmp_path, SURROUNDED[name]) == TEXT


@pytest.mark.parametrize(
    ("name", "stated"),
    [
        ("central", {"title": TITLE, "number": NUMBER, "issuer": "云川市人民政府办公室", "issued": "2025年03月18日"}),
        ("portal", {"title": TITLE, "issuer": "云川市人民政府办公室", "issued": "2025-03-20"}),
        ("old_tables", {"title": TITLE, "issued": "2025-3-20"}),
        ("cloud", {"title": TITLE, "number": NUMBER, "address": "https://zjj.yunchuan.gov.cn/zwgk/content/post_1.html"}),
    ],
)
def test_what_the_page_says_of_its_document_is_stated(name: str, stated: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGES[name](), encoding="utf-8")
    assert stated.items() <= dict(read(path).stated).items()


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ("<td>类别<td>金额<tr><td>博士<td>10万元", ["类别\t金额", "博士\t10万元"]),
        ("<td rowspan=2>博士<td>甲<td>10<tr><td>乙<td>20<tr><td>硕士<td>丙<td>5", ["博士\t甲\t10", "博士\t乙\t20", "硕士\t丙\t5"]),
        (
            "<td rowspan=2>类别<td colspan=2>标准<tr><td>市<td>县<tr><td>博士<td>10<td>5",
            ["类别\t标准\t标准", "类别\t市\t县", "博士\t10\t5"],
        ),
        ("<td>类<td>市<td>县<tr><td>博士<td colspan=2>15", ["类\t市\t县", "博士\t15\t15"]),
        ("<td>类<td>市<td>县<tr><td colspan=3>注：按年发放<tr><td>博士<td>1<td>2", ["类\t市\t县", "注：按年发放", "博士\t1\t2"]),
        ("<td>姓名<td colspan=3><tr><td>电话<td><td>邮箱<td><tr><td><td><td><td>", ["姓名", "电话\t\t邮箱"]),
        ("<td>甲<td><p>一、1</p><p>二、2</p><td>乙<br>丙<tr><td>1<td>2<td>3", ["甲\t一、1 二、2\t乙 丙", "1\t2\t3"]),
        ("<td rowspan=0>甲<td>1<tr><td>2<tr><td>3", ["甲\t1", "甲\t2", "甲\t3"]),
        ("<td rowspan=x colspan=-1>甲<td>1", ["甲\t1"]),
        ("<td>甲<td>1<tr style='display:none'><td>无<td>2<tr><td>乙<td hidden>无<td>3", ["甲\t1", "乙\t3"]),
        ("<th>甲<th>乙<tr><td>1<td><table><tr><td>a<td>b<tr><td>c<td>d</table>", ["甲\t乙", "1\ta b c d"]),
    ],
)
def test_rows_of_tables_are_lines_and_spans_are_filled(rows: str, lines: list[str], tmp_path: Path) -> None:
    assert body_of(tmp_path, f"<table><tr>{rows}</table>") == lines


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
        ("<ol start=3><li><p>甲</p><p>乙</p><li value=7>丙</ol>", ["3. 甲", "乙", "7. 丙"]),
        ("<ol type=A><li>甲<li>乙</ol><ol type=i><li>丙</ol>", ["A. 甲", "B. 乙", "i. 丙"]),
        ("<ol style='list-style-type:cjk-ideographic'><li>甲<ol><li>乙</ol><li>丙</ol>", ["一、甲", "1. 乙", "二、丙"]),
        ("<ol style='list-style:none'><li>1.甲<li>2.乙</ol><ol><li>（一）丙</ol>", ["1.甲", "2.乙", "（一）丙"]),
        ("<ol class='custom_cn2 list-paddingleft-1'><li class='list-cn-3-1'><p>甲</p></ol>", ["（一）甲"]),
        ("<ol reversed><li>甲<li>乙</ol><ul><li>丙</ul>", ["2. 甲", "1. 乙", "丙"]),
        ("<ol class=c><li>甲</ol>", ["壹、甲"]),
        ("甲<br>乙<div>丙<p>丁</div>戊", ["甲", "乙", "丙", "丁", "戊"]),
        ("<p>&emsp;&emsp;甲&nbsp;乙&#12288;丙&#8203;丁&lt;&amp;</p>", ["甲 乙　丙丁<&"]),
        ("<p>国务院\n办公厅 <b>文</b>件 No\n1</p>", ["国务院办公厅 文件 No 1"]),
        ("<pre>　　甲\n乙</pre>", ["甲", "乙"]),
        ("<p>甲</p><p style='display:none'>无</p><p hidden>无</p><div class=h>无</div><span style='display:block'>乙</span>", ["甲", "乙"]),
        ("<div style='display:inline'>甲</div><div style='display:inline-block'>乙</div>", ["甲 乙"]),
        (
            "<h2>云川市人民政府<br>关于人才的通知</h2><p align=center>（2025年3月1日<br>第5号）</p>",
            ["云川市人民政府关于人才的通知", "（2025年3月1日", "第5号）"],
        ),
        (
            "<p>为贯彻落实国家人才强国战略，加快集聚各类优秀<br>人才，制定本办法。<br>一、目标</p>",
            ["为贯彻落实国家人才强国战略，加快集聚各类优秀人才，制定本办法。", "一、目标"],
        ),
        ("<ruby>漢<rt>han</rt></ruby><sup>①</sup><script>x</script><noscript>y</noscript><!-- z -->", ["漢①"]),
    ],
)
def test_a_page_is_read_as_it_is_shown(body: str, lines: list[str], tmp_path: Path) -> None:
    styles = "<style>@media print { .x { display: none } } .h, b.h { display: none } ol.c { list-style-type: simp-chinese-formal }</style>"
    assert body_of(tmp_path, body, styles) == lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb2312", "gb18030", "big5", "utf-16"])
@pytest.mark.parametrize("declared", ["", "gb2312", "utf-8"])
def test_the_encoding_is_that_of_the_bytes(encoding: str, declared: str, tmp_path: Path) -> None:
    words = "第一條 為吸引各類人才，根據有關規定，制定本辦法。" if encoding == "big5" else FILLER
    page = (
        f"<html><head><meta charset={declared}></head><body><p>{words * 3}</p></body></html>"
        if declared
        else f"<html><body><p>{words * 3}</p></body></html>"
    )
    assert text_of(tmp_path, page.encode(encoding)) == words * 3 + "\n"


def test_a_page_saved_with_all_it_shows_is_read(tmp_path: Path) -> None:
    content = base64.encodebytes(PAGES["cloud"]().encode("gb18030")).decode()
    saved = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.yunchuan.gov.cn/a.html\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--x"\r\n\r\n----x\r\nContent-Type: text/html; charset=gb18030\r\n'
        f"Content-Transfer-Encoding: base64\r\nContent-Location: https://www.yunchuan.gov.cn/a.html\r\n\r\n{content}\r\n----x\r\n"
        "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----x--\r\n"
    )
    path = tmp_path / "page.mhtml"
    path.write_text(saved, encoding="ascii", newline="")
    found = read(path)
    assert found.text == TEXT and found.stated["address"] == "https://www.yunchuan.gov.cn/a.html"


def test_the_address_is_the_one_it_was_saved_from(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<!-- saved from url=(0030)https://www.yunchuan.gov.cn/b.html -->{PAGES['word']()}", encoding="utf-8")
    assert read(path).stated["address"] == "https://www.yunchuan.gov.cn/b.html"


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("<html><head><script src=app.js></script></head><body><div id=app></div><script>run()</script></body></html>", "made by scripts"),
        ("<html><body><p>附件</p><img src=1.jpg><img src=2.jpg></body></html>", "as pictures"),
        ("<html><body><iframe src='/viewer?file=a.pdf'></iframe><script>x</script></body></html>", "shows a PDF or OFD file"),
        ("<html><body><p>无</p></body></html>", "has no text"),
        ("<html></html>", "has no text"),
    ],
)
def test_a_page_without_a_document_says_what_it_has(page: str, fault: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=fault):
        text_of(tmp_path, page)


def test_deep_and_long_pages_are_read_in_time(tmp_path: Path) -> None:
    deep = ["<div>" * depth + FILLER * 3 + "</div>" * depth for depth in (1500, 5000)]
    assert FILLER in text_of(tmp_path, f"<html><body>{deep[0]}</body></html>")
    with pytest.raises(UnreadableFile, match="too deep"):
        text_of(tmp_path, f"<html><body>{deep[1]}</body></html>")
    long = "".join(f"<div class=row><p>第{n}条 {FILLER}</p></div>" for n in range(5000))
    started = time.process_time()
    assert text_of(tmp_path, f"<html><body><div>{long}</div></body></html>").count("\n") == 5000
    assert time.process_time() - started < 10
    wide = f"<table><tr><td rowspan=60000 colspan=60000>{FILLER * 20}" + "<tr><td>1<td>2" * 500 + "</table>"
    assert len(text_of(tmp_path, f"<html><body><p>{FILLER}</p>{wide}</body></html>")) < 3_000_000


@settings(max_examples=150, deadline=None)
@given(
    parts=st.lists(
        st.sampled_from(
            [
                "<table>",
                "</table>",
                "<tr>",
                "<td rowspan=3>",
                "<td colspan=2>",
                "<ol>",
                "<li>",
                "</ol>",
                "<p>",
                "</div>",
                "<div>",
                "<br>",
                "第一条 甲。",
                "<a href=x.doc>附件1.doc</a>",
                "<span style='display:none'>",
                "</span>",
                "<pre>",
                "&#0;",
                "<!--",
                "-->",
                "\ud7ff",
            ]
        ),
        max_size=40,
    )
)
def test_any_elements_are_read(parts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "page.html"
    path.write_text(f"<html><body>{''.join(parts)}<p>{FILLER}</p></body></html>", encoding="utf-8")
    try:
        assert all(line.strip() for line in read(path).text.splitlines())
    except UnreadableFile:
        assert "<!--" in parts or "<span style='display:none'>" in parts


def test_a_link_among_line_breaks_is_that_of_its_line(tmp_path: Path) -> None:
    lines = [f"第{n}条 甲" for n in range(1, 9)]
    page = f"<html><body><div>{'<br>'.join([FILLER, *lines])}<br><a href=/x>云川市人民政府门户网站首页</a></div></body></html>"
    assert text_of(tmp_path, page).splitlines() == [FILLER, *lines]


def test_broken_bytes_are_doubts(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(f"<html><body><p>{FILLER * 50}</p></body></html>".encode().replace("，".encode(), b"\xff", 1))
    found = read(path)
    assert [(doubt.kind, found.text[doubt.start : doubt.end]) for doubt in found.doubts] == [("unreadable", "\ufffd")]


LAST_LINES = (
    "公开方式：主动公开", "（此件公开发布）", "抄送：市委办公室，市人大办公室。", "云川市人民政府办公室2025年3月18日印发", "联系人：张三，联系电话：0000-123456",
    "政策咨询：市科技局高新处", "举报电话：0000-123", "附件：1.申请表", "附则", "备注：以上标准为税前。", "有效期：5年", "主题词：人才 住房", "分享经济平台：支持建设",
    "下载中心建设", "审核意见：", "二维码管理", "打印申请表", "评价方式：专家评审", "满意度调查", "前条规定的补贴，由市财政局发放", "上一条所列情形除外", "无障碍环境建设", "推荐材料",
)  # fmt: skip


@pytest.mark.parametrize("line", LAST_LINES)
def test_a_last_line_of_a_document_stays(line: str, tmp_path: Path) -> None:
    page = SURROUNDED["title in a div"].replace(f"<p>{BODY[-1]}</p>", f"<p>{BODY[-1]}</p><p>{line}</p>")
    assert text_of(tmp_path, page) == f"{TEXT}{line}\n"


def test_the_title_of_a_letter_over_two_lines_stays_whole(tmp_path: Path) -> None:
    """Where the page calls its document by the text that the letter issues."""
    letter = ["甲县人民政府文件", "甲政〔2026〕5号　　签发人：周某", "甲县人民政府关于印发", "《甲县人才激励办法》的通知", "各单位："]
    text = [*letter, "现将《甲县人才激励办法》印发给你们。", "2026年3月5日", "甲县人才激励办法", FILLER]
    body = "<h1>甲县人才激励办法</h1><div class='TRS_Editor'>" + "".join(f"<p>{line}</p>" for line in text) + "</div>"
    assert text_of(tmp_path, f"<html><head><title>甲县人才激励办法</title></head><body>{body}</body></html>").splitlines() == text
