"""Names of bodies that issue documents: 广州市公安局, 中共海城市委, 苏州工业园区管理委员会, several in a line, several run together."""

from __future__ import annotations

import re

from kg.intake.divisions import divisions_named, longest_name

_KINDS = (
    "人民政府办公厅|人民政府办公室|人民政府|政府办公厅|政府办公室|政府|管理委员会办公室|管理委员会|管委会|领导小组办公室|领导小组|委员会办公室|委员会|"
    "办公厅|办公室|党政办|党工委|工委|党委|省委|市委|区委|县委|州委|盟委|旗委|镇委|自治区|总局|分局|局|厅|委|署|部|中心|办事处|专班|指挥部|总队|支队|联席会议|"
    "协会|学会|联合会|总工会|科协|妇联|残联|工商联|文联|侨联|大学|学院|研究院|法院|检察院|银行|分行|支行|公司|集团|海关|人大常委会|常委会|街道|党组|经开区|高新区|开发区|科|处|站|办"
)
_BODY = re.compile(rf"[\u4e00-\u9fa5A-Za-z0-9（）()“”·\-—]{{1,44}}?(?:{_KINDS})(?:[（(][\u4e00-\u9fa5、]{{2,30}}[）)])?")
_HEADQUARTERS = {"国家税务总局", "国家移民管理局", "国家外汇管理局", "国家统计局"}
"""Their branches begin with their name."""
_GAP = r"[\s\u3000、，,]+"
_NO_BODY = re.compile(
    r"关于|印发|附件|第[一二三四五六七八九十]+|[一二三四五六七八九十]、|[，。；：？！《》]|各[有区县市省地]|根据|为了?|以下|负责|牵头|配合"
)
_SEAL = re.compile(r"\s*[（(](?:代章|盖章|公章|印章|章|签章)[）)]$")
_IN_A_TITLE = re.compile(r"[\u4e00-\u9fa5（）()]{4,30}?(?:人民政府(?:办公[厅室])?|管理委员会|委员会|局|厅)(?![的长部])")
_OTHERS = re.compile(r"等[一二三四五六七八九十\d]+(?:个)?(?:部门|单位|局|委办局)?$")


def bodies_in(words: str) -> tuple[str, ...]:
    """The bodies named by `words`, if they name nothing else; else none. 等四部门 at the end is left out."""
    words = _SEAL.sub("", _OTHERS.sub("", words.strip()))
    if not words or len(words) > 200:
        return ()
    found: list[str] = []
    for part in re.split(_GAP, _rejoined(words)):
        split = _run_together(part)
        if not split:
            return ()
        found += split
    return tuple(dict.fromkeys(found))


def _rejoined(words: str) -> str:
    """Names that are spread over the line, 广 州 市 财 政 局, as one."""
    letters = re.split(r"\s+", words)
    return "".join(letters) if len(letters) > 3 and all(len(letter) == 1 for letter in letters) else words


def _run_together(words: str) -> list[str]:
    """广州市人力资源和社会保障局广州市财政局 is two: the second begins with a name of a place, or with 中共 and the like."""
    if not words or _NO_BODY.search(words) or not _BODY.fullmatch(words):
        return []
    found, start = [], 0
    for match in re.finditer(rf"(?:{_KINDS})(?:[（(][\u4e00-\u9fa5、]{{2,30}}[）)])?", words):
        rest = words[match.end() :]
        if words[start : match.end()] in _HEADQUARTERS:
            continue
        if rest and match.end() - start > 3 and _begins_a_name(rest, words[start:]) and _BODY.fullmatch(rest):
            found.append(words[start : match.end()])
            start = match.end()
    return [*found, words[start:]]


def _begins_a_name(rest: str, first: str) -> bool:
    if place := leading_place(rest):
        return place[-1] in "省市区县州盟旗" or place == leading_place(first)
    return bool(re.match(r"中共|国家税务|共青团|中国人民银行", rest))


def leading_place(words: str) -> str | None:
    """The longest name of a place, whole or short, that `words` begin with."""
    for length in range(min(longest_name(), len(words)), 1, -1):
        if divisions_named(words[:length]):
            return words[:length]
    return None


def leading_body(title: str) -> str | None:
    """The body whose name begins a title without 关于: 甲市市场监督管理局服务创业举措. Its name begins with a place."""
    match = _IN_A_TITLE.match(title) if leading_place(title) else None
    return match.group() if match and bodies_in(match.group()) else None
