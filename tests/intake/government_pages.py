"""Pages as the systems that government sites run on make them, around one document: made up here, none is a copy."""

from __future__ import annotations

from collections.abc import Callable

TITLE = "云川市人民政府办公室关于印发云川市人才安居若干措施的通知"
NUMBER = "云政办发〔2025〕12号"
BODY = [
    NUMBER,
    "各县（区）人民政府，市政府各部门：",
    "《云川市人才安居若干措施》已经市政府同意，现印发给你们，请认真组织实施。",
    "云川市人民政府办公室",
    "2025年3月18日",
    "（此件公开发布）",
    "云川市人才安居若干措施",
    "第一章 总则",
    "第一条 为吸引各类人才来云川创新创业，根据有关规定，结合我市实际，制定本措施。",
    "第二条 本措施所称人才，是指符合下列条件之一的人员：",
    "（一）全日制博士研究生；",
    "（二）具有高级职称的专业技术人员。",
    "第二章 补贴标准",
    "第三条 对符合条件的人才，给予一次性购房补贴，标准为10万元至50万元，由市住房城乡建设局会同市财政局发放。",
    "第四条 本措施自2025年4月1日起施行，有效期5年，由市住房城乡建设局负责解释。",
    "附件：1.云川市人才购房补贴申请表",
    "2.云川市人才认定目录",
]
TEXT = "".join(f"{line}\n" for line in [TITLE, *BODY])

_MENU = "".join(f'<li><a href="/{n}/">{n}</a></li>' for n in ("首页", "政务公开", "办事服务", "互动交流", "走进云川", "数据开放"))
_LATEST = "".join(
    f'<li><a href="/art/{n}.html" title="x">云川市人民政府关于进一步做好第{n}季度稳就业工作，促进高质量充分就业的通知</a><span>2025-0{n}-01</span></li>'
    for n in range(1, 7)
)
_FOOTER = (
    "<p>主办：云川市人民政府办公室　承办：云川市大数据局　技术支持：云川软件有限公司，电话：0000-1234567，欢迎您对网站提出宝贵意见。</p>"
    "<p>网站标识码：9900000001　云ICP备00000001号　云公网安备 99000002000001号</p><p><a href='/map'>网站地图</a> | <a href='/us'>联系我们</a></p>"
)
_DATA = [
    ("索 引 号", "000014349/2025-00012"),
    ("主题分类", "城乡建设、环境保护\\住房"),
    ("发文机关", "云川市人民政府办公室"),
    ("成文日期", "2025年03月18日"),
    ("标　　题", TITLE),
    ("发文字号", NUMBER),
    ("发布日期", "2025年03月20日"),
    ("有 效 性", "有效"),
]


def paragraphs(style: str = "text-indent:2em", inner: str = "<span style='font-family:仿宋'>{}</span>") -> str:
    return "".join(f'<p style="{style}">{inner.format(line)}</p>\n' for line in BODY)


