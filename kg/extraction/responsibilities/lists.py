"""Lists that assign bodies: in brackets, after labels such as 责任单位：, and in the cells below such a label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

from kg.extraction.responsibilities.bodies import Name, is_body, is_office, members
from kg.extraction.vocabulary import word_file

_FILE = Path(__file__).with_name("lists.yaml")
_PAIRS = {"（": "）)", "(": ")）", "[": "]］〕】", "［": "］]", "〔": "〕]", "【": "】"}
_NO_NAME = re.compile("\\d{4}年|月底|前完成|完成$|推进$|长期|时限|持续|^(?:相关|有关)?工作$")
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
    return word_file(_FILE)


@cache
def _label() -> re.Pattern[str]:
    words = sorted((word for of_role in grammar()["labels"].values() for word in of_role), key=len, reverse=True)
    return re.compile(rf"(?P<label>{'|'.join(words)})(?:[和及、/](?:{'|'.join(words)}))?(?:[（(][^）)]{{1,20}}[）)])?[：:]")


@cache
def _role_of_label(label: str) -> str:
    return next(str(role) for role, words in grammar()["labels"].items() if label in words)


@cache
def _closings() -> list[tuple[str, str, re.Pattern[str]]]:
    """The role, the role beside a lead, and the words."""
    return [(one["role"], one.get("beside_lead", one["role"]), re.compile(rf"(?:{one['words']})$")) for one in grammar()["closings"]]


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


def role_of_heading(heading: str) -> str | None:
    """The role of the bodies in a column of a table with this heading; None where it is no column of bodies."""
    words = re.sub(r"\s|[（(].*[）)]", "", heading)
    label = _label().fullmatch(f"{words}：")
    return _role_of_label(label["label"]) if label else None


def assigned_in_cell(text: str, start: int, end: int, role: str) -> Iterator[Assigned]:
    """The bodies of a cell in a column of bodies, with the role of the column where no word of the cell says another."""
    yield from _closed(text, start, end, role)


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
    if all(one.how == "closing" for one in found) and any(map(partial(_is_charged, text), found)):
        return found
    if found and ends and all(one.how == "bare" and _is_official(text[slice(*one.name)]) for one in found):
        return found if re.search("[、，局委办厅部府]", words) else []
    return []


def _is_official(name: str) -> bool:
    return is_office(name) or (name.startswith(("各", "有关", "相关")) and is_body(name))


def _is_charged(text: str, one: Assigned) -> bool:
    name = text[slice(*one.name)]
    return is_office(name) or (one.role == "lead" and is_body(name))


def _labelled(text: str, start: int, end: int) -> list[Assigned]:
    other = re.compile("|".join(grammar()["other_labels"]) + "[：:]")
    end = found.start() if (found := other.search(text, start, end)) else end
    labels = list(_label().finditer(text, start, end))
    listed: list[Assigned] = []
    leads = any(_role_of_label(label["label"]) == "lead" for label in labels)
    for label, following in zip_longest(labels, labels[1:]):
        stop = following.start() if following else end
        stop = full_stop if (full_stop := text.find("。", label.end(), stop)) >= 0 else stop
        stop -= len(text[label.end() : stop]) - len(text[label.end() : stop].rstrip("；;，,。、 \n\t（("))
        role = _role_of_label(label["label"])
        listed += _closed(text, label.end(), stop, "support" if role == "responsible" and leads else role, label.start())
    return listed


def _closed(text: str, start: int, end: int, role: str | None, begins: int | None = None) -> Iterator[Assigned]:
    """The bodies of a stretch with the role that its closing words, else `role`, give them. Without either they are `responsible`.

    Bodies that stand behind closed ones without a word of their own support these.
    """
    group: list[Name] = []
    opened = start
    closed: set[str] = set()
    for part in _pieces(text, start, end):
        closing = next((one for one in _closings() if one[2].search(text, *part)), None)
        end_of_names = closing[2].search(text, *part) if closing else None
        group.append((part[0], end_of_names.start() if end_of_names else part[1]))
        if closing:
            said = closing[1] if "lead" in closed else closing[0]
            yield from _of_group(text, group, said, opened if begins is None else begins, part[1], "closing")
            closed.add(closing[0])
            group, opened = [], part[1] + 1
    rest = role or ("support" if "lead" in closed else "responsible")
    how = "closing" if closed else "bare" if role is None else "label"
    for one in _of_group(text, group, rest, opened if begins is None else begins, end, how):
        if not closed or is_body(text[slice(*one.name)]):
            yield one


def _of_group(text: str, group: list[Name], role: str, start: int, end: int, how: str) -> Iterator[Assigned]:
    if not group:
        return
    first, last = group[0][0], group[-1][1]
    if text.startswith("由", first):
        first += 1
    together = _TOGETHER.search(text, first, last)
    parts = [(first, last, role)]
    if together:
        parts = [(first, together.start(), "lead" if role == "responsible" else role), (together.end(), last, "support")]
    for begin, stop, of_part in parts:
        for name in members(text, begin, stop):
            if not _NO_NAME.search(text, *name):
                yield Assigned(name, of_part, start, end, how)


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
