"""A phrase about an offer as whom it is for and what for: OPC企业|采购算力服务."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.funding.vocabulary import any_of, pattern, words

HEAD_END = re.compile(rf"{any_of(words('recipients'))}(?:等|们)?[”」]?(?:（[^（）]{{1,6}}）)?$")
_HEAD = pattern("recipients")
_ACT = pattern("acts", form="(?!(?:使用|调用)[度率量]){}")
_COST_END = re.compile(rf"{any_of(words('costs'))}$")
_TAIL = re.compile("[”」]?(?:等|们)?")
_BESIDE_FIRST = pattern("beside", form="^(?:{}|[、，的])+")
_BESIDE_LAST = pattern("beside", form="(?:{}|[、，])+$")
_OPENINGS = pattern("openings", form="^(?:{})+(?!接|口|外|标)")
_MODAL = re.compile("符合|满足|可以?|应当?|须|需|要|实行|享受|年(?:销售|营业|产值|纳税|度|薪|收入)|上年度|当年|累计|营业收入|产值")
"""What may follow a subject, beside a verb, and says not what for."""
_NOUN_AFTER = re.compile(
    r"(?:在[校读职站编岗册孵园地]|创新创业[^的，]{0,6}(?:人才|团队|项目|主体|者|企业|赛|活动|基地|平台|载体|服务|区)|(?:入驻|在孵|入园)(?:主体|企业|团队|项目|人才|机构)|新[兴型一]|(?:创业|投资|研发|运营|建设|开发|培训|应用|推广|组织|孵化|转化|培育|销售|融资|申报|申请)的?(?:机构|单位|主体|项目|团队|者|人才|平台|基地|载体|中心|组织|人员|负责人)|(?:建设|应用|转化|研发|推广|运营|开发|培育|孵化)(?:$|等)|认定(?!为))"
)
"""What follows a noun as a part of it: 高校|在校大学生, 投融资|投资机构."""
_COMPOUND = re.compile(
    r"(?:运营|开发|建设|应用|研发|转化|推广|培育|申报|评审|测试|培训|认定|投资)(?:[^的]{0,10}(?:机构|单位|主体|组织|人员|团队|负责人)|[^的]*、[^的]{0,8}项目)$"
    rf"|(?:创业|创新|就业|孵化|研发|培训)[^的、]{{0,8}}{any_of([*words('recipients', 'platform'), *words('recipients', 'institution')])}$"
)
"""A noun that goes on with what may be a verb: 社区|运营服务机构."""
_ACTING = re.compile(
    "向|使用|提供|通过|利用|开展|扩大|基于|采购|购买|参加|参与|依托|(?:吸纳|招用|招录|留用|录用|接收|推荐|带动|举办|承办|组织)(?!方|者|单位|机构)"
)
_LEADING = re.compile(r"(?:其中的?|(?:或者?|并|及|和|且)(?!购)|(?:不超过)?\d+(?:个|家|名|项))+")
_UNNAMED = re.compile("(?:经认定)?(?:符合|满足)[^，的]{0,6}(?:条件|要求|规定|标准)")
_RECOGNISED = re.compile("(?:新|首次|被|已)?(?:认定|获批|获评|入选|引进|获得|获|评定|评为|当选|备案|取得)")
_DEED = re.compile(rf"的{any_of(words('deeds'))}$")
"""What is done or paid, and no one who receives: 对经认定的采购."""
_ALSO = re.compile(rf"(?P<who>.*{any_of(words('recipients'))}(?:等|们)?)且.*")
"""A receiver and what else is asked of it: 博士|且缴纳社保的."""
_REACHED = re.compile(r"[率额数量比].{0,6}(?:达|超|高于|不低于)|\d[^的]*以[上下]$")
"""What must be reached, and no one who receives: 对留用率达50%以上的."""
_LEAST_COST = 2
"""费用 alone is no purpose: what the cost is of says it."""
_IN_PLACE = re.compile("(?:在|到|来|赴)[^的]{2,12}?(?:首次)?(?:创办|开展|设立|注册|落户|举办|开办)[^的]*$")
"""What is done somewhere, and no one who does it: 在云泽创办企业."""
_TRANSITIVE = re.compile("引进|引入|举办|承办|主办|创办|开办|开展|参加|参与|购买|采购|申报|组建|设立|建立|建设")
"""Verbs that what is urged begins with, also where it ends in a noun: 支持|引进优质项目."""
_BARE_ACTS = 6
"""A phrase of at most so many characters that begins with a verb and ends in a noun is a noun: 获奖项目."""

Place = tuple[int, int]


@dataclass(frozen=True)
class Parties:
    """Places in the words of a sentence."""

    recipient: Place | None = None
    purpose: Place | None = None

    def __bool__(self) -> bool:
        return self.recipient is not None or self.purpose is not None


def bare(text: str, place: Place) -> Place | None:
    """The place without adverbs and amounts-per beside it; None where nothing is left."""
    start, end = place
    while True:
        first = _BESIDE_FIRST.match(text[start:end])
        last = _BESIDE_LAST.search(text[start:end])
        before = start, end
        start += first.end() if first else 0
        if last and last.start() + before[0] >= start:
            end = before[0] + last.start()
        if (start, end) == before or start >= end:
            return (start, end) if start < end else None


def without_openings(text: str, place: Place) -> Place:
    """The place without what introduces a subject: 鼓励, 支持, 每年评选一批."""
    match = _OPENINGS.match(text[place[0] : place[1]])
    return place[0] + (match.end() if match else 0), place[1]


def ends_in_recipient(words_: str) -> bool:
    return HEAD_END.search(words_) is not None


def is_deed(words_: str, *, urged: bool) -> bool:
    """Whether words that end in a noun tell what is done: 创办企业, and after 支持 引进项目."""
    return "的" not in words_ and _TRANSITIVE.match(words_) is not None and (urged or words_[:2] in ("创办", "开办"))


def parted(text: str, place: Place, *, addressed: bool, urged: bool = False) -> Parties:
    """Whom and what for. `addressed` says that 对 or the like stands before: then what is no act is a recipient.

    urged: whether 支持 or the like stands before: then what begins with a transitive verb is an act.
    """
    start, end = place
    if leading := _LEADING.match(text[start:end]):
        start += leading.end()
    if start >= end:
        return Parties()
    words_ = text[start:end]
    if also := _ALSO.fullmatch(words_):
        words_ = also["who"]
    acting = words_.endswith("的")
    words_ = words_[:-1] if acting else words_
    end = start + len(words_)
    if _UNNAMED.fullmatch(words_) or (_DEED.search(words_) and addressed):
        return Parties()
    if not addressed and (_IN_PLACE.match(words_) or is_deed(words_, urged=urged)):
        return Parties(None, (start, end))
    is_cost = _COST_END.search(words_) is not None
    if split := _subject(words_, acting or is_cost, is_cost):
        purpose: Place | None = None if _MODAL.match(words_[split:]) else (start + split, end)
        last = words_.rfind("的", split)
        if is_cost and last >= 0 and len(words_) - last - 1 > _LEAST_COST:
            purpose = (start + last + 1, end)
        return Parties((start, start + split), purpose)
    if is_cost:
        return Parties(None, (start, end))
    begins = not _RECOGNISED.match(words_) and _ACT.match(words_) is not None
    is_noun = ends_in_recipient(words_)
    if acting and not begins and _RECOGNISED.match(words_):
        return Parties((start, end), (start, end))
    if begins and (acting or not is_noun or ("的" not in words_ and len(words_) > _BARE_ACTS and not addressed)):
        return Parties((start, end) if acting and addressed and is_noun else None, (start, end))
    if acting and not is_noun and _REACHED.search(words_):
        return Parties()
    return Parties((start, end), None) if is_noun or addressed else Parties()


def _subject(words_: str, acting: bool, is_cost: bool) -> int | None:
    """Where the subject ends: 企业|引进人才; None for 企业引进的人才, which is one noun."""
    quotes = [match.span() for match in re.finditer("[“《][^”》]*[”》]", words_)]
    acts = _ACTING.match(words_) is not None
    for match in _HEAD.finditer(words_):
        place = match.end()
        if acts and "的" not in words_[:place]:
            continue
        place += len(_TAIL.match(words_[place:])[0])  # type: ignore[index]
        rest = words_[place:]
        if (
            any(a < place < b for a, b in quotes)
            or not (_ACT.match(rest) or _MODAL.match(rest))
            or _NOUN_AFTER.match(rest)
            or _COMPOUND.match(rest)
        ):
            continue
        relative = "的" in rest and ends_in_recipient(rest) and not acting
        if not relative and not (is_cost and "的" not in rest and len(rest) <= 4):
            return place
    return None