def central() -> str:
    """A table of data above, the document in a td, QR code and related papers after it."""
    pairs = "".join(f"<td><b>{label}：</b></td><td>{value}</td>" + ("</tr><tr>" if n % 2 else "") for n, (label, value) in enumerate(_DATA))
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}_城乡建设_云川市人民政府门户网站</title>
<style>.mhide{{display:none}} .share-box{{float:right}}</style></head><body>
<div class="header"><ul class="nav">{_MENU}</ul></div>
<div class="BreadcrumbNav mhide">首页 &gt; 政策 &gt; 正文</div>
<div class="wrap"><div class="policyLibraryOverview_header"><table class="bd1"><tbody><tr>{pairs}</tr></tbody></table></div>
<div class="policyLibraryOverview_content"><h1>{TITLE}</h1><div class="pages_print">字号：<span>默认</span> <span>大</span> <span>超大</span> | <span>打印</span></div>
<table width="100%"><tbody><tr><td class="b12c" id="UCAP-CONTENT">{paragraphs()}</td></tr></tbody></table></div>
<div id="div_div"><div id="qr_container" class="sweep">扫一扫在手机打开当前页</div></div>
<div class="related"><div class="title">相关稿件</div><ul>{_LATEST}</ul></div></div>
<div class="footer">{_FOOTER}</div></body></html>"""


def portal() -> str:
    """Crumbs, title, source line and share buttons; the document in nested editors' divs."""
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2025-03-20 09:30"><meta name="ContentSource" content="云川市人民政府办公室">
<title>{TITLE} 云川市人民政府</title></head><body>
<div id="top"><a href="/">设为首页</a> | <a href="/">加入收藏</a></div><div class="menu"><ul>{_MENU}</ul></div>
<div class="dqwz">您的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/wj/">政府文件</a></div>
<div class="main"><div class="xl_tit">{TITLE}</div>
<div class="xl_xx"><span>发布时间：2025-03-20</span><span>来源：云川市人民政府办公室</span><span>浏览次数：<i>1024</i></span><span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span></div>
<div class="TRS_Editor"><div class="Custom_UnionStyle"><style>p {{ margin: 0 }}</style>{paragraphs("MARGIN:0", "　　{}")}</div></div>
<div class="xl_fj"><span>附件下载：</span><ul><li><a href="./P020250320.docx">云川市人才购房补贴申请表.docx</a></li><li><a href="./P020250321.pdf">云川市人才认定目录.pdf</a></li></ul></div>
<div class="fx">分享到：<a>微信</a><a>新浪微博</a></div><div class="dy">【<a href="javascript:window.print()">打印本页</a>】【<a>关闭窗口</a>】</div>
<div>上一篇：<a href="a.html">云川市人民政府关于表彰先进的决定</a></div><div>下一篇：<a href="b.html">云川市人民政府公告</a></div></div>
<div class="bottom">{_FOOTER}</div></body></html>"""


def old_tables() -> str:
    """All by tables: a left column of links, the document in a cell, line breaks instead of paragraphs."""
    return f"""<html><head><title>{TITLE}</title></head><body><table width=100%><tr><td colspan=2><img src=b.gif></td></tr>
<tr><td width=180 valign=top><table>{"".join(f"<tr><td><a href=x>栏目{n}</a></td></tr>" for n in range(9))}</table></td>
<td><table width=100%><tr><td>当前位置：<a href=/>首页</a> → <a href=/wj>文件</a></td></tr>
<tr><td align=center><b>{TITLE}</b></td></tr><tr><td align=center>发布日期：2025-3-20 阅读：35次</td></tr>
<tr><td id="fontzoom">{"".join(f"　　{line}<br>" + chr(10) for line in BODY)}</td></tr>
<tr><td align=right>[<a href="javascript:window.print()">打印</a>] [<a href="javascript:window.close()">关闭</a>]</td></tr></table></td></tr>
<tr><td colspan=2 align=center>版权所有：云川市人民政府　地址：云川市人民路1号　邮编：000000</td></tr></table></body></html>"""


def university() -> str:
    """A form around the page, the document in v_news_content, attachments with counts, the next and previous one."""
    attachments = "".join(
        f'<li>附件【<a href="/system/_content/download.jsp?wbfileid={n}"><span>{name}.doc</span></a>】已下载<span>{n}</span>次</li>'
        for n, name in enumerate(("云川市人才购房补贴申请表", "云川市人才认定目录"))
    )
    return f"""<!DOCTYPE html><html><head><meta charset="UTF-8"><title>{TITLE}-云川市人才网</title><meta name="pageTitle" content="{TITLE}"></head><body>
