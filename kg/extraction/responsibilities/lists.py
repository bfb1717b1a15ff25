"""Lists that assign bodies: in brackets, after labels such as 责任单位：, and in the cells below such a label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.extraction.responsibilities.bodies import Name, is_body, is_office, members

_FILE = Path(__file__).with_name("lists.yaml")
_PAIRS = {"（": "）)", "(": ")）", "[": "]］〕】", "［": "］]", "〔": "〕]", "【": "】"}
_LONGEST = 600
"""Characters of a list."""
_TOGETHER = re.compile("会同|(?<=[局委办部厅府院会位])(?:联合|商(?=[市省区县自有相]))")
_ASIDE = re.compile("(?:以下)?(?:统称|简称)|含|包括|原|即")


@dataclass(frozen=True)
class Assigned:
    """A body with its role. `start`, `end`: the words that assign it.

    how: whether a label before the list says the role (`label`), a word that closes it (`closing`), or neither (`bare`).
    """

    name: Name
    role: str
    start: int
    end: int
    how: str


@cache
def grammar() -> dict[str, Any]:
    return dict(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


@cache
def _label() -> re.Pattern[str]:
    words = sorted((word for of_role in grammar()["labels"].values() for word in of_role), key=len, reverse=True)
    return re.compile(rf"(?P<label>{'|'.join(words)})(?:[和及、/](?:{'|'.join(words)}))?(?:[（(][^）)]{{1,20}}[）)])?[：:]")


@cache
def _role_of_label(label: str) -> str:
    return next(str(role) for role, words in grammar()["labels"].items() if label in words)


@cache
def _closings() -> list[tuple[str, re.Pattern[str]]]:
    return [(one["role"], re.compile(rf"(?:{one['words']})$")) for one in grammar()["closings"]]


def assigned_lists(text: str) -> Iterator[list[Assigned]]:
    """The lists of a running text, in its order, each with its bodies."""
    at = 0
    opening = re.compile(rf"[{re.escape(''.join(_PAIRS))}]|{_label().pattern}")
    while found := opening.search(text, at):
        if found["label"]:
            start, end = found.start(), _end_of_line(text, found.end())
            listed = _labelled(text, start, end) if _begins(text, start) else []
        else:
            start, end = found.end(), _closing(text, found.start())
            listed = _in_bracket(text, start, end)
        at = end if listed else found.end()
        if listed:
            yield listed


def _begins(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in "。；;，, \n\t）)：:*●·"


def _closing(text: str, at: int) -> int:
    """Where the bracket that opens at `at` ends; one that nobody closes ends with its sentence."""
    open_, depth = text[at], 0
    for place in range(at, min(len(text), at + _LONGEST)):
        if text[place] == open_ or text[place] in "（(":
            depth += 1
        elif text[place] in _PAIRS[open_] or text[place] in "）)":
            depth -= 1
            if depth == 0:
                return place
    stop = re.compile("[。\n]").search(text, at)
    return stop.start() if stop else len(text)


def _end_of_line(text: str, at: int) -> int:
    found = re.compile("[。\n]").search(text, at)
    end = found.start() if found else len(text)
    while (found := re.compile("[。\n]").match(text, end)) and (label := _label().match(text, end + 1)) and label:
        later = re.compile("[。\n]").search(text, label.end())
        end = later.start() if later else len(text)
    return min(end, at + _LONGEST)


def _in_bracket(text: str, start: int, end: int) -> list[Assigned]:
    label = _label().search(text, start, end)
    if label and label.start() - start <= 2:
        return _labelled(text, label.start(), end)
    words = text[start:end]
    if end - start > _LONGEST or "：" in words or "《" in words or _ASIDE.match(words):
        return []
    found = list(_closed(text, start, end, None))
    ends = end + 1 >= len(text) or text[end + 1] in "。；;\n" or text[end - 1 : end] == "。"
    if all(one.how == "closing" for one in found) and any(is_body(text[slice(*one.name)]) for one in found):
        return found
    if found and ends and all(one.how == "bare" and is_office(text[slice(*one.name)]) for one in found):
        return found if re.search("[、，局委办厅部府]", words) else []
    return []


def _labelled(text: str, start: int, end: int) -> list[Assigned]:
    labels = [found for found in _label().finditer(text, start, end) if found.start() == start or _begins(text, found.start())]
    found: list[Assigned] = []
    leads = any(_role_of_label(label["label"]) == "lead" for label in labels)
    for place, label in enumerate(labels):
        stop = labels[place + 1].start() if place + 1 < len(labels) else end
        role = _role_of_label(label["label"])
        stop -= len(text[label.end() : stop]) - len(text[label.end() : stop].rstrip("；;，,。、 \n\t（("))
        beside = "support" if role == "responsible" and leads else role
        found += _closed(text, label.end(), stop, beside, label.start())
    return found


def _closed(text: str, start: int, end: int, role: str | None, begins: int | None = None) -> Iterator[Assigned]:
    """The bodies of a stretch with the role that its closing words, else `role`, give them. Without either they are `responsible`."""
    group: list[Name] = []
    opened = start
    for part in _pieces(text, start, end):
        closing = next((found for of_role, words in _closings() if (found := (of_role, words.search(text, *part)))[1]), None)
        stop = closing[1].start() if closing and closing[1] else part[1]
        group.append((part[0], stop))
        if closing:
            first = opened if begins is None else begins
            yield from _of_group(text, group, closing[0], first, part[1], "closing")
            group, opened = [], part[1] + 1
    how = "bare" if role is None else "label"
    yield from _of_group(text, group, role or "responsible", opened if begins is None else begins, end, how)


def _of_group(text: str, group: list[Name], role: str, start: int, end: int, how: str) -> Iterator[Assigned]:
    if not group:
        return
    first, last = group[0][0], group[-1][1]
    if text.startswith("由", first):
        first += 1
    together = _TOGETHER.search(text, first, last)
    if together:
        lead = "lead" if role == "responsible" else role
        yield from (Assigned(name, lead, start, end, how) for name in members(text, first, together.start()))
        yield from (Assigned(name, "support", start, end, how) for name in members(text, together.end(), last))
    else:
        yield from (Assigned(name, role, start, end, how) for name in members(text, first, last))


def _pieces(text: str, start: int, end: int) -> Iterator[Name]:
    """The parts between commas and semicolons outside of inner brackets."""
    depth, begins = 0, start
    for place in range(start, end):
        depth += (text[place] in "（(") - (text[place] in "）)")
        if depth <= 0 and text[place] in "，,；;。\n":
            if place > begins:
                yield begins, place
            begins = place + 1
    if begins < end:
        yield begins, end
