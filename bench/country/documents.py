"""A document by its number: its text, its head and its rows. About as long as the five documents that are curated by hand."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from bench.country.article import Article, write_bodies, write_deliverable, write_measure, write_offer, write_programme
from bench.country.figures import Goal, drawn_goals, write_goal, write_result
from bench.country.words import categories, cities, province, words
from kg.intake.divisions import Division

OUTLINE = "opinion-articles"
_FIRST_YEAR, _YEARS = 2014, 13
_DIGITS = "一二三四五六七八九"


@dataclass(frozen=True)
class GeneratedDocument:
    """`rows`: cells by kind of fact. `read`: the clauses without a fact, and why."""

    id: str
    head: dict[str, Any]
    text: str
    rows: dict[str, list[dict[str, Any]]]
    read: list[tuple[str, str]]


def document(number: int, seed: int = 1) -> GeneratedDocument:
    """Document `number`, from 0 on: cities in turn, by code."""
    return written(cities()[number % len(cities())], *turn_of(number), Random(f"{seed}/{number}"))


def turn_of(number: int) -> tuple[int, int]:
    """The year of a document, and how many its city has by then."""
    turn = number // len(cities())
    return _FIRST_YEAR + (turn * 5 + number) % _YEARS, turn + 1


def document_id(city: Division, year: int, turn: int) -> str:
    return f"{city.pinyin}-{city.code}-{year}-{turn}"


def written(city: Division, year: int, turn: int, draw: Random) -> GeneratedDocument:
    """The document that `draw` gives for a city."""
    id_ = document_id(city, year, turn)
    articles = [Article(id_, city.code, f"a{n}", draw) for n in range(1, draw.randrange(16, 42))]
    goals = list(drawn_goals(draw, year))
    fills = [_filled(article, *goals[n : n + 1]) for n, article in enumerate(articles)]
    preamble = Article(id_, city.code, "preamble", draw)
    opening = _opening(preamble, city)
    title, number = f"{city.name}关于加强新时代人才工作的实施意见（第{turn}号）", f"政发〔{year}〕{turn}号"
    validity = draw.choice([None, *words()["validity"]])
    closing = f"（{_chinese(len(articles) + 1)}）施行时间。本意见自印发之日起施行" + (
        f"，{words()['validity'][validity]}。" if validity else "。"
    )
    chapters = _chapters(draw, fills)
    read = [(f"c{n}", "章标题") for n in range(1, len(words()["chapters"]) + 1)] + [(f"a{len(articles) + 1}", "施行时间")]
    lines = [title, f"（{number}）", opening, *chapters, closing]
    text = "\n".join(lines) + "\n"
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for article in (preamble, *articles):
        for kind, cells in article.rows:
            rows[kind].append(cells)
    head = _head(city, title, number, f"{year}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}", validity, text)
    return GeneratedDocument(id_, head, text, dict(rows), read)


def _filled(article: Article, goal: Goal | None = None) -> str:
    """Draw the sentences of an article. Returns its text after the number."""
    draw, held = article.draw, words()
    heading = f"{draw.choice(held['heading_verbs'])}{draw.choice(categories())}{draw.choice(held['heading_objects'])}"
    article.row("tasks", heading, title=heading)
    writers = [write_measure] * draw.randrange(4, 10) + [write_offer] * draw.choice((0, 0, 1, 1, 2)) + [write_programme] * draw.randrange(3)
    for write in draw.sample(writers, len(writers)):
        write(article)
    if goal:
        (write_goal if draw.random() < 0.8 else write_result)(article, goal)
    if draw.random() < 0.3:
        write_deliverable(article)
    for sentence in draw.sample(held["general"], 5):
        article.sentences.insert(draw.randrange(len(article.sentences) + 1), sentence)
    return f"{heading}。" + "。".join(article.sentences) + "。" + write_bodies(article)


def _opening(preamble: Article, city: Division) -> str:
    """The preamble: on what the document is based, and what it implements."""
    id_, title, number = words()["national"]
    _cite(preamble, id_, title, number, "based_on")
    parts = [f"根据《{title}》（{number}）"]
    above = preamble.draw.sample(words()["cited"], 3)
    for id_, title, number in above:
        _cite(preamble, f"{province(city).code}-{id_}", title, number, "implements")
    named = "、".join(f"《{title}》" + (f"（{number}）" if number else "") for _, title, number in above)
    return "　　" + "，".join([*parts, f"落实{named}要求", "结合我市实际，现提出如下意见。"])


def _cite(preamble: Article, id_: str, title: str, number: str, relation: str) -> None:
    preamble.row("citations", f"《{title}》", cited=id_, cited_title=title, cited_number=number, relation=relation)


def _chapters(draw: Random, articles: list[str]) -> Iterator[str]:
    """The lines of the body: the articles, divided into chapters of about the same length."""
    titles = draw.sample(words()["chapters"], len(words()["chapters"]))
    for chapter, title in enumerate(titles):
        yield f"　　{_chinese(chapter + 1)}、{title}"
        for n in range(chapter * len(articles) // len(titles), (chapter + 1) * len(articles) // len(titles)):
            yield f"　　（{_chinese(n + 1)}）{articles[n]}"


def _chinese(number: int) -> str:
    """A number below a hundred as headings write it."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else _DIGITS[tens - 1] + "十") + (_DIGITS[ones - 1] if ones else "")


def _head(city: Division, title: str, number: str, issued: str, validity: str | None, text: str) -> dict[str, Any]:
    head: dict[str, Any] = {"title": title, "number": number, "issuer": [f"{city.name}人民政府"], "place": city.code, "issued": issued}
    head |= {"effective": issued, "effective_quote": "自印发之日起施行"}
    if validity:
        head |= {"valid_for": validity, "validity_quote": words()["validity"][validity]}
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return head | {
        "status": "unknown",
        "status_basis": "2026-11-20：生成的文件",
        "source_note": "生成的文件，用于测量",
        "sha256": sha256,
        "outline": OUTLINE,
        "curated": True,
    }
