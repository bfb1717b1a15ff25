"""What surrounds a document on a page: by the names of elements, by the words of lines. Kinds of furniture, not those of one site."""

from __future__ import annotations

import re

from lxml import html

from kg.intake.html.lines import Line

_PARTS = (
    r"share\w*|bdsharebuttonbox|bshare\w*|\w*qrcode\w*|\w*ewm\w*|erweima|print(?:er|btn)?|fontsize|zihao|zh|crumbs?|breadcrumbs?|weizhi|dqwz|curb|location"
    r"|position|nav(?:bar|igation)?|menu|foot(?:er)?|copyright|related?|relation|xg(?:wz|yd|jd|wj|zc|lj|xw|tj|list)\w*|jiedu|hot|sidebar|side|toolbar?|tools"
    r"|prev|next|prevnext|sxp|sxy|pager?|comments?|login|search|banner|logo|links?|friendlink|yqlj|back|gotop|backtop|popbox|quickbar|jiucuo|feedback|visit"
    r"|views?|hits|llcs|appendix|fujian|attachment?|recommend|tuijian|wza|accessibility|wechat|weixin|weibo"
)
_NAMED = re.compile(rf"(?:^|[-_\s])(?:{_PARTS})(?:[-_\s\d]|$)", re.IGNORECASE)
_EDITOR = re.compile(
    r"(?:^|\s)(?:zoom(?:con)?|ucap-?content|trs_(?:editor|ueditor)\w*|custom_unionstyle|vsb_content\w*|v_news_content|artibody|js_content|fontzoom)(?=\s|$)",
    re.IGNORECASE,
)
"""What systems that many sites run on call the element that an editor's words are put into."""
_CONTENT = re.compile(
    r"(?:^|\s)(?:zoom(?:con)?|ucap-?content|trs_\w*|custom_unionstyle|view|vsb_content\w*|v_news_content|art[ie]body|\w*neirong\w*|zhengwen|nr|zw"
    r"|(?:\w*[-_])?(?:article|arti|art|news|pages?|policy|content|detail|info|text|main|xxgk|xl|wz|con|txt|entry|post|body|wp|rich_media|js|print|bt|word)"
    r"[-_]?(?:article)?(?:content|cont|con|body|text|txt|zw|nr|box)?)(?=\s|$)",
    re.IGNORECASE,
)
_TAGS = ("nav", "aside", "footer")

_LABELS = (
    "索引号|索取号|信息索引号|主题分类|主题词|主题|体裁分类|体裁|公文种类|文种|服务对象分类|分类|信息分类|信息类别|发文机关|发文机构|发文单位|制发机关|制定机关|发布机关|发布机构"
    "|发布单位|公开主体|公开责任部门|责任部门|信息来源|来源|文章来源|作者|成文日期|成文时间|印发日期|发文日期|生成日期|发布日期|发布时间|发表时间|公开日期|公开时间|公布日期|发布日|更新时间|时间|日期"
    "|标题|名称|信息名称|文件名称|发文字号|发文文号|文件编号|文号|文件号|统一编号|统一登记号|登记号|规范性文件登记号|规范性文件编号|有效性|是否有效|时效性|时效|文件状态|效力状态|有效期"
    "|实施日期|施行日期|生效日期|失效日期|废止日期|失效时间|生效时间|实施时间|公开方式|公开形式|公开范围|公开类别|公开属性|信息有效性|关键词|关键字|内容概述|备注|签发人|签署人"
    "|浏览次数|点击次数|点击率|点击数|阅读次数|阅读量|阅读|访问量|访问次数|浏览量|浏览|字体|字号|字体大小|浏览字号|打印|分享|分享到|编辑|责任编辑|审核|审核人|校对|稿件来源|发布人|录入|撰稿|视力保护色|语音播报|收藏|保护视力色"
)
LABEL = re.compile(
    "(?P<label>"
    + "|".join(r"[ \u3000]*".join(label) for label in sorted(_LABELS.split("|"), key=len, reverse=True))
    + r")[ \u3000]*[】\]]?[：:]"
)
"""A label of the data that a page gives of its document, with its colon: 索 引 号："""
_DATED = re.compile(r"^(?:\S{0,16}\s)?\s*[12]\d{3}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s.{0,20})?$")
_BEGINS_WITH_DAY = re.compile(r"[【\[（(]?\s*[12]\d{3}[-年/.]\d{1,2}[-月/.]\d{1,2}日?\s")
_DAY = re.compile(r"[12]\d{3}[-/.]\d{1,2}[-/.]\d{1,2}")
"""A moment and a day as pages give them: documents write 2025年3月1日, without the hour."""
_SURE_LABEL = re.compile(r".*[：:]$|索引号|索取号|发文|成文|发布(?:机构|机关|日期)|主题分类|公开日期|公开主体|有效性|文号")
_LABEL_ALONE = re.compile("(?:" + "|".join(_LABELS.split("|")) + ")[：:]?")

