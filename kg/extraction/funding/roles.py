"""By what a figure is known to be offered: a verb that gives, a noun of payment, a standard, a bound of what was offered before it."""

from __future__ import annotations

import re
from typing import Literal

from kg.extraction.funding.reading import Reading, Segment
from kg.extraction.funding.vocabulary import any_of, pattern, words
from kg.text.figures import Figure

Role = Literal["given", "named", "cap", "listed", "standard", "discount", "fund", "profit"]
_GIVE = pattern("give")
_STRONG = pattern("give", "strong")
_PAY = pattern("payments")
_MEASURED = pattern("measured")
_CAP = pattern("caps")
_EACH = re.compile(f"^(?:且|并|但|原则上|其中|年度)*{any_of(words('each'))}")
_THRESHOLD = re.compile(f"(?<![不未可])(?:{any_of(words('thresholds'))})[^，、]{{0,3}}$")
_OF_A_NOUN = re.compile(r"^(?:以上|以下|以内|及以上|左右)?(?:的|$)")
_PER = re.compile(
    r"^(?:/|每)(?:人次|人|年|月|天|日|家|个|项|户|次|亩|平方米|m²|㎡|台|件|学期)(?:·?/?(?:年|月|天|人))?|^/[^，、；]{1,4}(?=的|标准|$)"
)
_PAID = re.compile(
    rf"^(?:以上|以下|以内|左右|不等|及以上|起)?(?:人民币)?(?:的|[（(][^（）]*[）)])?(?:标准|额度|比例)?的?[^，、；的]{{0,12}}?{any_of(words('payments'))}"
)
_BY = re.compile("按照?|根据|依据|依照|参照|以")
_STANDARD = re.compile(r"^的?(?:/[人月年天]+)?的?(?:标准|额度)")
_SHARE = re.compile(r"^(?:以内|以上|以下)?的?(?:比例|标准|幅度)?")
_RATE_NAMES = re.compile(r"(?:率|占比|比重|占股|股份|股权|增长|上浮|下浮|提高|增加|降低|达到?|超过?|录用|完成|满意度)[^，]{0,3}$")
_FUND = re.compile(r"(?:设立|组建|发起|成立|建立|安排|投入|统筹|筹集|创设)[^，]{0,16}$|(?:依托|用好|发挥)[^，]{0,8}规模[^，]{0,6}$")
_FUND_AFTER = re.compile(rf"^(?:以上|左右|以内)?的?(?:[^，、；的]{{0,12}}的)?[^，、；的]{{0,18}}?{any_of(words('funds'))}")
_ALONE = re.compile("(?:首期|总?规模|总额)?")
_FUND_NAMED = re.compile("^的?[^，、；的]{1,10}基金")
"""A fund at the beginning of a sentence: 500万元镇级投资基金用于支持企业."""
_LEAST_CLAIM = re.compile("申请[^，]{0,6}(?:金额|额度)(?:不低于|不少于|应?达到?)[^，]{0,2}$")
"""What is not paid below: 单次申请补贴金额不低于."""
_PAID_BY_SHARE = re.compile(rf"[^，、；的]{{0,8}}?{any_of(words('payments'))}")
_SHARE_OF_PAY = re.compile(
    r"(?:抵扣|补贴|补助|贴息|奖励|资助|报销|支持|扶持|减免|收益)(?:比例|率)[^，]{0,8}$|不超过[^，]{0,2}$|不低于[^，]{0,12}$"
)
_SHARE_OF_PROFIT = re.compile(r"(?:收益|奖励)(?:的)?比例(?:不低于|不少于|超过|达到?|为|提高到|提高至)$")
_FINE = re.compile("罚款|处罚|赔偿|违约金|滞纳金|退还|退回|追回|收回|缴回")
_SHARED_BURDEN = re.compile("(?:比例)?(?:分担|负担)")
_STANDARDS = re.compile(rf"{any_of(words('payments'))}(?:标准|额度)(?:为|如下|分别为)?$")
_PAY_END = re.compile(rf"{any_of(words('payments'))}$")
_FUND_SET = re.compile(rf"(?:安排|投入|设立|列支)[^，]{{0,10}}{any_of(words('funds'))}$")
_FUND_SHARE = re.compile(r"^(?:原则上|每年)*(?:不低于|不少于|按照?|占)")
_PRICE_SHARE = re.compile(
    "(?:租金|房租|费用|价格)(?:标准)?(?:按|为|仅为|按照)(?:同区域|同地段)?(?:市场|评估|参考|基准)*(?:租金|价格?|水平)?的?$"
)
"""What is paid of a price: 次年租金为市场价30%."""
_RAISED = re.compile("(?:提高|增加|调整|上调|提升)(?:到|至|为)")
"""What stands between an old sum and the new one: 由1000元提高到1500元."""
_LONGEST_NAME = 16


def money_role(reading: Reading, index: int, figure: Figure) -> Role | None:
    segment = reading.segments[index]
    before, after = reading.words[segment.start : figure.start], reading.words[figure.end : segment.end]
    after = after[match.end() :] if (match := _PER.match(after)) else after
    if _FINE.search(reading.of(segment)) or _LEAST_CLAIM.search(before) or (_RAISED.match(after) and re.search("由|从", before)):
        return None
    if (_FUND.search(before) and _FUND_AFTER.match(after)) or (_ALONE.fullmatch(before) and _FUND_NAMED.match(after)):
        return "fund"
    gave = _last(_GIVE, before)
    bridge = before[gave.end() :] if gave else before
    if _is_threshold(before, bridge, after, gave is not None and _STRONG.search(gave[0]) is not None):
        return None
    if gave and not (gave[0] in words("payments", "investment") and _MEASURED.search(bridge)):
        return "given"
    if _PAID.match(after):
        return "named"
    if figure.bound == "at_most" and _PAY.search(before) and not after:
        return "named"
    if _BY.search(before) and (match or _STANDARD.match(after)):
        return "standard"
    return None


