"""Who might lead a task that nobody leads: the function whose topics the task speaks of, if some document lets it lead such a task.

A suggestion is an inference. It never counts as a responsibility.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

_IN_THE_TITLE = 3.0
"""A topic word in a title weighs as much as nineteen in the words of the clause: the title names the topic."""

Topics = Mapping[str, Collection[str]]
"""Function -> the words of its topics."""


@dataclass(frozen=True)
class TopicTask:
    """A task, its title and words, and the functions of the agencies that are assigned to lead it (none: nobody leads it)."""

    id: str
    title: str
    words: str
    functions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """`function` might lead `task`.

    `score` is its share of all topic evidence in the task, from 0 to 1; `rests_on` are the tasks that the function leads and that
    speak of the same topics.
    """

    task: str
    function: str
    score: float
    rests_on: tuple[str, ...]


def suggest_owners(tasks: Sequence[TopicTask], topics: Topics) -> list[Suggestion]:
    """A suggestion for each task without a lead that speaks of a topic on which some document names one."""
    led = [task for task in tasks if task.functions]
    found = (_suggest(task, led, topics) for task in tasks if not task.functions)
    return [suggestion for suggestion in found if suggestion is not None]


def leave_one_out(tasks: Sequence[TopicTask], topics: Topics) -> tuple[int, int]:
    """How often the suggestion is right: each led task in turn is taken for one that nobody leads, and the others for all there is.

    Returns how many are given one of their own functions, and how many there are.
    """
    led = [task for task in tasks if task.functions]
    found = [(task, _suggest(task, [other for other in led if other is not task], topics)) for task in led]
    return sum(suggestion is not None and suggestion.function in task.functions for task, suggestion in found), len(led)


def _suggest(task: TopicTask, led: Sequence[TopicTask], topics: Topics) -> Suggestion | None:
    leading: dict[str, list[TopicTask]] = defaultdict(list)
    for other in led:
        for function in other.functions:
            leading[function].append(other)
    candidates: list[tuple[float, int, str, tuple[str, ...]]] = []
    for function, others in leading.items():
        said = [word for word in topics.get(function, ()) if word in task.title or word in task.words]
        rests_on = tuple(sorted(other.id for other in others if any(word in other.title or word in other.words for word in said)))
        if rests_on:
            candidates.append((sum(_weight(task, word) for word in said), len(others), function, rests_on))
    if not candidates:
        return None
    weight, _, function, rests_on = max(candidates, key=lambda c: (c[0], c[1], c[2]))
    return Suggestion(task.id, function, round(weight / sum(c[0] for c in candidates), 3), rests_on)


def _weight(task: TopicTask, word: str) -> float:
    return (_IN_THE_TITLE if word in task.title else 0.0) + math.log1p(task.words.count(word))
