"""Whether a claim is a goal: by its part of the text, its date, the words beside it. Offers, conditions and results are none."""

from __future__ import annotations

import re
from functools import cache

from kg.extraction.indicators.claim import Claim
from kg.extraction.indicators.dating import Dated
from kg.extraction.indicators.vocabulary import pattern, words
from kg.extraction.sentences import Sentence
from kg.extraction.source import DraftSource
from kg.extraction.times import goal_part
from kg.extraction.vocabulary import any_of
from kg.text.figures import Figure

_EACH_UNIT = re.compile(r"每(?:个|名|县|乡|镇|村|所|位|万)|至少|人人|县级")
_PRINCIPLES = re.compile(r"原则|指导思想|形势|挑战")
_SCHEME = re.compile(r"^[^，。；]{0,24}(?:计划|工程|行动|项目|大赛|榜单|指数|强)[”\"]?")
_SUM_NAME = re.compile(r"(?:额|产值|增加值|规模|投入|支出|收入|总产出)$")
_NO_INDICATOR = re.compile(r"(?:任务|领域|方面|行动|举措|措施|环节|方向|板块|模式|阶段|部分)$")
_RAISED = re.compile(r"(?:提升|提高|增加|增长|上升|扩大|增|提)(?:至|到)(?:不低于|约|近)?$|(?:保持|稳定|维持)在$")
_TERMS = re.compile(r"标准|额度|限额|上限|补|奖|工资|薪|待遇|费|价|息|资金|金额|贷款")
"""Terms of what is granted: a higher one is an offer, and no goal."""
_CONDITIONS = re.compile(r"条件|标准|(?<!总体)要求|资格|认定|申报|申请|评审|评定|名词|术语")
_LEFT_TO_OTHERS = re.compile(r"鼓励|允许|支持[^，；。]{0,10}(?:企业|机构|主体|单位|团队|个人)")
_OPEN_END = re.compile(r"(?:的|(?<!创业|开发|从业|就业|劳动|志愿|研究|经营|管理)(?<!学)者)[）)”\"]?$")
"""The end of a description of applicants; 创业者 is a name."""


def goal_rule(source: DraftSource, sentence: Sentence, claim: Claim, when: Dated) -> str | None:
    """The rule by which the claim is a goal; None where it is none."""
    figure = claim.figure
    before = source.words((claim.phrase[0], figure.start))
    part = goal_part(source, sentence.clause) is not None
    timed = when.frame is not None
    if figure.kind == "ordinal" or claim.rule == "change" or _OPEN_END.search(source.words(claim.phrase)):
        return None
    if _is_single(source, figure) and not ((timed and when.near) or _EACH_UNIT.search(before)):
        return None
    if _is_scheme(source, claim) or (not part and _about_principles(source, sentence)):
        return None
    told = timed and not (when.frame and when.frame.loose)
    if not (part or told) and (_offers(source, sentence, claim) or _is_condition(source, sentence, claim)):
        return None
    name = source.words(claim.name)
    if _NO_INDICATOR.search(name) and not timed:
        return None
    if figure.kind == "money" and not (_SUM_NAME.search(name) and (claim.rule != "total" or part or told or figure.bound == "at_least")):
        return None
    if figure.bound == "at_most" and not (part or timed or (claim.rule == "state" and _cue(source, claim))):
        return None
    return _named_rule(source, claim, when, part, timed)


def _named_rule(source: DraftSource, claim: Claim, when: Dated, part: bool, timed: bool) -> str | None:
    if claim.rule in ("act", "quota", "total"):
        return "each_year" if when.each else f"{claim.rule}_dated" if timed else f"{claim.rule}_in_goals" if part else claim.rule
    if part or timed:
        return f"{claim.rule}_{'dated' if timed else 'in_goals'}"
    return f"{claim.rule}_cue" if _cue(source, claim) else None


def _cue(source: DraftSource, claim: Claim) -> bool:
    """Whether the phrase says that it is to be so: 力争, 要达到, 全市."""
    before = source.words((claim.phrase[0], claim.figure.start))
    raised = _RAISED.search(before) and not _TERMS.search(source.words(claim.name))
    return bool(raised or _cues().search(before)) or "实现" in source.words((claim.figure.end, claim.phrase[1]))


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(f"{any_of(words('goal'))}|^(?:{any_of(words('place_words'))})[^，]*达")


def _is_single(source: DraftSource, figure: Figure) -> bool:
    return figure.low == figure.high == 1 and source.words((figure.start, figure.end)).startswith("一")


def _is_scheme(source: DraftSource, claim: Claim) -> bool:
    """Whether the figure is part of a scheme's name: 百名领军人才引进计划."""
    written = source.words((claim.figure.start, claim.figure.end))
    return not re.search(r"\d", written) and bool(_SCHEME.match(source.words((claim.figure.end, claim.phrase[1]))))


def _offers(source: DraftSource, sentence: Sentence, claim: Claim) -> bool:
    """Whether the sentence offers money, or the phrase anything."""
    money = any(figure.kind == "money" for figure in source.figures(sentence.span) if figure.start != claim.figure.start)
    where = sentence.span if money else claim.phrase
    return bool(pattern("offer").search(source.words(where)))


def _is_condition(source: DraftSource, sentence: Sentence, claim: Claim) -> bool:
    """Whether the words ask something of applicants, by the sentence, by the words before the value, or by a heading."""
    above = (source.clauses[sentence.clause], *source.parsed.tree.ancestors(sentence.clause))
    if any(_CONDITIONS.search(clause.heading or "") for clause in above):
        return True
    if pattern("condition").search(source.words(sentence.span)):
        return True
    before = source.words((claim.phrase[0], claim.figure.end))
    if claim.rule == "total":
        return bool(_LEFT_TO_OTHERS.search(before) or pattern("limit").search(before.replace(source.words(claim.name), "")))
    return bool(pattern("limit").search(before))


def _about_principles(source: DraftSource, sentence: Sentence) -> bool:
    clauses = (source.clauses[sentence.clause], *source.parsed.tree.ancestors(sentence.clause))
    return any(_PRINCIPLES.search(clause.heading or "") for clause in clauses)
