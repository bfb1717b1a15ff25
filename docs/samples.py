"""Make the files of docs/samples, which the READMEs add as documents: made-up texts of 大同市 as a saved page, a Word file with
automatic numbers, a scan and a text in GB18030.

    python docs/samples.py

Needs a font that holds Chinese, `FONT`.
"""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).with_name("samples")
FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
DPI = 200

PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>大同市人民政府办公室关于印发《大同市青年人才安居办法（示例）》的通知</title>
<meta name="PubDate" content="2026-03-05">
</head>
<body>
<div class="nav"><a href="/">首页</a> <a href="/zw">政务公开</a> <a href="/fw">办事服务</a></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; 政策文件</div>
<h1>大同市人民政府办公室关于印发《大同市青年人才安居办法（示例）》的通知</h1>
<div class="content">
<p style="text-align:center">同政办发〔2026〕1号</p>
<p>各县（区）人民政府，市直各部门：</p>
<p>　　《大同市青年人才安居办法（示例）》已经市政府同意，现印发给你们，请认真执行。</p>
<p style="text-align:right">大同市人民政府办公室</p>
<p style="text-align:right">2026年3月5日</p>
<p style="text-align:center"><b>大同市青年人才安居办法（示例）</b></p>
<p>　　<b>第一章　总则</b></p>
<p>　　第一条　为吸引青年人才来同创业就业，制定本办法。</p>
<p>　　第二条　本办法由市人社局牵头，市财政局配合组织实施。</p>
<p>　　<b>第二章　安居补贴</b></p>
<p>　　第三条　对新引进的全日制博士，每月给予3000元租房补贴，最长3年。</p>
<table border="1">
<tr><td>类别</td><td>标准</td><td>期限</td></tr>
<tr><td>博士</td><td>每月3000元</td><td rowspan="2">3年</td></tr>
<tr><td>硕士</td><td>每月1500元</td></tr>
</table>
<p>　　<b>第三章　附则</b></p>
<p>　　第四条　本办法自2026年4月1日起施行，有效期三年。</p>
</div>
<div class="share">分享到：微信 微博 打印 关闭</div>
<div class="footer">主办：大同市人民政府办公室 网站标识码：0000000000</div>
</body>
</html>
"""
WORD = ("大同市柔性引才办法（示例）", "同人社发〔2026〕2号")
ARTICLES = (
    "为柔性引进高层次人才，制定本办法。",
    "柔性引进的人才，每年在同工作不少于30天。",
    "用人单位可按实际报酬的50%申请补助，每人每年最高10万元。",
    "本办法自印发之日起施行，有效期至2028年12月31日。",
)
SIGNATURE = ("大同市人力资源和社会保障局", "2026年4月8日")
SCAN = (
    ("title", "大同市技能人才奖励办法（示例）"),
    ("middle", "同人社发〔2026〕3号"),
    ("", "　　为激励技能人才成长，制定本办法。"),
    ("", "　　一、奖励对象"),
    ("", "　　在本市企业从事技能岗位工作满两年的人员。"),
    ("", "　　二、奖励标准"),
    ("", "　　（一）取得高级技师证书的，一次性奖励5000元。"),
    ("", "　　（二）取得技师证书的，一次性奖励3000元。"),
    ("", "　　三、附则"),
    ("", "　　本办法自2026年6月1日起施行，有效期两年。"),
    ("right", "大同市人力资源和社会保障局"),
    ("right", "2026年5月12日"),
)
TEXT = """大同市博士后工作站资助办法（示例）
同人社发〔2026〕4号
为加强博士后工作，制定本办法。
一、资助标准
（一）新设立的博士后工作站，给予20万元建站资助。
（二）在站博士后每人每年给予8万元生活补助。
二、附则
本办法自发布之日起施行，试行两年。
大同市人力资源和社会保障局
二〇二六年六月三日
"""
_NUMBERING = """<w:abstractNum {ns} w:abstractNumId="90"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="chineseCounting"/><w:suff w:val="space"/><w:lvlText w:val="第%1条"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>"""


def word(path: Path) -> None:
    """Articles whose numbers Word counts: they stand nowhere in the text."""
    document = Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(_NUMBERING.format(ns=nsdecls("w"))))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for line in WORD:
        document.add_paragraph(line)
    for line in ARTICLES:
        properties = document.add_paragraph(line)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'))
    for line in SIGNATURE:
        document.add_paragraph(line)
    document.save(str(path))


def scan(path: Path) -> None:
    """A page of A4 as a picture, without text."""
    wide, high, margin, size = round(8.27 * DPI), round(11.69 * DPI), round(1.1 * DPI), round(16 * DPI / 72)
    picture = Image.new("L", (wide, high), 250)
    draw = ImageDraw.Draw(picture)
    top = margin
    for kind, words in SCAN:
        font = ImageFont.truetype(FONT, round(size * 1.4) if kind == "title" else size)
        width = draw.textlength(words, font=font)
        left = {"title": (wide - width) / 2, "middle": (wide - width) / 2, "right": wide - margin - width}.get(kind, float(margin))
        draw.text((left, top), words, font=font, fill=20)
        top += round(size * (2.6 if kind == "title" else 1.9))
    picture.save(path, resolution=DPI, quality=60)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "page.html").write_text(PAGE, encoding="utf-8")
    (FOLDER / "gb18030.txt").write_bytes(TEXT.encode("gb18030"))
    word(FOLDER / "numbered.docx")
    scan(FOLDER / "scan.pdf")


if __name__ == "__main__":
    main()