_FURNITURE = re.compile(
    r"^[【\[（(〖「]?(?:"
    r"(?:您?(?:现在|当前)?(?:的)?(?:位置|所在位置)|当前(?:所在)?(?:位置|页面)|所在位置)(?:是|为)?[：:].*|首页.{0,60}[>＞»›].*|返回(?:顶部|首页|列表|上页|政策.{0,8}|上一级).*|(?:打印|关闭|收藏|分享|转发|纠错|下载)(?:本页|本文|页面|窗口|此页|文章)?"
    r"|(?:打印|关闭|收藏|分享|大|中|小|字体|字号|复制链接|收起|展开|纠错|放大|缩小|默认|保存|下载|\||[ 【】\[\]（）()：:/>×+-])+"
    r"|(?:字体|字号|字体大小|文字大小|浏览字号|视力保护色|背景色)[：:【\[（(\s].{0,40}|(?:我要纠错|语音朗读|朗读|听全文|无障碍(?:浏览|阅读|模式)?|长者模式|适老化|繁體?版?|简体?版?|[|\s])+"
    r"|(?:分享|转发)(?:文章|本文|本页)?(?:到|至|给|[：:]).{0,40}|扫[一码描].{0,30}|.{0,14}扫一扫.{0,24}|.{0,6}二维码(?:查看|分享|访问|浏览)?.{0,4}手机.{0,4}|.{0,4}(?:扫描|识别|长按|本页|页面).{0,4}二维码|用?手机(?:打开|查看|浏览|访问).{0,12}"
    r"|(?:上|下|前|后)一(?:篇|条|页|则)(?:[】\])）]?[：:→←].{0,90}|[】\])）])?|[←→《»«]\s*(?:上|下)一?(?:篇|条|页).*|没有了.?"
    r"|(?:相关|关联|延伸|推荐|热点|热门|最新|更多|同类|猜你)(?:链接|稿件|阅读|文章|新闻|信息|内容|解读|报道|政策|文件|附件|推荐|专题|资讯|导读|喜欢|政策解读|政策文件|阅读推荐)?[：:]?(?:更多.*)?"
    r"|(?:责任编辑|责编|编辑|网站编辑|本网编辑|编审|初审|复审|终审|审核|校对|录入|发布人|供稿|撰稿)[：:].{1,40}|(?:信息|文章|稿件|新闻)?来源[：:].{0,40}"
    r"|(?:浏览|点击|阅读|访问)(?:次数|量|数|率|人数)?[：:].{0,24}|(?:本文|已|共)?(?:被)?(?:浏览|点击|阅读|访问)\s*\d*\s*次?"
    r"|(?:温馨|友情)?提示[：:].{0,30}(?:失效|废止|浏览器|下载|打开|修改).{0,30}|(?:本文件?|该文件?|此文件?|文件)?(?:已经?)?(?:失效|废止|修改)|(?:(?:文件|政策|公文|正文|相关|图片|图文|文字|媒体|视频|专家|部门|关联)?(?:原文|正文|解读|图解|问答|附件|内容)\s*[|｜/]?\s*)+[：:]?|(?:附件|文件|文档|正文|全文|PDF|word|图片|pdf)?(?:点击)?(?:下载|预览|阅读器下载|原文下载)(?:附件|地址|专区)?[：:]?|附件下载.{0,4}|附件\d*[：:]?\s*[【\[].{1,100}\.\w{2,4}[】\]].{0,20}|点击(?:下载|查看|阅读).{0,30}|查看(?:原文|全文|更多|详情).{0,4}|阅读原文|原文链接[：:]?.{0,80}"
    r"|.{0,30}版权所有.{0,60}|.{0,20}(?:ICP备|公网安备|网站标识码).{0,50}|(?:主办|承办|协办|技术支持|网站维护|维护单位|运维)(?:单位)?[：:].{0,200}"
    r"|(?:网站地图|联系我们|关于我们|网站声明|隐私(?:声明|保护|安全)?|法律声明|使用帮助|免责声明|友情链接|站点地图|网站帮助|设为首页|加入收藏|政府网站.{0,20}|建议使用.{0,50}浏览器.{0,20}|copyright.{0,80})"
    r"|(?:微信|微博|QQ空间|QQ好友|新浪微博|腾讯微博|人人网|朋友圈|微信好友|钉钉|抖音|今日头条|\s)+|(?:(?:是否)?(?:有用|没用|满意|不满意|我要评论|发表评论|我来说两句|[?？\s])+)|(?:政策咨询|智能问答|在线咨询|意见反馈|政策问答)[：:]?"
    r")[】\]）)〗」]?$",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"^[【\[（(]?(?:(?:相关|关联|延伸|推荐|热点|热门)(?:链接|稿件|阅读|文章|新闻|信息|内容|解读|报道|政策|文件|推荐|政策解读|政策文件)[：:]?|(?:上|下)一?(?:篇|条)[】\]）)]?[：:].*|[←]?\s*(?:上|下)一篇.{0,3}"
    r"|.{0,10}扫一扫.{0,20}|(?:打印|关闭)(?:本页|窗口|页面).*|分享(?:文章)?(?:到|至).*|附件下载[：:]?|.{0,30}版权所有.{0,60}|(?:最新|热门|热点|今日|推荐)(?:发布|动态|新闻|资讯|公告|信息|文件|政策)|(?:网友|用户|最新)?评论(?:列表)?|发表评论|政策解读[：:]?|解读材料[：:]?|图解[：:]?)[】\]）)]?$"
)
_FILE_NAME = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|jpe?g|png)[）)\]】]?(?:\s*[（(]?[\d.]+\s*[KMG]B?[）)]?)?(?:\s*(?:下载|预览|\|))*$",
    re.IGNORECASE,
)


