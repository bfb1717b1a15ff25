"""The head of a document, from made-up texts of every kind: letters that issue a text, joint issuers, drafts, notices, plans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.intake.head import Head, read_head
from kg.intake.head.issuers import bodies_in
from kg.intake.head.several import second_document
from kg.intake.head.titles import issued_title

LETTER = """\
苏人社规字〔2026〕2号
江苏省人力资源和社会保障厅 江苏省财政厅
关于印发江苏省青年工匠培养办法
实施细则的通知
各设区市人力资源和社会保障局：
为贯彻落实《江苏省人才发展条例》，现将《江苏省青年工匠培养办法实施细则》印发给你们，请认真执行。
江苏省人力资源和社会保障厅
江苏省财政厅
2026年3月5日
江苏省青年工匠培养办法实施细则
第一章 总则
第一条 根据《江苏省职业技能条例》（苏政发〔2020〕3号）和《江苏省人才发展条例》，制定本细则。
第二条 工匠证书有效期2年。
第二章 附则
第三条 本细则自印发之日起施行，有效期5年。《江苏省青年工匠培养办法》（苏人社发〔2019〕7号）同时废止。
"""
DRAFT = """\
关于公开征求《海城市引才若干措施（征求意见稿）》意见的公告
为进一步做好引才工作，我局起草了《海城市引才若干措施（征求意见稿）》，现向社会公开征求意见。
附件：海城市引才若干措施（征求意见稿）
海城市人力资源和社会保障局
2026年4月2日
附件
海城市引才若干措施
（征求意见稿）
一、支持对象
本措施适用于在海城市注册的企业。
二、附则
本措施自2026年XX月XX日起施行，有效期三年。
"""
PLAIN = """\
罗湖区支持青年创业若干措施（试行）
罗科工〔2026〕9号
为支持青年创业，制定本措施。
第一条 支持对象
在深圳市罗湖区创业的青年。
第二条 附则
本措施自发布之日起施行，有效期至2027年12月31日。
罗湖区科技和工业信息化局（乡村振兴和协作交流局）2026年4月24日发布。
"""


def quote(text: str, head: Head, key: str) -> str:
    words = head.words[key]
    assert words.start is not None and words.end is not None
    return text[words.start : words.end]


def test_the_title_is_that_of_what_the_letter_issues() -> None:
    head = read_head(LETTER)
    assert head.title == quote(LETTER, head, "title") == "江苏省青年工匠培养办法实施细则"
    assert (head.number, quote(LETTER, head, "number")) == ("苏人社规字〔2026〕2号", "苏人社规字〔2026〕2号")
    assert head.issuers == ("江苏省人力资源和社会保障厅", "江苏省财政厅")
    assert quote(LETTER, head, "issuer") == "江苏省人力资源和社会保障厅\n江苏省财政厅"
    assert (head.issued, quote(LETTER, head, "issued")) == ("2026-03-05", "2026年3月5日")
    assert (head.effective, quote(LETTER, head, "effective")) == ("2026-03-05", "自印发之日起施行")
    assert (head.valid_for, quote(LETTER, head, "valid_for")) == ("P5Y", "有效期5年")
    assert (head.valid_until, head.ends, head.words["valid_until"].inferred) == (None, "2031-03-04", True)
    assert (head.place, head.level, head.draft) == ("320000", "province", False)
    assert [(one.title, one.number) for one in head.repeals] == [("江苏省青年工匠培养办法", "苏人社发〔2019〕7号")]
    assert [one.title for one in head.based_on] == ["江苏省人才发展条例", "江苏省职业技能条例"]


def test_a_draft_keeps_its_length_as_written() -> None:
    head = read_head(DRAFT)
    assert head.title == "海城市引才若干措施（征求意见稿）"
    assert head.draft and head.effective is None
    assert (head.ends, head.valid_for) == ("三年", "P3Y")
    assert (head.place, head.place_name, head.issued) == ("210381", "海城市", "2026-04-02")
    assert head.issuers == ("海城市人力资源和社会保障局",)


def test_closing_words_say_who_published_and_when() -> None:
    head = read_head(PLAIN)
    assert head.issuers == ("罗湖区科技和工业信息化局（乡村振兴和协作交流局）",)
    assert (head.issued, head.effective, head.valid_until) == ("2026-04-24", "2026-04-24", "2027-12-31")
    assert quote(PLAIN, head, "valid_until") == "有效期至2027年12月31日"
    assert (head.place, head.level) == ("440303", "county")


def test_what_the_file_states_counts_where_the_text_is_silent_and_is_inferred() -> None:
    text = "太原市人才公寓管理办法\n第一条 本办法适用于太原市。\n"
    stated = {"title": "太原市人才公寓管理办法", "number": "并政发〔2026〕5号", "issuer": "太原市人民政府", "issued": "2026-01-02"}
    head = read_head(text, stated)
    assert (head.number, head.issuers, head.issued) == ("并政发〔2026〕5号", ("太原市人民政府",), "2026-01-02")
    assert all(head.words[key].inferred and head.words[key].start is None for key in ("number", "issuer", "issued"))
    assert read_head(text, {"issuer": "公众号某某"}).issuers == ()


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("并发〔2018〕2号", "并发〔2018〕2号"),
        ("京人社 [2026] 12 号", "京人社[2026]12号"),
        ("沪府办规(2026)3号", "沪府办规(2026)3号"),
        ("（中通管文〔2026〕4号）", "中通管文〔2026〕4号"),
        ("苏府办【2025】146号", "苏府办【2025】146号"),
        ("中朝管发〔2026〕5", "中朝管发〔2026〕5"),
        ("文号：晋市政发〔2022〕24号", "晋市政发〔2022〕24号"),
        ("太原市人民政府令 第331号", "太原市人民政府令第331号"),
        ("签发人：张三", None),
        ("根据《办法》（穗府办规〔2020〕10号）制定。", None),
    ],
)
def test_numbers_in_every_bracket(line: str, number: str | None) -> None:
    assert read_head(f"太原市引才办法\n{line}\n第一条 为了引才，制定本办法。\n").number == number


@pytest.mark.parametrize(
    ("words", "bodies"),
    [
        ("广州市人力资源和社会保障局广州市财政局", ("广州市人力资源和社会保障局", "广州市财政局")),
        ("中共石嘴山市委办公室 石嘴山市人民政府办公室", ("中共石嘴山市委办公室", "石嘴山市人民政府办公室")),
        ("中共太原市委太原市人民政府", ("中共太原市委", "太原市人民政府")),
        ("国家税务总局广州市税务局", ("国家税务总局广州市税务局",)),
        ("广 州 市 财 政 局", ("广州市财政局",)),
        ("朝阳园管委会（区科信局）等四部门", ("朝阳园管委会（区科信局）",)),
        ("重庆市行动计划工作专班办公室（代章）", ("重庆市行动计划工作专班办公室",)),
        ("组织保障", ()),
        ("各区人民政府", ()),
        ("由财政局负责", ()),
    ],
)
def test_bodies(words: str, bodies: tuple[str, ...]) -> None:
    assert bodies_in(words) == bodies


@pytest.mark.parametrize(
    ("letter", "issued"),
    [
        ("甲市人民政府办公室关于印发《甲市引才办法》的通知", "甲市引才办法"),
        ("关于印发甲市引才办法（试行）的通知", "甲市引才办法（试行）"),
        ("关于《引才办法（征求意见稿）》公开征求意见的通知", "引才办法（征求意见稿）"),
        ("关于向社会公开征求《甲市引才办法》（征求意见稿）意见建议的公告", "甲市引才办法（征求意见稿）"),
        ("甲省政府办公厅转发省人社厅关于加强人才工作意见的通知", "省人社厅关于加强人才工作意见"),
        ("甲市人民政府关于印发《甲市〈乙法〉实施办法》的通知", "甲市〈乙法〉实施办法"),
        ("甲市人社局关于做好2026年招聘工作的通知", None),
        ("甲市委关于深化人才体制改革的实施意见", None),
    ],
)
def test_titles_of_letters(letter: str, issued: str | None) -> None:
    assert issued_title(letter) == issued


@pytest.mark.parametrize(
    ("words", "effective", "ends"),
    [
        ("本办法自2026年5月1日起施行，有效期三年。", "2026-05-01", "2029-04-30"),
        ("本办法自2026年5月1日起施行，至2028年4月30日止。", "2026-05-01", "2028-04-30"),
        ("本办法自印发之日起试行两年。", "2026-02-03", "2028-02-02"),
        ("本办法自发布之日起30日后施行。", "2026-03-05", None),
        ("本办法自印发之日起施行，试行期一年。", "2026-02-03", "2027-02-02"),
        ("本办法执行至2027年底。", None, "2027-12-31"),
        ("本办法自二〇二六年五月一日起执行，有效期18个月。", "2026-05-01", "2027-10-31"),
        ("技能证书有效期3年。", None, None),
        ("本办法由市人社局负责解释，有效期内遇上级政策调整的从其规定。", None, None),
    ],
)
def test_validity(words: str, effective: str | None, ends: str | None) -> None:
    text = f"太原市引才办法\n太原市人民政府\n2026年2月3日\n第一条 为了引才。\n第二条 {words}\n"
    head = read_head(text)
    assert (head.issued, head.effective, head.ends) == ("2026-02-03", effective, ends)


@pytest.mark.parametrize(
    ("issuer", "text", "place", "level"),
    [
        ("深圳市龙岗区人工智能（机器人）署", "", "440307", "county"),
        ("苏州工业园区管理委员会", "", "320500", "other"),
        ("中国（上海）自由贸易试验区临港新片区管理委员会", "", "310000", "other"),
        ("佛山市南海区桂城街道办事处", "", "440605", "other"),
        ("云南省人力资源和社会保障厅", "", "530000", "province"),
        ("朝阳区人民政府", "北京市北京市", "110105", "county"),
        ("朝阳区人民政府", "长春市吉林省", "220104", "county"),
        ("中关村科技园区延庆园管理委员会", "", "110119", "other"),
        ("杭州高新区（滨江）科技局", "", "330108", "other"),
        ("人力资源和社会保障部", "", "100000", "national"),
        ("恩施州人民政府", "", "422800", "city"),
        ("上海市浦东新区人民政府", "", "310115", "county"),
        ("合肥高新技术产业开发区管理委员会", "", "340100", "other"),
    ],
)
def test_places(issuer: str, text: str, place: str, level: str) -> None:
    head = read_head(f"关于支持创业的若干措施\n{issuer}\n2026年2月3日\n一、总体要求\n{text}\n")
    assert (head.place, head.level) == (place, level)


def test_a_place_that_two_names_share_is_not_guessed() -> None:
    assert read_head("鼓楼区支持创业的若干措施\n一、总体要求\n").place is None


def test_a_plan_has_its_period() -> None:
    assert read_head("运城市“十四五”人才规划\n一、基础\n").period == (2021, 2025)
    assert read_head("广东省行动方案（2026—2028年）\n一、目标\n").period == (2026, 2028)


BODY = "一、支持对象\n在本市创业的人才。\n二、附则\n"
KINDS = {
    "letterhead": (
        f"杭州市人民政府办公厅文件\n杭政办函〔2025〕12号\n杭州市人民政府办公厅\n关于印发杭州市引才若干措施的通知\n各区、县（市）人民政府：\n"
        f"现印发给你们。\n杭州市人民政府办公厅\n2025年3月5日\n（此件公开发布）\n杭州市引才若干措施\n{BODY}抄送：市委各部门。\n"
        "杭州市人民政府办公厅秘书处 2025年3月6日印发\n",
        ("杭州市引才若干措施", "杭政办函〔2025〕12号", ("杭州市人民政府办公厅",), "2025-03-05", False),
    ),
    "order": (
        "太原市人民政府令\n第96号\n《太原市人才公寓管理办法》已经2025年2月10日市人民政府第5次常务会议审议通过，现予公布，自2025年5月1日起施行。\n"
        "市长 张三\n2025年3月1日\n太原市人才公寓管理办法\n第一章 总则\n第一条 为了规范，制定本办法。\n",
        ("太原市人才公寓管理办法", "太原市人民政府令第96号", ("太原市人民政府",), "2025-03-01", False),
    ),
    "announcement": (
        "广东省人力资源和社会保障厅公告\n2026年第3号\n关于公布2026年职业技能评价目录的公告\n根据规定，现公布目录。\n广东省人力资源和社会保障厅\n2026年2月3日\n",
        (
            "关于公布2026年职业技能评价目录的公告",
            "广东省人力资源和社会保障厅公告2026年第3号",
            ("广东省人力资源和社会保障厅",),
            "2026-02-03",
            False,
        ),
    ),
    "party": (
        f"中共海城市委 海城市人民政府关于深化人才体制改革的实施意见\n（2026年3月1日）\n为深入贯彻落实党的二十大精神，现提出如下意见。\n{BODY}",
        ("中共海城市委 海城市人民政府关于深化人才体制改革的实施意见", None, ("中共海城市委", "海城市人民政府"), "2026-03-01", False),
    ),
    "metadata in the text": (
        f"索引号：11330000/2025-00001\n发布机构：浙江省人力资源和社会保障厅\n文号：浙人社发〔2025〕8号\n成文日期：2025-02-18\n"
        f"浙江省高技能人才评价办法\n{BODY}",
        ("浙江省高技能人才评价办法", "浙人社发〔2025〕8号", ("浙江省人力资源和社会保障厅",), "2025-02-18", False),
    ),
    "draft with what explains it": (
        "关于向社会公开征求《深圳市人才住房管理办法（征求意见稿）》意见的通告\n我局起草了《深圳市人才住房管理办法（征求意见稿）》，现公开征求意见。\n"
        "附件：1.深圳市人才住房管理办法（征求意见稿）\n2.起草说明\n深圳市住房和建设局\n2026年4月1日\n附件1\n深圳市人才住房管理办法\n（征求意见稿）\n"
        "第一章 总则\n第一条 为了规范，制定本办法。\n附件2\n《深圳市人才住房管理办法（征求意见稿）》起草说明\n一、起草背景\n为贯彻落实。\n",
        ("深圳市人才住房管理办法（征求意见稿）", None, ("深圳市住房和建设局",), "2026-04-01", True),
    ),
    "title of three lines": (
        f"苏州市相城区\n关于加快集聚高层次人才的\n若干政策（试行）\n为集聚人才，制定本政策。\n{BODY}苏州市相城区人民政府\n2024年12月20日\n",
        ("苏州市相城区关于加快集聚高层次人才的若干政策（试行）", None, ("苏州市相城区人民政府",), "2024-12-20", False),
    ),
    "number behind the title": (
        "市人力资源社会保障局关于印发《宁波市工匠认定办法》的通知（甬人社发〔2025〕6号）\n各区县：\n现印发。\n2025年5月6日\n宁波市工匠认定办法\n"
        "第一条 为了认定宁波工匠，制定本办法。\n",
        ("宁波市工匠认定办法", "甬人社发〔2025〕6号", ("市人力资源社会保障局",), "2025-05-06", False),
    ),
    "names in many lines": (
        "湖北省人力资源和社会保障厅\n湖北省教育厅 湖北省财政厅\n关于印发《湖北省技工教育办法》的通知\n鄂人社规〔2025〕1号\n各市：\n现印发。\n"
        "湖北省人力资源和社会保障厅    湖北省教育厅\n湖北省财政厅\n二○二五年一月一日\n湖北省技工教育办法\n第一条 为了技工。\n",
        ("湖北省技工教育办法", "鄂人社规〔2025〕1号", ("湖北省人力资源和社会保障厅", "湖北省教育厅", "湖北省财政厅"), "2025-01-01", False),
    ),
    "law": (
        "深圳经济特区人才工作条例\n（2017年8月17日深圳市第六届人民代表大会常务委员会第十九次会议通过）\n第一章 总则\n第一条 为了促进，制定本条例。\n",
        ("深圳经济特区人才工作条例", None, (), "2017-08-17", False),
    ),
    "a period of public notice is no draft": (
        f"太原市人才认定办法\n{BODY}公示期为5个工作日。\n太原市人民政府\n2026年1月2日\n",
        ("太原市人才认定办法", None, ("太原市人民政府",), "2026-01-02", False),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_of_documents(kind: str) -> None:
    text, expected = KINDS[kind]
    head = read_head(text)
    assert (head.title, head.number, head.issuers, head.issued, head.draft) == expected


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (PLAIN + LETTER, "苏人社规字〔2026〕2号"),
        (LETTER + PLAIN, "罗湖区支持青年创业若干措施（试行）"),
        (DRAFT + PLAIN, "罗湖区支持青年创业若干措施（试行）"),
        (PLAIN.replace("罗科工〔2026〕9号\n", "") + PLAIN.replace("罗科工〔2026〕9号\n", "").replace("青年", "博士"), "罗湖区支持博士创业"),
    ],
)
def test_a_second_document_is_found_where_it_begins(text: str, second: str) -> None:
    span = second_document(text)
    assert span and text[span[0] :].startswith(second)


@pytest.mark.parametrize("text", [LETTER, DRAFT, PLAIN, *(text for text, _ in KINDS.values())])
def test_letters_annexes_and_signatures_make_no_second_document(text: str) -> None:
    assert second_document(text) is None


def test_a_line_that_is_no_head_is_not_taken_for_one() -> None:
    head = read_head("关于印发" * 10_000 + "的通知" + "2026年3月" * 10_000)
    assert len(head.title) == 100 and head.issued is None


@given(st.text(alphabet="甲市人民政府关于印发《》的通知办法（）〔2026〕号年月日\n 。：、第一条", max_size=200))
def test_any_text_has_a_head(text: str) -> None:
    head = read_head(text)
    for words in head.words.values():
        assert words.start is None or words.end is None or 0 <= words.start <= words.end <= len(text)


def test_the_title_that_a_page_states_may_be_that_of_the_text_that_a_letter_issues() -> None:
    for title in ("罗湖区人才公寓管理办法", "罗湖区人民政府关于印发《罗湖区人才公寓管理办法》的通知"):
        head = read_head(
            "罗湖区人民政府\n关于印发《罗湖区人才公寓管理办法》的通知\n罗府〔2026〕3号\n各单位：\n现印发给你们。\n罗湖区人民政府\n2026年3月2日\n"
            "罗湖区人才公寓管理办法\n第一条 甲。\n第二条 乙。\n",
            {"title": title, "issuer": "罗湖区数据局", "issued": "2026-05-06"},
        )
        assert (head.title, head.issuers, head.issued) == ("罗湖区人才公寓管理办法", ("罗湖区人民政府",), "2026-03-02")


def test_bodies_above_a_title_belong_to_it_though_the_page_leaves_them_out() -> None:
    title = "关于加强人才工作的决定"
    head = read_head(
        f"中共大同市委 大同市人民政府\n{title}\n（2026年3月2日）\n为加强人才工作，现决定如下。\n一、甲\n二、乙\n", {"title": title}
    )
    assert head.issuers == ("中共大同市委", "大同市人民政府") and head.issued == "2026-03-02"


@pytest.mark.parametrize("issue", ["〔2026〕第2期", "（第12期）", "第3次"])
def test_the_issue_of_a_paper_is_no_part_of_its_title(issue: str) -> None:
    head = read_head(f"大同市人才工作会议纪要\n{issue}\n大同市委人才办  2026年3月18日\n会议议定如下：\n一、甲\n二、乙\n")
    assert (head.title, head.issued) == ("大同市人才工作会议纪要", "2026-03-18")


def test_the_heading_of_an_ordered_text_may_have_other_brackets_within() -> None:
    order = "大同市人民政府令\n第8号\n《大同市人民政府关于废止〈大同市引才规定〉的决定》已经通过，现予公布。\n市长 甲\n2026年3月2日\n"
    title = "大同市人民政府关于废止《大同市引才规定》的决定"
    assert read_head(f"{order}{title}\n市政府决定，废止《大同市引才规定》。\n").title == title


def test_the_word_below_a_letterhead_of_several_bodies_is_no_title() -> None:
    head = read_head("大同市科技局\n大同市财政局\n文件\n同科发〔2026〕3号\n关于支持青年人才的若干措施\n一、甲。\n二、乙。\n")
    assert (head.title, head.number) == ("关于支持青年人才的若干措施", "同科发〔2026〕3号")


def test_a_remark_below_the_title_names_who_issued_it() -> None:
    head = read_head("大同市引才方案\n（2026年3月2日大同市财政局印发）\n为引才，制定本方案。\n一、甲。\n二、乙。\n")
    assert (head.issuers, head.issued) == (("大同市财政局",), "2026-03-02")
