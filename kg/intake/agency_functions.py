"""What a body is by its name: its kind, its function, its short name, and an id, for a row of the registry. A curator looks it over."""

from __future__ import annotations

from collections.abc import Collection, Container
from typing import NamedTuple

from kg.intake.divisions import division


class _Sign(NamedTuple):
    """Words of a name, and the function that they tell, a concept of `ontology/vocab/agency-function.ttl`. `slug` is the part of an id."""

    words: tuple[str, ...]
    slug: str
    function: str


_SIGNS = (
    _Sign(("人才工作领导小组", "人才工作局", "人才办", "人才局", "人才工作"), "talent-office", "talent_coordination"),
    _Sign(("组织部",), "organization", "organization"),
    _Sign(("宣传部",), "publicity", "publicity"),
    _Sign(("机构编制", "编办"), "establishment", "establishment"),
    _Sign(("总工会",), "trade-union", "trade_union"),
    _Sign(("共青团", "团委"), "youth-league", "youth_league"),
    _Sign(("妇女联合会", "妇联"), "women-federation", "women_federation"),
    _Sign(("科学技术协会", "科协"), "science-association", "science_association"),
    _Sign(("管理委员会", "管委会", "开发区", "高新区", "经开区"), "park", "park"),
    _Sign(("人力资源", "人社"), "human-resources", "human_resources"),
    _Sign(("财政",), "finance", "finance"),
    _Sign(("税务",), "taxation", "taxation"),
    _Sign(("发展和改革", "发展改革", "发改"), "development-reform", "development_reform"),
    _Sign(("科技和工业信息化", "工业和信息化", "经济和信息化", "经济信息化", "工信", "经信"), "industry", "industry"),
    _Sign(("科学技术", "科技"), "science", "science"),
    _Sign(("教育", "教体"), "education", "education"),
    _Sign(("卫生健康", "卫健"), "health", "health"),
    _Sign(("民政局", "民政厅"), "civil-affairs", "civil_affairs"),
    _Sign(("住房", "住建"), "housing", "housing"),
    _Sign(("农业农村",), "agriculture", "agriculture"),
    _Sign(("投资促进", "招商"), "investment-promotion", "investment_promotion"),
    _Sign(("文化", "旅游", "文旅"), "culture-tourism", "culture_tourism"),
    _Sign(("商务",), "commerce", "commerce"),
    _Sign(("国有资产", "国资"), "state-assets", "state_assets"),
    _Sign(("市场监督", "市场监管"), "market-regulation", "market_regulation"),
    _Sign(("统计",), "statistics", "statistics"),
    _Sign(("公安",), "public-security", "public_security"),
    _Sign(("自然资源",), "natural-resources", "natural_resources"),
    _Sign(("金融",), "financial-services", "financial_services"),
    _Sign(("职业技术学院", "职业学院"), "vocational-college", "vocational_education"),
    _Sign(("大学", "学院"), "university", "higher_education"),
    _Sign(("研究院", "研究所"), "research", "research"),
    _Sign(("数据",), "data", "general"),
    _Sign(("街道", "镇人民政府", "乡人民政府"), "township", "government"),
    _Sign(("人民政府办公", "政府办公"), "government-office", "government"),
    _Sign(("人民政府", "政府"), "government", "government"),
    _Sign(("市委办", "区委办", "县委办", "省委办", "党委办", "委员会办公"), "party-office", "party_committee"),
    _Sign(("中共", "市委", "区委", "县委", "省委", "党委", "党工委"), "party-committee", "party_committee"),
)
_OTHER = _Sign((), "agency", "general")
_KINDS = (
    ("party", ("中共", "市委", "区委", "县委", "省委", "党委", "党工委", "组织部", "宣传部")),
    ("university", ("大学", "学院")),
    ("enterprise", ("公司", "集团", "银行")),
    ("public_institution", ("研究院", "研究所", "中心")),
    ("other", ("总工会", "团委", "妇联", "科协", "协会", "联合会")),
)


def describe_agency(name: str, place: str, ids: Container[str], names: Collection[str]) -> dict[str, str]:
    """A row of the registry for the body `name` of `place`, without its source. `ids` and `names` (of the place) are taken."""
    sign = next((one for one in _SIGNS if any(word in name for word in one.words)), _OTHER)
    base = f"{place}-{sign.slug}"
    id_ = base if base not in ids else next(f"{base}-{count}" for count in range(2, 10_000) if f"{base}-{count}" not in ids)
    kind = next((kind for kind, words in _KINDS if any(word in name for word in words)), "government")
    short = _short(name, place)
    own = short if short not in names else name
    return {
        "id": id_,
        "place": place,
        "name": own,
        "full_name": name if own != name else "",
        "aliases": "",
        "kind": kind,
        "function": sign.function,
    }


def _short(name: str, place: str) -> str:
    """市财政局 for 太原市财政局: the name as documents of the place write it."""
    found = division(place)
    bare = name.removeprefix("中共")
    if found is None or not bare.startswith(found.short) or found.level == "national":
        return name
    rest = bare.removeprefix(found.name) if bare.startswith(found.name) else bare.removeprefix(found.short)
    letter = "自治区" if found.name.endswith("自治区") else found.name[-1]
    if rest.startswith(("委", "委员会")):
        rest = rest.removeprefix("委员会").removeprefix("委")
        return f"{letter}委{rest}"
    if not bare.startswith(found.name):
        return name if len(rest) < 2 or rest[0] != letter[0] else rest
    return f"{letter}{rest.replace('人民政府', '政府')}"