def _is_threshold(before: str, bridge: str, after: str, strong: bool) -> bool:
    """Whether the sum is one that something must reach: 年薪达到50万元的, 销售额2000万元以上的企业."""
    reaching = _THRESHOLD.search(bridge) and not re.search("不超过|不低于|不少于|不高于|标准", bridge[-6:])
    measured = _last(_MEASURED, bridge)
    if measured and not _PAY.search(bridge[measured.end() :]) and not (strong and re.search("不超过|最高", bridge[measured.end() :])):
        return True
    if reaching and not _PAID.match(after):
        return True
    paid = _PAID.match(after)
    return bool(_OF_A_NOUN.match(after) and after and not paid and not strong and not re.match(r"^(?:以内|以下)?$", after))


def rate_role(reading: Reading, index: int, figure: Figure) -> Role | None:
    segment = reading.segments[index]
    before, after = reading.words[segment.start : figure.start], reading.words[figure.end : segment.end]
    if _FUND_SHARE.search(before) and index and _FUND_SET.search(reading.of(reading.segments[index - 1])):
        return "fund"
    written = reading.words[figure.start : figure.end]
    shares = re.search("[:：∶]", written) and re.search("财政(?:按照?|以)$", before)
    if _SHARED_BURDEN.search(after) or shares:
        return None
    if written.endswith(("折", "减半", "折半", "半价")):
        return "discount"
    if _PRICE_SHARE.search(before):
        return "discount"
    rest = after[_SHARE.match(after).end() :]  # type: ignore[union-attr]
    by = _BY.search(before)
    if by and (_GIVE.search(rest) or _PAID_BY_SHARE.match(rest)):
        return "standard"
    if _RATE_NAMES.search(before) and not _SHARE_OF_PAY.search(before):
        return None
    if _SHARE_OF_PROFIT.search(before):
        return "profit"
    gave = _last(_STRONG, before)
    if re.match(r"^(?:以上|及以上|（含[^）]*）)+", after) and not by and not gave:
        return None
    if gave:
        return "given"
    if _PAID_BY_SHARE.match(rest) or re.match(r"(?:给予|予以|资助|补|奖|贴息|支持)", rest):
        return "named"
    if by and is_promised(reading, index) and re.match(r"$|核定|核算|计算|确定|执行|支付|予以", rest):
        return "standard"
    if (by or before.startswith("对")) and not rest and _goes_on(reading, index):
        return "standard"
    return "named" if segment.depth and not rest and _PAY.search(_outer(reading, index)) else None


def _goes_on(reading: Reading, index: int) -> bool:
    """Whether what is given by the rate stands in the next two segments: 按照实际支付费用的50%，给予最高30万元补贴."""
    part = reading.segments[index].part
    following = [one for one in reading.segments[index + 1 : index + 3] if one.part == part]
    return any(_GIVE.search(reading.of(one)) or _PAY.search(reading.of(one)) for one in following)


def is_promised(reading: Reading, index: int) -> bool:
    """Whether a payment is named before a segment: 提供算力券，每家最高2万元, 创业担保贷款（个人最高50万元）."""
    segment = reading.segments[index]
    before = [one for one in reading.segments[:index] if one.depth == segment.depth and one.part == segment.part]
    if before and _STANDARDS.search(reading.of(before[-1])):
        return True
    return any(_PAY.search(reading.of(one)) and _GIVE.search(reading.of(one)) for one in before) or bool(
        _PAY.search(_outer(reading, index))
    )


def _outer(reading: Reading, index: int) -> str:
    depth = reading.segments[index].depth
    outer = [one for one in reading.segments[:index] if one.depth < depth]
    return reading.of(outer[-1]) if outer else ""


def is_of_standards(reading: Reading, index: int, figure: Figure, follows: bool) -> bool:
    """Whether it is one of several sums that follow 补贴标准: with nothing but a name before each.

    follows: whether one of them stands in the segment before.
    """
    segment = reading.segments[index]
    before = reading.words[segment.start : figure.start]
    if figure.kind != "money" or len(before) > _LONGEST_NAME or _MEASURED.search(before) or segment.end - figure.end > 2:
        return False
    return follows or (index > 0 and _opens_standards(reading, reading.segments[index - 1]))


def _opens_standards(reading: Reading, segment: Segment) -> bool:
    """Whether sums of a payment follow: 补贴标准为：, 给予一次性安家费：."""
    words_ = reading.of(segment)
    opens = reading.words[segment.end : segment.end + 1] == "：" and _PAY_END.search(words_)
    return _STANDARDS.search(words_) is not None or bool(opens)


def is_cap(reading: Reading, segment: Segment, figure: Figure) -> bool:
    before, after = reading.words[segment.start : figure.start], reading.words[figure.end : segment.end]
    if figure.kind != "money" and figure.kind != "number":
        return False
    if (_MEASURED.search(before) and not _PAY.search(before)) or _FINE.search(reading.of(segment)):
        return False
    if re.match(r"(?:以上|及以上)?的.", after) and not _PAID.match(after):
        return False
    bounded = figure.bound == "at_most" or _CAP.search(before)
    per = re.search(r"(?:每人每月|每人每年|每人|每月|每年|每户|每名|每位)$", before) or _PER.match(after)
    outer = segment.depth > 0 and re.search(any_of(words("payments")), _outer(reading, reading.around(figure.start)))
    return bool(bounded or per or outer or (_EACH.match(before) and len(before) < 16))


def _last(words_of: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(words_of.finditer(text))
    return found[-1] if found else None
