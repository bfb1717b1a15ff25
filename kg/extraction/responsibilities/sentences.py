"""Sentences that give bodies a role: 由市人社局负责, 各部门要, 鼓励企业, 依托高校. Their grammar stands in `rules.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.responsibilities.bodies import Name, is_office, leading_list, members, words_of
from kg.extraction.responsibilities.rules import Orders, Rule, rules

_NO_SUBJECT = ("由", "对", "以", "将", "和", "支持", "鼓励", "引导", "激励", "推动", "推进", "依托", "挥", "发挥")
_DOES = re.compile(
    "(?:另行|抓好|确定|审定|拟定|拟订|印发|核定|下达|认定|评审|共同|联合|具体|分别|负责|组织|制定|解释|研究|开展|落实|实施|做好|按照?|根据|对|加强|建立|推进|提出|审核|另)"
)
_END = re.compile("[。；;\n]")
_PHRASE_END = re.compile("[，,。；;：:\n]")
_OF_KIND = {
    "finance": re.compile("财政|^(?:自治区|省|市|区|县)$"),
    "government": re.compile("政府$"),
    "formula": re.compile("^(?:政府|各级政府|党委|部门|各部门|相关部门|企业|学校|用人主体|用人单位|行业组织|社会组织|社会力量)$"),
}
_SUMMED_UP = re.compile("(?:相关|有关)(?:部门|单位)")
"""What stands behind 等 for the members of a list before it: 市财政局、人社局等相关部门."""
_LEVEL = re.compile("(?:自治区|省级财政|市级财政)(?=[按每在给])")


@dataclass(frozen=True)
class Said:
    """A body with its role. `start`, `end`: the words that say it, in the running text. `fellows`: the names of its list."""

    rule: str
    origin: str
    name: Name
    role: str
    basis: str
    start: int
    end: int
    fellows: tuple[str, ...]


def said(text: str, genre: Orders) -> Iterator[Said]:
    """What the sentences of a running text of this genre say of bodies, in its order. Of rules that read the same name the first counts."""
    found = [
        one
        for rule in rules()
        if rule.holds_in(genre)
        for cue in rule.cue.finditer(text)
        if not _in_bracket(text, cue.end())
        for one in _of_cue(text, rule, cue, genre == "plans")
    ]
    first: dict[int, Said] = {}
    order = [rule.name for rule in rules()]
    for one in sorted(found, key=lambda one: (order.index(one.rule), one.start, one.name)):
        first.setdefault(one.name[1], one)
    yield from sorted(first.values(), key=lambda one: (one.start, one.name))


def _in_bracket(text: str, at: int) -> bool:
    """Whether a bracket is open at `at`, as that of 县（市、区）."""
    opened = max(text.rfind(sign, max(0, at - 12), at) for sign in "（(")
    return opened >= 0 and not re.search("[）)]", text[opened:at])


def _of_cue(text: str, rule: Rule, cue: re.Match[str], plan: bool) -> Iterator[Said]:
    at = cue.end()
    end = _stop(_END, text, at)
    listed = _listed(text, at, end, rule)
    if listed is None:
        return
    names, after = listed
    if not rule.follow.match(text, after, end) or not (names := _addressed(text, names, rule, plan)):
        return
    rest = text[after:end]
    role = next((role for role in rule.roles if role.when.search(rest)), None)
    if role is None:
        return
    stop = _stop(_PHRASE_END, text, after)
    if followed := rule.follow.match(text, after, end):
        stop = max(stop, followed.end())
    fellows = tuple(text[slice(*name)] for name in names)
    start = at if rule.subject else cue.start()
    yield from (Said(rule.name, role.origin, name, role.role, role.basis, start, stop, fellows) for name in names)
    if rule.second and (second := rule.second.match(text, after)) and (verb := _verb(text, second.end() + 2, stop)):
        yield from (
            Said(rule.name, role.origin, name, "support", role.basis, start, stop, fellows)
            for name in members(text, second.end(), verb)
            if not (text[name[0] - 1] == "等" and _SUMMED_UP.fullmatch(text[slice(*name)]))
        )


def _verb(text: str, at: int, end: int) -> int | None:
    """Where the list ends that begins before `at`, and what its bodies do begins."""
    ends = [found.start() for found in _DOES.finditer(text, at, end)]
    return next((place for place in ends if text[place - 1] == "等" or is_office(text[at - 2 : place])), ends[0] if ends else None)


def _stop(sign: re.Pattern[str], text: str, at: int) -> int:
    found = sign.search(text, at)
    return found.start() if found else len(text)


def _listed(text: str, at: int, end: int, rule: Rule) -> tuple[list[Name], int] | None:
    if rule.bodies == "finance" and (level := _LEVEL.match(text, at, end)):
        return [level.span()], level.end()
    if at >= end or text[at] in "、和的":
        return None
    found = leading_list(text, at, end, sites=rule.bodies == "sites", longer=rule.orders == "always" or rule.bodies == "offices")
    if found is None:
        return None
    return [_bare(text, name) for name in found[0]], found[1]


def _bare(text: str, name: Name) -> Name:
    """The name without adjectives: 高中阶段学校 of 有条件的高中阶段学校."""
    start, end = name
    words = text[start:end]
    start += words.rfind("的") + 1
    for word in words_of("dropped"):
        if text.startswith(word, start) and start + len(word) < end:
            start += len(word)
    if text[start] in "“" and text[end - 1] in "”":
        start, end = start + 1, end - 1
    return start, end


def _addressed(text: str, names: list[Name], rule: Rule, plan: bool) -> list[Name]:
    """Those of the list whom the sentence addresses: not universities abroad, and who stands behind them."""
    if rule.name in ("encouraged", "called_upon"):
        afar = (place for place, name in enumerate(names) if text.startswith(words_of("elsewhere"), name[0]))
        names = names[: next(afar, len(names))]
    fitting = [name for name in names if _fits(text, name, rule, plan)]
    # 人社 of 各级人社、财政部门
    return [name for name in names if name in fitting or (fitting and text[slice(*name)].endswith(words_of("fields")))]


def _fits(text: str, name: Name, rule: Rule, plan: bool) -> bool:
    words = text[slice(*name)]
    if words in words_of("nobodies") or words.startswith(_NO_SUBJECT):
        return False
    if rule.bodies == "offices" or (not plan and rule.bodies == "any"):
        return is_office(words) or (rule.name == "by" and words.endswith(words_of("public")))
    return rule.bodies not in _OF_KIND or _OF_KIND[rule.bodies].search(words) is not None
