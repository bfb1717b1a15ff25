"""Bodies in running text: the members of a list of them, and where a list of them ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from kg.extraction.vocabulary import word_file

_FILE = Path(__file__).with_name("bodies.yaml")
_MARKS = "*＊★☆▲△●#·"
_OPENING, _CLOSING = "（(〔[【《“", "）)〕]】》”"
_JOINED = re.compile("以及|会同|[和及与或]")
_AND_SO_ON = re.compile("(?<![高中初同平优])等(?![级次额价])")
_NEXT_OFFICE = re.compile("(?<=[局委办厅部会院府署])(?=[省市区县](?![委政直属级县区场]))")
"""Where a name ends and the next begins without a sign between: 市财政局市人社局."""
_LEVELS = "省市县区旗州盟乡镇（）()、"
_ONE_LEVEL = re.compile(r"(?:国家|自治区|全?省|市|县|区|州|乡|镇)$")
_EACH_LEVEL = re.compile(rf"(?:各|有关)[{_LEVELS}]+$")
_SEAT = re.compile(rf"[{_LEVELS}]+(?:人民)?(?:政府|党委)")
_LONGEST = 26
"""Characters of a name in running text."""
_PROPER = re.compile("^(?!各|本|省|市|县|国|高|有|相|重|知|民|公|职|普|一|双|科研|学院|大学).{2,}(?:大学|学院|公司|集团|研究院)$")
"""Names of single bodies. What stands in a list with one is a body too."""
_SHORT_FIRM = 6
_SEPARATOR = re.compile("、|以及|[和及与或]|联合|特别是|(?:等(?![级次]))")
_ASIDE = "[（(](?:(?:以下)?(?:简|统)称[^）)]*|[^）)，。、]{1,20}|[市县区旗、]{1,10})[）)]"
"""A bracket behind a name that is part of it: its short name, another name, the levels of 县（市、区）."""
_OFFICE_OF_LEVEL = re.compile(
    f"[^、，。；的]{{0,10}}?(?:局|委员会|委(?!员)|办公室|办(?!理|法|公|学|好)|厅|部门|政府|党委|党工委|机关|机构)(?:{_ASIDE})?"
)
"""What follows 县（市） or 园区 where it is no name by itself."""
_BRANCH = re.compile("[^、，。；的]{0,10}?(?:分行|支行)")
"""What follows 银行 where the name is that of a branch: 人民银行云泽分行."""
_GENERAL_CLASS = re.compile("(?:企业|高校|大学|学校|单位|部门|机构|组织机构|金融机构|主体|平台|载体|科研工作站.*|重要载体)$")
"""Words after 等 that only say what sort the members before are."""

Name = tuple[int, int]
"""Start and end of a name, in the running text."""


@cache
def words_of(list_name: str) -> tuple[str, ...]:
    """A list of `bodies.yaml`, longest words first."""
    return tuple(sorted(word_file(_FILE)[list_name], key=len, reverse=True))


@cache
def _any_of(*lists: str) -> str:
    return "|".join(map(re.escape, sorted({word for name in lists for word in words_of(name)}, key=len, reverse=True)))


def is_office(name: str) -> bool:
    """Whether the name is that of an office of party or state, or of a group of them."""
    ends = re.search(rf"(?:{_any_of('offices')})(?:[（(][^）)]*[）)])?$", name)
    return ends is not None or _EACH_LEVEL.fullmatch(name) is not None


def is_body(name: str) -> bool:
    name = name.strip("“”")
    return is_office(name) or re.search(rf"(?:{_any_of('others')})(?:[（(][^）)]*[）)])?$", name) is not None


def is_beneficiary(name: str) -> bool:
    """Whether the name is that of a class of firms, schools or the like, whom a policy serves."""
    return not is_office(name) and re.search(rf"(?:{_any_of('beneficiaries')})$", name) is not None


def members(text: str, start: int, end: int) -> list[Name]:
    """The names of a stretch that is a list of bodies and nothing else. Names that share an ending stay one: 市、区政府."""
    names = [name for part in _parts(text, start, end, "、，,；;/\t\n") for name in _of_part(text, *part)]
    return _merged(text, [trimmed for name in names if (trimmed := _trimmed(text, *name))])


def _parts(text: str, start: int, end: int, separators: str) -> Iterator[Name]:
    depth, begins = 0, start
    for place in range(start, end):
        character = text[place]
        depth += (character in _OPENING) - (character in _CLOSING)
        if character in separators and depth <= 0:
            yield begins, place
            begins = place + 1
    yield begins, end


def _of_part(text: str, start: int, end: int) -> Iterator[Name]:
    if (found := _AND_SO_ON.search(text, start, end)) and found.start() > start:
        yield from _of_part(text, start, found.start())
        rest = text[found.end() : end]
        if rest and not _GENERAL_CLASS.fullmatch(rest) and len(rest) >= len("有关部门"):
            yield found.end(), end
        return
    for found in _JOINED.finditer(text, start, end):
        left, right = text[start : found.start()], text[found.end() : end]
        named = found[0] == "与" and _PROPER.search(right) and 2 <= len(left) <= _SHORT_FIRM
        if (
            (is_body(left) or named)
            and right
            and (is_body(right) or _AND_SO_ON.search(right))
            and not (left.endswith("党委") and "政府" in right)
        ):
            yield start, found.start()
            yield from _of_part(text, found.end(), end)
            return
    if (found := _NEXT_OFFICE.search(text, start + 1, end)) and found.start() > start + 2 and is_office(text[start : found.start()]):
        yield start, found.start()
        yield from _of_part(text, found.start(), end)
        return
    yield start, end


def _trimmed(text: str, start: int, end: int) -> Name | None:
    while start < end and (text[start] in _MARKS or text[start] in " \t\n"):
        start += 1
    if (aside := re.compile("[（(](?:以下)?(?:统称|简称)").search(text, start, end)) is not None:
        end = aside.start()
    while start < end and text[end - 1] in " \t\n。" + _MARKS:
        end -= 1
    return (start, end) if start < end else None


def _merged(text: str, names: Sequence[Name]) -> list[Name]:
    found: list[Name] = []
    for start, end in names:
        before = text[found[-1][0] : found[-1][1]] if found else ""
        name = text[start:end]
        joined = found and found[-1][1] == start - 1
        if joined and (
            (_ONE_LEVEL.fullmatch(before) and not name.startswith(before))
            or (_EACH_LEVEL.fullmatch(before) and (_SEAT.match(name) or (len(before) == 2 and name[0] in _LEVELS and name[0] != before[1])))
            or (before.endswith("党委") and re.match("(?:人民)?政府$", name))
        ):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


@cache
def _ending(sites: bool) -> re.Pattern[str]:
    tail = rf"(?:[^、，。；和与及等的]{{0,12}}?(?:{_any_of('sites')}|研究院))?" if sites else ""
    ends = _any_of("offices", "others", *(["sites"] if sites else []))
    return re.compile(rf"(?:{ends})(?!{_any_of('offices', 'others')}){tail}(?:{_ASIDE})?”?")


@lru_cache(maxsize=4)
def _masked(text: str) -> str:
    """The text, with blanks where an ending is none."""
    return re.sub("|".join(words_of("no_endings")), lambda found: " " * len(found[0]), text)


def leading_list(text: str, at: int, end: int, *, sites: bool = False, longer: bool = False) -> tuple[list[Name], int] | None:
    """The names of bodies that a list begins with at `at`, and where the list ends; None where no body stands there.

    A list ends where what follows the name of a body is no separator. Of A、B等企业 each member is a body, whatever its name.
    sites: places of work are bodies too, and what stands behind a name may be what it has: 用人单位主体作用.
    longer: a word that could end a name and does not is part of a longer one: 高校 of 高校毕业生就业服务机构.
    """
    found: list[Name] = []
    place, last, of_class = at, at, False
    while place < end:
        name = _name(text, place, end, sites, longer)
        if name is None:
            break
        found.append(name)
        place = last = name[1]
        following = _SEPARATOR.match(text, place, end)
        if following is None:
            break
        place = following.end()
        if following[0] == "等":
            named = _name(text, place, end, sites, longer)
            of_class = named is not None
            last = named[1] if named and _GENERAL_CLASS.match(text[slice(*named)]) is None else place
            found += [named] if named and last == named[1] and len(text[slice(*named)]) >= len("有关部门") else []
            last = named[1] if named else place
            break
    if beside := re.compile(rf"(?:[、和及与](?:{_any_of('nobodies')}))+").match(text, last, end):
        last = beside.end()
    names = [name for part in found for name in members(text, *part)]
    of_class = of_class or _PROPER.search(text[slice(*names[-1])]) is not None if names else False
    of_class = of_class or any("等" in text[slice(*part)] for part in found)
    return (_merged(text, [name for name in names if of_class or _stands_for_body(text[slice(*name)], sites)]), last) if names else None


def _stands_for_body(name: str, sites: bool) -> bool:
    return is_body(name) or name.endswith(words_of("sites" if sites else "fields"))


def _name(text: str, at: int, end: int, sites: bool, longer: bool) -> Name | None:
    """The name of a body at `at`, 园区科技局 rather than 园区; None where the first word that could end one is part of another noun."""
    for match in _ending(sites).finditer(_masked(text), at, _limit(text, at, end)):
        if not _is_name(text, at, match.end()):
            return None
        if text[match.end() - 1] in "）区" and (office := _OFFICE_OF_LEVEL.match(text, match.end(), end)) and is_office(office[0]):
            return at, office.end()
        if match[0] == "银行" and (branch := _BRANCH.match(text, match.end(), end)):
            return at, branch.end()
        if sites or not _continued().match(text, match.end(), end):
            return at, match.end()
        if not longer:
            return None
    return None


@cache
def _continued() -> re.Pattern[str]:
    return re.compile(rf"{_any_of('continued')}|负责人(?![才力])")


def _limit(text: str, at: int, end: int) -> int:
    stop = re.compile("[，,。；;：:\n\t《]").search(text, at, min(end, at + 3 * _LONGEST))
    return stop.start() if stop else min(end, at + 3 * _LONGEST)


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile(
        "^发展|缔结|开展|建立|建设|设立|开发(?![区园])|打造|组成|组建|联合(?![会国])|提供|参与|举办|落实|实施|制定|推进|推动|加强|加快|完善|引进|培育|培养|围绕|面向|通过|采取|组织开|"
        "(?<!自)由|对接|以上的|不低于|给予|利用|申报|创办|发展成|入选|联动|聚焦|把|为(?!主)|(?<!所)在(?!运)|与.+的|将|向|并"
    )


def _is_name(text: str, start: int, end: int) -> bool:
    words = text[start:end]
    last = re.split("、", re.sub(r"[（(].*", "", words))[-1]
    return len(last) <= _LONGEST and not _no_name().search(words)
