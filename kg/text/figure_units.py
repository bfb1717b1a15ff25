"""The words around a number that say what it counts and whether it is a bound: 万元, ％, 名, 周岁; 最高, 不低于, 约, 以上."""

from __future__ import annotations

import re
from typing import Literal

FigureKind = Literal["money", "rate", "points", "count", "year", "date", "duration", "age", "ordinal", "number"]
Bound = Literal["exact", "at_least", "at_most", "about"]

_MONEY = {
    "元": "元",
    "圆": "元",
    "块": "元",
    "块钱": "元",
    "元人民币": "元",
    "美元": "美元",
    "欧元": "欧元",
    "港元": "港元",
    "日元": "日元",
}
_DURATION = {
    "年": "年", "周年": "年", "学年": "年", "年度": "年", "个年度": "年", "个学年": "年", "整年": "年", "个自然年度": "年",
    "个月": "月", "个整月": "月", "个季度": "季度", "季度": "季度", "周": "周", "个星期": "周", "星期": "周",
    "天": "日", "日": "日", "个工作日": "工作日", "工作日": "工作日", "个自然日": "日", "小时": "小时", "个小时": "小时",
    "学时": "学时", "课时": "课时", "分钟": "分钟", "学期": "学期", "个学期": "学期",
}  # fmt: skip
_AGE = {"周岁": "岁", "岁": "岁"}
_POINTS = {"个百分点": "百分点", "百分点": "百分点"}
_TIMES = {"倍": "倍"}
_COUNTS = """
人次 门次 项次 场次 班次 家次 人 名 位 个 家 项 件 篇 套 所 户 批 次 场 支 对 种 类 门 亩 公顷 平方米 平方公里
公里 千米 米 吨 例 株 座 处 张 本 台 辆 期 条 届 级 层 间 片 只 枚 颗 份 册 款 组 班 团队 档 轮 县 区 市 镇
村 学分 床 张床位 园 兆瓦 千瓦 课 岗 人年
""".split()  # noqa: SIM905
_OTHER_WORD = {
    "次": "性", "人": "才民大社均事力工口机", "项": "目", "级": "别", "类": "别型", "区": "域", "市": "场",
    "年": "龄级", "周": "边", "园": "区", "团队": "队", "组": "织", "课": "程题", "户": "籍", "村": "居", "期": "间",
    "本": "科地市", "日": "常", "元": "旦素", "岗": "位", "班": "子", "层": "次", "对": "应", "门": "槛", "场": "所地",
}  # fmt: skip
"""Characters after a unit word with which it is another word: 一次性 has no unit 次."""

UNITS: dict[str, tuple[FigureKind, str]] = {
    **{word: ("money", unit) for word, unit in _MONEY.items()},
    **{word: ("duration", unit) for word, unit in _DURATION.items()},
    **{word: ("age", unit) for word, unit in _AGE.items()},
    **{word: ("points", unit) for word, unit in _POINTS.items()},
    **{word: ("rate", unit) for word, unit in _TIMES.items()},
    **{word: ("count", word) for word in _COUNTS},
}
"""The kind and the normal form of each unit word."""

UNIT = "|".join(
    word + (f"(?![{_OTHER_WORD[word]}])" if word in _OTHER_WORD else "") for word in sorted(UNITS, key=lambda word: (-len(word), word))
)
"""A pattern of all unit words, the longest first."""

_LEAST = (
    *("不低于", "不少于", "不小于", "不得低于", "不得少于", "至少", "最低", "最少", "超过", "高于", "多于", "大于", "突破", "逾"),
    *("超", "满", "起点", "≥", ">", "＞"),
)  # fmt: skip
_MOST = (
    *("不超过", "不高于", "不多于", "不大于", "不得超过", "不得高于", "最高", "最多", "至多", "上限", "封顶", "限额", "低于", "少于"),
    *("小于", "不足", "不满", "未满", "不到", "未超过", "≤", "<", "＜", "前"),
)  # fmt: skip
_ABOUT = ("大约", "约", "将近", "接近", "近")
_BEFORE: dict[str, Bound] = {
    **dict.fromkeys(_LEAST, "at_least"),
    **dict.fromkeys(_MOST, "at_most"),
    **dict.fromkeys(_ABOUT, "about"),
}
_ADJACENT = {"超", "逾", "满", "约", "近", "接近", "将近", "大约", "前", "≥", "≤", ">", "<", "＞", "＜", "突破"}
"""Words that bound only the number right after them."""
_AFTER: dict[str, Bound] = {
    **dict.fromkeys(("及以上", "以上", "起步", "起"), "at_least"),
    **dict.fromkeys(("及以下", "以下", "以内", "之内", "封顶"), "at_most"),
    **dict.fromkeys(("左右", "上下", "前后"), "about"),
}
AFTER = (
    r"(?:[（(]含[^（）()]{0,3}[）)]|含)?(?P<after>"
    + "|".join(sorted(_AFTER, key=len, reverse=True))
    + r"|内(?!涵|容|部|外|在|设|地|心|需|生))?"
)
_LONGEST_GAP = 24
LONGEST_BOUND = _LONGEST_GAP + 4
"""How many characters before a number are read for a bound."""
_BOUND_WORD = re.compile("(?!最低(?:工资|生活保障))(?:" + "|".join(sorted(_BEFORE, key=len, reverse=True)) + ")")
_END_OF_PHRASE = re.compile(r"[，。；;、：:（）()“”\"\n\t]|\d")


def bound_before(text: str) -> Bound | None:
    """The bound that the end of `text` sets to a number that follows it: 最高可给予 is at_most, 每年 is none.

    `text` need be no longer than `LONGEST_BOUND`.
    """
    ends = [match.end() for match in _END_OF_PHRASE.finditer(text)]
    phrase = text[ends[-1] if ends else 0 :]
    bound: Bound | None = None
    for match in _BOUND_WORD.finditer(phrase):
        if match.end() == len(phrase) or (match.group() not in _ADJACENT and len(phrase) - match.end() <= _LONGEST_GAP):
            bound = _BEFORE[match.group()]
    return bound


def bound_after(word: str | None) -> Bound | None:
    """The bound that `word` after a number sets: 以上 is at_least."""
    return "at_most" if word == "内" else _AFTER.get(word or "")
