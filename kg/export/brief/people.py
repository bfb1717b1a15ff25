"""The brief of a talent category: what each city gives it, by kind, period and unit."""

from __future__ import annotations

from kg.export.brief import parts
from kg.export.brief.city import basis
from kg.export.brief.model import Brief, Chart, Row, Section, Words
from kg.export.brief.reading import Reader, joined


def category_brief(reader: Reader, category: str, name: str) -> Brief:
    """`category`: the id of a talent category; `name`: what it is called."""
    today = {"category": category, "as_of": reader.as_of}
    offers = reader.rows("offers", today)
    ranges = reader.rows("offer_ranges", today)
    cities = sorted({(row["city_code"], row["city"]) for row in offers})
    values = [reader.value("offers", today, "count", {"city_code": code}) for code, _ in cities]
    highest = [row for row in ranges if row["rank"] == 1 and not row["wider"]]
    content: list[Words | Chart] = [
        [
            "给予",
            name,
            "的待遇",
            reader.value("offers", today, "count"),
            "项，来自",
            reader.value("offers", today, "cities"),
            "个城市，包括面向更宽人群的。",
        ]
    ]
    for row in highest:
        where = {"id": row["id"], "wider": False}
        content.append(
            [
                *(
                    "· ",
                    reader.label("funding-kind", row["kind"]),
                    "（",
                    *_kind(reader, row),
                    "）：",
                    reader.value("offer_ranges", today, "city", where),
                ),
                *(" ", reader.value("offer_ranges", today, "what", where), " ", reader.value("offer_ranges", today, "money", where)),
                *(reader.note(row), "，同类中最高。" if row["compared"] > 1 else "，同类中只有该市写明金额。"),
            ]
        )
    content.append(Chart("各城市待遇项数", [city for _, city in cities], [("项数", values)]))
    used = {row["document"] for row in offers}
    documents = [row for row in reader.rows("documents", {"as_of": reader.as_of}) if row["document"] in used]
    return Brief(
        f"{name}待遇简报",
        basis(reader),
        [
            Section("一、谁给得多", content),
            Section("二、资金待遇", [parts.offers_table(reader, ranges, today, cities=True), _RANKS]),
            Section("三、依据的文件", parts.documents(reader, documents)),
        ],
    )


_RANKS: Words = ["同种类、周期、对象和层级的待遇才排名次，金额不相加。没有写明金额的列在后面。"]


def _kind(reader: Reader, row: Row) -> Words:
    period = [] if row["period"] == "unspecified" else [[reader.label("period", row["period"])]]
    unit = [[reader.label("recipient-unit", row["per"])]] if row["per"] else []
    return joined([*period, *unit], "，") or ["不分周期"]