def names(element: html.HtmlElement) -> str:
    """Class and id of an element."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip()


def is_named_furniture(element: html.HtmlElement) -> bool:
    """Whether an element is called what furniture is called: footer, crumbs, share."""
    return element.tag in _TAGS or bool((named := names(element)) and _NAMED.search(named))


def is_named_content(element: html.HtmlElement) -> bool:
    """Whether an element is called what the part of the page with the document is called."""
    return element.tag in ("article", "main", "ucapcontent") or bool((named := names(element)) and _CONTENT.search(named))


def is_editor(element: html.HtmlElement) -> bool:
    """Whether an element is called what only the document is called."""
    return element.tag == "ucapcontent" or bool((named := names(element)) and _EDITOR.search(named))


def is_furniture(line: Line) -> bool:
    """Whether a line above a document is one of the page."""
    return is_page_line(line) or is_data(line)


def is_page_line(line: Line) -> bool:
    """Whether a line says what pages say around a document, or offers a file. Data of the document may be its last line."""
    return bool(_FURNITURE.match(line.text)) or is_file_link(line)


def cuts_off(line: Line) -> bool:
    """Whether what follows a line near the end is furniture, whatever it says."""
    return bool(_CUT.match(line.text))


def is_data(line: Line) -> bool:
    """Whether a line is data that the page gives of its document: a label with its value, or several."""
    found = list(LABEL.finditer(line.text))
    begins = bool(found) and (found[0].start() <= 1 or bool(_BEGINS_WITH_DAY.match(line.text)))
    if (begins and (len(found) > 1 or len(line.key) <= 60)) or _DATED.match(line.text) or _DAY.fullmatch(line.text):
        return True
    if labels_of(line) and not found:
        return True
    cells = [re.sub(r"[\s\u3000]", "", cell) for cell in line.text.split("\t")[::2]] if line.row else []
    return bool(cells) and all(map(_LABEL_ALONE.fullmatch, cells)) and any(map(_SURE_LABEL.match, cells))


def labels_of(line: Line) -> set[str]:
    """The labels in a line: before a colon, or alone in it."""
    if not line.row and _SURE_LABEL.match(line.key) and _LABEL_ALONE.fullmatch(line.key):
        return {line.key.rstrip("：:")}
    return {re.sub(r"\s", "", match["label"]) for match in LABEL.finditer(line.text)}


def is_file_link(line: Line) -> bool:
    """Whether a line only offers a file: a link to one that is called by its file name."""
    return line.file and line.is_link and bool(_FILE_NAME.search(line.text))