<nav class="navbar"><ul>{_MENU}</ul></nav><div class="ny-right"><div class="position"><a href="/">首页</a>&gt;<a href="/">通知公告</a>&gt;正文</div>
<form name="_newscontent_fromname"><div class="content-box"><h2 class="content-title">{TITLE}</h2>
<div class="info"><i>作者：</i><i>时间：2025-03-20</i><i>点击数：<span>12</span></i></div>
<div id="vsb_content_2"><div class="v_news_content">{paragraphs("line-height:150%", '<span lang="EN-US">{}</span>')}</div></div>
<ul style="list-style-type:none;">{attachments}</ul><div id="div_vote_id"></div><p align="right">【<a href="javascript:window.close();">关闭</a>】</p>
<ul class="prenext"><li>上一条：<a href="1.htm">关于公布名单的通知</a></li><li>下一条：<a href="2.htm">关于开展申报的通知</a></li></ul></div></form></div>
<footer>{_FOOTER}</footer></body></html>"""


def cloud() -> str:
    """Own elements around title and document, a reading bar, a list of data, a side bar with long words about another paper."""
    data = "".join(f"<li><span>{label}：</span><em>{value}</em></li>" for label, value in _DATA)
    about = "《云川市人才安居若干措施》的出台，是贯彻人才强市战略的重要举措，对于吸引人才、留住人才具有十分重要的意义。" * 3
    return f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{TITLE}-云川市住房和城乡建设局网站</title>
<meta name="Url" content="https://zjj.yunchuan.gov.cn/zwgk/content/post_1.html"></head><body><div class="wrapper"><div class="header"><ul>{_MENU}</ul></div>
<div class="container"><div class="crumb">当前位置：<a href="/">首页</a>&nbsp;&gt;&nbsp;<a href="/">政策法规</a></div>
<div class="side"><h3>政策解读</h3><p>{about}</p><ul>{_LATEST}</ul></div>
<div class="mainBox"><div class="zoomsubtitl"><ul>{data}</ul></div><div class="title"><ucaptitle>{TITLE}</ucaptitle></div>
<div class="time"><span>发表时间：<publishtime>2025-03-20 20:24</publishtime></span><span>信息来源：本网</span><span>浏览字号：大 中 小</span></div>
<div class="content" id="zoomcon"><ucapcontent>{paragraphs("", "<strong></strong><span>{}</span>")}</ucapcontent></div>
<div class="share"><span>分享到</span><a href="javascript:void(0);" class="gotop">返回顶部</a><a href="javascript:window.print();">打印页面</a></div>
<div class="content_qrcode">扫一扫在手机打开当前页</div></div></div><div class="footer">{_FOOTER}</div></div></body></html>"""


def word() -> str:
    """Pasted from Word: MsoNormal, o:p, fonts, numbers in spans of their own, the title within the document."""

    def spans(line: str) -> str:
        return "".join(
            f"<span lang=EN-US>{part}</span>" if part.isascii() else f"<span style='font-family:宋体'>{part}</span>" for part in line
        )

    lines = "".join(f"<p class=MsoNormal style='text-indent:24.0pt'>{spans(line)}<o:p></o:p></p>\n" for line in BODY)
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8><title>{TITLE}</title></head><body lang=ZH-CN><div class=WordSection1>
<p class=MsoNormal align=center style='text-align:center'><b>云川市人民政府办公室</b><br><b>关于印发云川市人才安居若干措施的通知</b></p>
{lines}</div></body></html>"""


def messenger() -> str:
    """An article of a public account: sections, the document hidden until a script shows it."""
    lines = "".join(f'<section style="margin:0"><section><p><span leaf="">{line}</span></p></section></section>' for line in BODY)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="{TITLE}"><title></title></head><body>
<div class="rich_media"><h1 class="rich_media_title" id="activity-name">{TITLE}</h1><div id="meta_content" class="rich_media_meta_list"><span>云川发布</span> <em>2025年3月20日 18:00</em></div>
<div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden; opacity: 0; ">{lines}</div></div>
<div class="rich_media_tool">阅读原文</div><div class="qr_code_pc">微信扫一扫<br>关注该公众号</div></body></html>"""


