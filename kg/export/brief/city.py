"""The brief of a city: what its policy holds, gives, assigns and aims at, and what to look at."""

from __future__ import annotations

from kg.export.brief import parts
from kg.export.brief.model import Brief, Chart, Section, Table, Words
from kg.export.brief.reading import Asked, Reader, joined

_BUSIEST = 8


def city_brief(reader: Reader, city: str) -> Brief:
    """`city`: the code of a place."""
    asked = {"city": city}
    today = {"city": city, "as_of": reader.as_of}
    documents = reader.rows("documents", today)
    name = str(documents[0]["city"]) if documents else city
    return Brief(
        f"{name}人才政策简报",
        basis(reader),
        [
            Section("一、总体情况", [_counts(reader, asked, today), *parts.documents(reader, documents)]),
            Section("二、给什么", _given(reader, asked, today)),
            Section("三、谁来办", _assigned(reader, asked)),
            Section("四、发展目标", [parts.goals_table(reader, reader.rows("goals_compared", today), today, cities=False), _GOALS]),
            parts.findings(reader, "五、需要留意", asked),
        ],
    )


def basis(reader: Reader) -> Words:
    return [f"政脉图谱版本 {reader.graph.version or '—'}，文件状态按 {reader.as_of} 判断。数字后的注号对应文末的原文。"]


_GOALS: Words = ["基数、目标和年均增长都按原文的数计算；名次只在口径可比的城市之间排。"]


def _counts(reader: Reader, asked: Asked, today: Asked) -> Words:
    return [
        *(
            "已收录政策文件",
            reader.value("documents", today, "count"),
            "份，共",
            reader.value("documents", today, "clauses"),
            "条款，载有任务",
        ),
        *(
            reader.value("tasks", asked, "count"),
            "项、资金待遇",
            reader.value("funding", today, "count"),
            "项、其他政策措施",
            reader.value("measures", today, "count"),
            "条、发展目标",
        ),
        *(reader.value("targets", asked, "count"), "个、承诺出台的配套文件", reader.value("deliverables", asked, "count"), "份。"),
    ]


def _given(reader: Reader, asked: Asked, today: Asked) -> list[Words | Table | Chart]:
    compared = reader.rows("comparison", asked)
    silent = [row for row in compared if row["state"] == "silent"]
    content: list[Words | Table | Chart] = [
        [
            *(
                "资金待遇",
                reader.value("funding", today, "count"),
                "项，其中写明金额或比例的",
                reader.value("funding", today, "with_sum"),
            ),
            "项。不同种类、周期、对象和层级的金额不相加。下表列出金额最高的。",
        ],
        parts.funding_table(reader, reader.rows("funding", today), today),
        parts.instruments_chart(reader, compared, asked, "各类政策工具的条数"),
    ]
    if silent:
        named = [[reader.value("comparison", asked, "item_name", {"item": row["item"]})] for row in silent]
        content.append(["通读全文，没有写到的政策工具：", *joined(named), "。"])
    return content


def _assigned(reader: Reader, asked: Asked) -> list[Words | Chart]:
    busiest = [row for row in reader.rows("agency_load", asked) if row["lead_assigned"]][:_BUSIEST]
    leading = sorted(busiest, key=lambda row: -row["lead_assigned"])
    of = {row["agency"]: reader.row("agency_load", asked, {"agency": row["agency"]}) for row in leading}
    named: list[Words] = [[of[row["agency"]]("name"), "（", of[row["agency"]]("lead_assigned"), "项）"] for row in leading[:3]]
    unled = reader.value("tasks", asked, "count", {"has_lead": False})
    content: list[Words | Chart] = [
        [*(["牵头任务最多的是", *joined(named), "；"] if named else []), "没有明确牵头单位的任务", unled, "项。"],
    ]
    if leading:
        series = [(title, [of[row["agency"]](form) for row in leading]) for title, form in (("牵头", "lead_assigned"), ("配合", "support"))]
        content.append(Chart("主要单位牵头和配合的任务数", [str(row["name"]) for row in leading], series))
    return content
