"""Who gets what: what a person is offered in cities: kg match --degree 博士 --age 35 --city 太原,石嘴山"""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import HomeOrAddress, Out

_Told = str | None


def match(
    city: Annotated[_Told, typer.Option(help="Names or codes of cities, with commas. Default: all", show_default=False)] = None,
    degree: Annotated[_Told, typer.Option(help="Highest degree: 博士, 硕士, 本科, 专科, 无", show_default=False)] = None,
    study: Annotated[_Told, typer.Option(help="How it was studied for: 全日制 or 在职", show_default=False)] = None,
    title: Annotated[_Told, typer.Option(help="Professional title: 高级, 中级, 初级, 无", show_default=False)] = None,
    age: Annotated[_Told, typer.Option(help="Years", show_default=False)] = None,
    hire: Annotated[_Told, typer.Option(help="全职 or 柔性", show_default=False)] = None,
    coming: Annotated[_Told, typer.Option(help="新引进, 引进 (earlier) or 本地", show_default=False)] = None,
    native: Annotated[_Told, typer.Option(help="Place of origin: 石嘴山", show_default=False)] = None,
    employer: Annotated[_Told, typer.Option(help="Kind of employer: 事业单位, 高校, 民营企业 ...", show_default=False)] = None,
    service_years: Annotated[_Told, typer.Option(help="Years of service agreed or done", show_default=False)] = None,
    school: Annotated[_Told, typer.Option(help="Classes of schools: 双一流", show_default=False)] = None,
    category: Annotated[_Told, typer.Option(help="Categories and honours of the person: 院士, 中华技能大奖", show_default=False)] = None,
    yes: Annotated[_Told, typer.Option(help="Further conditions that are met, by their words or ids", show_default=False)] = None,
    no: Annotated[_Told, typer.Option(help="Conditions, categories, honours and schools that are not", show_default=False)] = None,
    complete: Annotated[bool, typer.Option("--complete", help="No other category or honour than those said")] = False,
    as_of: Annotated[_Told, typer.Option(help="The day whose status documents have. Default: today", show_default=False)] = None,
    all_: Annotated[bool, typer.Option("--all", help="List offers that are not met, too")] = False,
    format: Annotated[str, typer.Option("--format", "-f", help="table, json or docx")] = "table",
    out: Out = None,
    home: HomeOrAddress = None,
) -> None:
    import kg
    from kg.export.matching import write_matching
    from kg.queries.parameters import split_list

    told = {
        "degree": degree,
        "study": study,
        "title": title,
        "age": age,
        "hire": hire,
        "coming": coming,
        "native": native,
        "employer": employer,
        "service_years": service_years,
        "school": school,
        "category": category,
        "yes": yes,
        "no": no,
        "complete": "categories" if complete else None,
    }
    person = {name: value for name, value in told.items() if value}
    graph = kg.open(home)
    write_matching(graph, graph.match(person, cities=split_list(city), as_of=as_of), format, out, every=all_)
