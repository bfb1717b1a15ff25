"""Word documents with random automatic numbers, each from its seed, of kinds that LibreOffice numbers as Word does.

Others it does not: it takes `w:lvlRestart` and `w:isLgl` for nothing, keeps the counts of a list with `w:startOverride` apart from those of
the other lists of its abstract list, and writes counts from 100 on otherwise. So a list that starts anew takes the place of the one before.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.intake.word_files import level, numbering, paragraph, start_at, word_file

END = "｜"
FORMS = (
    "decimal",
    "decimalZero",
    "decimalEnclosedCircle",
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "taiwaneseCountingThousand",
    "ideographTraditional",
    "ideographZodiac",
    "lowerLetter",
    "upperLetter",
    "lowerRoman",
    "upperRoman",
)
_LEVELS = 4


def random_document(path: Path, seed: int) -> Path:
    """A document of 5 to 40 paragraphs, each its number and END; of one to three abstract lists with several lists each."""
    random = Random(seed)
    abstract = [_levels(random, own) for own in range(random.randint(1, 3))]
    lists: dict[int, tuple[int, str]] = {}
    used = {own: _new_list(random, lists, own) for own in range(len(abstract))}
    body = ""
    for _ in range(random.randint(5, 40)):
        own = random.randrange(len(abstract))
        place = min(int(random.expovariate(0.8)), _LEVELS - 1)
        if place == 0 and random.random() < 0.2:
            used[own] = _new_list(random, lists, own, anew=random.random() < 0.5)
        styled = random.random() < 0.3
        body += (
            paragraph(END, style=f"s{own}{place}") if styled and used[own] == own + 1 else paragraph(END, list_id=used[own], level=place)
        )
    styles = "".join(_style(own, place) for own in range(len(abstract)) for place in range(_LEVELS))
    return word_file(path, body, {"numbering": numbering(abstract, lists), "styles": styles})


def _new_list(random: Random, lists: dict[int, tuple[int, str]], own: int, *, anew: bool = False) -> int:
    lists[len(lists) + 1] = (own, start_at(0, random.randint(1, 6)) if anew else "")
    return len(lists)


def _levels(random: Random, own: int) -> str:
    levels = ""
    for place in range(_LEVELS):
        count = f"%{place + 1}"
        of_all = ".".join(f"%{above}" for above in range(1, place + 2))
        text = random.choice([f"{count}、", f"（{count}）", f"第{count}条", of_all, f"{count})"])
        more = f'<w:pStyle w:val="s{own}{place}"/><w:suff w:val="nothing"/>'
        levels += level(place, random.choice(FORMS), text, start=random.choice([1, 1, 1, 3]), more=more)
    return levels


def _style(own: int, place: int) -> str:
    """A paragraph style that gives its paragraphs that level of the first list of an abstract list."""
    place_of = f'<w:ilvl w:val="{place}"/>' if place else ""
    properties = f'<w:pPr><w:numPr>{place_of}<w:numId w:val="{own + 1}"/></w:numPr></w:pPr>'
    return f'<w:style w:type="paragraph" w:styleId="s{own}{place}"><w:name w:val="s{own}{place}"/>{properties}</w:style>'
