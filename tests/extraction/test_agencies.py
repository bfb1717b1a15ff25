"""Names of bodies: one body of several names, its place, its official name, groups."""

from __future__ import annotations

import pytest

from kg.intake.agency_functions import describe_agency
from tests.extraction.drafting import drafted, source_of

TEXT = """云泽市应急人才工作方案
一、重点任务
（一）引进人才。完善引才政策。（市应急局牵头，市数据局配合）
（二）培养人才。实施培养计划。（云泽市应急管理局、数据局牵头，各有关部门配合）
"""


def test_several_names_of_one_body_are_one_proposal() -> None:
    found = drafted(TEXT, "tasks", "responsibilities")
    rows = {one.row["full_name"] or one.row["name"]: one.row for one in found.registry if one.kind == "agency"}
    assert set(rows) == {"云泽市应急管理局", "云泽市数据局", "各有关部门"}
    assert rows["云泽市应急管理局"]["name"] == "市应急局"
    assert rows["云泽市数据局"]["aliases"] == "数据局"
    assert rows["各有关部门"]["kind"] == "group"
    links = {one.fact.record.model_dump()["agency"]: one.fact.links["agency"] for one in found.drafts if one.kind == "responsibilities"}
    assert links["市应急局"] == links["云泽市应急管理局"]


def test_a_body_of_a_place_above_is_proposed_there() -> None:
    source = source_of(TEXT)
    above = source.names.registry.place(source.place).parent  # type: ignore[union-attr]
    assert above
    id_ = source.names.agency(f"{source.names.registry.place(above).name}应急管理厅", (0, 0))  # type: ignore[union-attr]
    assert source.names.proposed[id_].row["place"] in (above, source.place)


@pytest.mark.parametrize(
    ("name", "place", "full", "kind", "function"),
    [
        ("市人社局", "140100", "太原市人力资源和社会保障局", "government", "human_resources"),
        ("市人社", "140100", "太原市人力资源和社会保障局", "government", "human_resources"),
        ("财政厅", "140000", "山西省财政厅", "government", "finance"),
        ("市发改委", "140100", "太原市发展和改革委员会", "government", "development_reform"),
        ("市教委", "500000", "重庆市教育委员会", "government", "education"),
        ("市委", "140100", "中共太原市委员会", "party", "party_committee"),
        ("市委组织部", "140100", "中共太原市委组织部", "party", "organization"),
        ("市委编办", "140100", "中共太原市委机构编制委员会办公室", "party", "establishment"),
        ("市人才办", "140100", "中共太原市委人才工作领导小组办公室", "party", "talent_coordination"),
        ("市引才专班", "140100", "太原市引才专班", "government", "talent_coordination"),
        ("市人才发展工作领导小组", "140100", "太原市人才发展工作领导小组", "party", "talent_coordination"),
        ("自治区", "640000", "宁夏回族自治区人民政府", "government", "government"),
        ("市税务局", "140100", "国家税务总局太原市税务局", "government", "taxation"),
        ("市妇联", "140100", "太原市妇女联合会", "other", "women_federation"),
        ("市直相关部门", "140100", "", "group", "general"),
        ("各县（市、区）", "140100", "", "group", "government"),
        ("用人单位", "140100", "", "group", "employer"),
        ("职业院校", "140100", "", "group", "vocational_education"),
        ("各园区管委会", "140100", "", "group", "park"),
        ("县(市、区)党委、政府", "140100", "", "group", "general"),
        ("晋阳科技学院", "140100", "", "university", "higher_education"),
        ("云上汽车", "140100", "", "enterprise", "employer"),
    ],
)
def test_what_a_name_tells(name: str, place: str, full: str, kind: str, function: str) -> None:
    row = describe_agency(name, place, set(), set())
    assert (row["full_name"], row["kind"], row["function"]) == (full, kind, function)
