"""Ask a question: kg ask funding --city 太原. Without a question: the list of them, with their parameters."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import HomeOrAddress, Out


def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="The question's name", show_default=False)] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="table, csv, json or xlsx")] = "table",
    out: Out = None,
    home: HomeOrAddress = None,
    engine: Annotated[
        str | None, typer.Option(help="SQL engine: spark://HOST:PORT, spark:local[2], sc://HOST:PORT, sail, clickhouse", show_default=False)
    ] = None,
) -> None:
    if question is None:
        _list_questions()
        return
    import kg
    from kg.export.answers import write_answer

    parameters = _parameters(context.args)
    answer = kg.open(home, engine).answer(question, parameters)
    write_answer(answer, format, out)


def _parameters(words: list[str]) -> dict[str, str]:
    """`--city 太原 --w-support=2` as names and values. Raises InvalidArgument."""
    from kg.errors import InvalidArgument
    from kg.i18n import message

    given: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not name:
            raise InvalidArgument(message("errors.invalid-argument.no_parameter", word=word))
        if not equals:
            if not rest:
                raise InvalidArgument(message("errors.invalid-argument.no_value", name=name))
            value = rest.pop(0)
        given[name.replace("-", "_")] = value
    return given


def _list_questions() -> None:
    from kg.queries.catalog import public_questions

    for question in public_questions():
        typer.echo(f"{question.name:<18} {question.title['zh']} · {question.title['en']}")
        if question.about:
            typer.echo(f"{'':<18} {question.about}")
        if question.parameters:
            typer.echo(f"{'':<18} " + " ".join("--" + name.replace("_", "-") for name in question.parameters))
