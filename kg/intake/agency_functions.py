"""What a body is by its name: its kind, its function, its names, and an id, for a row of the registry. A curator looks it over.

The words that tell it stand in `agency_names.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kg.intake.divisions import Division, division, parents

_FILE = Path(__file__).with_name("agency_names.yaml")
_OFFICE = re.compile("(?:局|厅|委|委员会|办|办公室|署)$")

_TASK_FORCE = re.compile("(?:专班|领导小组|工作组)$")


class Field(NamedTuple):
    """A field of offices: how names write it, its part of an id, its function, how full names write it.

    whole: whether its words must be all that stands before 局.
    """

    words: tuple[str, ...]
    slug: str
    function: str
    official: str = ""
    whole: bool = False


_OTHER = Field((), "agency", "general")
_USUAL = "government"
"""The kind of a body whose name tells no other."""


@cache
def vocabulary() -> dict[str, Any]:
    return dict(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


@cache
def fields() -> tuple[Field, ...]:
    return tuple(Field(**{**one, "words": tuple(one["words"])}) for one in vocabulary()["fields"])


def describe_agency(
    name: str, place: str, ids: Container[str], names: Collection[str], place_name: str = "", single: bool = False
) -> dict[str, str]:
    """A row of the registry for the body `name` of `place`, without its source. `ids` and `names` (of the place) are taken.

    `name` is among its names. place_name: of the place, where the table of divisions lacks it. single: it is one body, such as an issuer.
    """
    home = division(place) or Division(place, place_name or place, "")
    local, official = _without_places_above(name, home), full_name(name, home)
    sign = next((one for one in (_field(name), _field(official)) if one is not _OTHER), _OTHER)
    base = f"{place}-{sign.slug}"
    id_ = base if base not in ids else next(f"{base}-{count}" for count in range(2, 10_000) if f"{base}-{count}" not in ids)
    group = not single and is_group(name, home)
    short = _short(local, home)
    if not group and official != local and without_place(local, home) == local and _OFFICE.search(local):
        short = f"{_level(home)}{local}"
    own = short if short not in names else name
    full = "" if group else name if name.endswith(official) else official
    full = full if full != own and full not in names else name if own != name else ""
    kinds = (_kind(one) for one in (name, own))
    return {
        "id": id_,
        "place": place,
        "name": own,
        "full_name": full,
        "aliases": "" if name in (own, full) else name,
        "kind": "group" if group else next((kind for kind in kinds if kind != _USUAL), _USUAL),
        "function": _function(name, sign, group),
    }


def _field(name: str) -> Field:
    bare = re.sub("^(?:自治区|[省市区县州])", "", name)
    stem = _OFFICE.sub("", bare)
    ending = (one for one in fields() if not one.whole and name.endswith(one.words))
    holding = (one for one in fields() if any(stem == word if one.whole else word in name for word in one.words))
    return next(ending, None) or next(holding, _OTHER)


def _kind(name: str) -> str:
    return next((one["kind"] for one in vocabulary()["kinds"] if re.search(one["words"], name)), _USUAL)


def _function(name: str, sign: Field, group: bool) -> str:
    both = group and "党委" in name and "政府" in name
    several = group and re.search("部门$|单位$", name) and sign.slug in ("government", "party-committee")
    return "employer" if not group and _kind(name) == "enterprise" and sign is _OTHER else "general" if both or several else sign.function


def is_group(name: str, home: Division) -> bool:
    """Whether the name means several bodies, or any of a sort: 各县区, 有关部门, 用人单位."""
    groups = vocabulary()["groups"]
    if re.search(groups["begins"], name):
        return True
    rest = without_place(name, home)
    return re.search(groups["ends"], name) is not None and (rest == name or rest.endswith("部门"))


def without_place(name: str, home: Division) -> str:
    """财政局 of 云泽市财政局, 市财政局 and 省财政局: the name without the place `home` or its level. As it is where it names neither."""
    bare = name.removeprefix("中共")
    for prefix in (home.name, _level(home)):
        if bare.startswith(prefix) and len(bare) > len(prefix):
            return bare.removeprefix(prefix)
    return name


def _without_places_above(name: str, home: Division) -> str:
    """云泽市财政局 of 山西省云泽市财政局: the name from that of its place on."""
    above = [re.escape(word) for one in parents(home.code) for word in (one.name, one.short)]
    own = f"{re.escape(home.name)}|{re.escape(home.short)}"
    return re.sub(f"^(?:{'|'.join(above)})+(?={own})", "", name) if above else name


def _level(home: Division) -> str:
    """省, 市, 区, 县 or 自治区: what short names of its offices begin with."""
    return "自治区" if home.name.endswith("自治区") else home.name[-1]


def full_name(name: str, home: Division) -> str:
    """The official name of a body of `home`: 云泽市人力资源和社会保障局 for 市人社局. The name itself where nothing is known of it.

    A body that has a name of its own, 云泽高新区（雾岭）科技局, has that as its official one.
    """
    name = _without_places_above(name, home)
    rest, official = without_place(name, home), vocabulary()["official"]
    if name in (home.name, home.short, "自治区"):
        return f"{home.name}人民政府"
    if rest == name and (home.short in name or not _OFFICE.search(name) or _field(name) is _OTHER or _is_named_park(name)):
        return name
    rest = rest.removeprefix("人民") if rest.startswith("人民政府") else rest
    if rest in official["party"]:
        return f"中共{home.name}{official['party'][rest]}"
    if rest.startswith("委") and name != rest:
        return f"中共{home.name}{rest}"
    if rest == "法院" and home.level in official["court"]:
        return f"{home.name}{official['court'][home.level]}"
    if rest in official["nation"]:
        return f"{official['nation'][rest]}{home.name}{rest}"
    return f"{home.name}{official['place'].get(rest) or _official(rest, home)}"


def short_names(name: str, place: str) -> list[str]:
    """The names by which texts shorten that of an office of `place`: 市科技局 for 云泽市科学技术局, 市发改委 for 云泽市发展和改革委员会."""
    home = division(place)
    if home is None:
        return []
    rest = without_place(_without_places_above(name, home), home)
    ending = found[0] if (found := _OFFICE.search(rest)) else ""
    stem = rest.removesuffix(ending)
    words = next((one.words for one in fields() if ending and one.official and stem in one.words), ())
    endings = dict.fromkeys((ending, "委")) if ending == "委员会" else (ending,)
    return [f"{_level(home)}{word}{last}" for word in words for last in endings]


def _is_named_park(name: str) -> bool:
    """雾岭科学城管理委员会, and not 经济开发区管理委员会, which each place may have."""
    return _field(name).slug == "park" and re.match(vocabulary()["parks"]["common"], name) is None


def _official(rest: str, home: Division) -> str:
    """An office by the official name of its field: 人力资源和社会保障局 for 人社局, and for 人社 of a shortened list."""
    ending = found[0] if (found := _OFFICE.search(rest)) else ""
    stem = rest.removesuffix(ending)
    known = next((one for one in fields() if stem in one.words), None)
    if known is None or _TASK_FORCE.search(stem):
        return f"{stem}委员会" if ending == "委" else rest
    if not ending and _kind(rest) == "government":
        ending = "厅" if home.level == "province" else "局"
    return f"{known.official or stem}{'委员会' if ending == '委' else ending}"


def _short(name: str, home: Division) -> str:
    """市财政局 for 太原市财政局: the name as documents of the place write it."""
    bare = name.removeprefix("中共")
    if home.level == "national" or not bare.startswith(home.short):
        return name
    rest = bare.removeprefix(home.name) if bare.startswith(home.name) else bare.removeprefix(home.short)
    letter = _level(home)
    if _field(rest).slug == "township":
        return rest
    if rest.startswith(("委", "委员会")):
        return f"{letter}委{rest.removeprefix('委员会').removeprefix('委')}"
    if not bare.startswith(home.name):
        return name if len(rest) < 2 or rest[0] != letter[0] else rest
    return f"{letter}{rest.replace('人民政府', '政府')}" if rest else name