def surrounded(body: str, title: str = f"{TITLE}_云川市人民政府") -> str:
    """A page with menu and footer around `body`."""
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body><div class=top><ul>{_MENU}</ul></div>{body}"
        f"<div class=bottom-box>{_FOOTER}</div></body></html>"
    )


def inner(skip: int = 0) -> str:
    """The paragraphs of the document as an editor's div."""
    return f"<div class=c1>{''.join(f'<p>{line}</p>' for line in BODY[skip:])}</div>"


ABOUT = "《云川市人才安居若干措施》的出台，是贯彻人才强市战略的重要举措，对于吸引人才、留住人才具有十分重要的意义。" * 3
SURROUNDED = {
    "title in a div": surrounded(
        f"<div><div class=xl>{TITLE}</div><div>2025-03-20 09:30　来源：云川市人民政府　字号：[大 中 小]</div>{inner()}</div>",
        "云川市人民政府",
    ),
    "title in two lines": surrounded(f"<h2>云川市人民政府办公室<br>{TITLE[10:]}</h2>{inner()}"),
    "number of its own": surrounded(f"<div><div class=tt>{TITLE}</div><div class=wh>{NUMBER}</div>{inner(1)}</div>"),
    "column of links": surrounded(
        f"<table><tr><td><p>热点专题</p><ul>{_LATEST}</ul><p>云川市历史悠久，人口众多，资源丰富，欢迎您的到来。</p></td>"
        f"<td><p>{TITLE}</p><p>发布时间：2025-03-20　浏览：12</p>{inner()}</td></tr></table>"
    ),
    "explanation hidden": surrounded(
        f"<h1>{TITLE}</h1><span>文件原文</span><span>政策解读</span>{inner()}<div style='display:none'><p>{ABOUT}</p></div>"
    ),
    "explanation shown": surrounded(
        f"<h1>{TITLE}</h1><div class=TRS_Editor>{inner()}</div><div class=jd><h3>政策解读</h3><p>{ABOUT}</p></div>"
    ),
    "line breaks": surrounded(f"<h1>{TITLE}</h1><div><p>{'<br><br>　　'.join(BODY)}</p></div>"),
    "data below": surrounded(
        f"<h1>{TITLE}</h1><div>{inner()}<table><tr><td>索引号：<td>1/2025<td>发布机构：<td>云川市政府办<tr><td>文号：<td>{NUMBER}<td>发布日期：<td>2025-03-20</table></div>"
    ),
    "two widths": surrounded(f"<div class=pc><h1>{TITLE}</h1>{inner()}</div><div class=wap><h1>{TITLE}</h1>{inner()}</div>"),
    "data in pairs of lines": surrounded(
        f"<dl><dt>索引号</dt><dd>01/2025</dd><dt>发文机关</dt><dd>市政府办</dd><dt>发文字号</dt><dd>{NUMBER}</dd></dl><h1>{TITLE}</h1><p>温馨提示：本文件已失效</p>{inner()}"
    ),
    "links above": surrounded(f"<h1>{TITLE}</h1><div><p><a href=a>【一图读懂】云川市人才安居若干措施</a></p>{inner()}</div>"),
    "links to files below": surrounded(
        f"<h1>{TITLE}</h1><div>{inner()}<p><img src=doc.gif><a href=1.docx>附件1.申请表.docx</a></p><p>附件：</p><p><a href=2.zip>2.zip</a></p><p>（责任编辑：张三）</p></div>"
    ),
    "links in the list of annexes": surrounded(
        f"<h1>{TITLE}</h1>{inner()}".replace(BODY[-2], "附件：<a href=1.doc>1.云川市人才购房补贴申请表</a>").replace(
            BODY[-1], f"<a href=2.doc>{BODY[-1]}</a>"
        )
    ),
}
"""The document in other surroundings: kinds of what may stand above, beside and below it."""

PAGES: dict[str, Callable[[], str]] = {page.__name__: page for page in (central, portal, old_tables, university, cloud, word, messenger)}
