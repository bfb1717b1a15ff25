"""Suggesting an owner for tasks without a lead: the function whose topic words the task contains, if it leads such a task elsewhere.

A suggestion is an inference. It never counts as a responsibility.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

_IN_THE_TITLE = 3.0
"""Weight of a topic word in a title. It equals nineteen occurrences in the clause, because the title names the topic."""

Topics = Mapping[str, Collection[str]]
"""Function -> its topic words."""


@dataclass(frozen=True)
class TopicTask:
    """A task with title, clause text, and the functions of the agencies assigned to lead it (empty: no lead)."""

    id: str
    title: str
    words: str
    functions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A suggestion that `function` lead `task`.

    `score` is the share of this function in the weight of all topic words found, from 0 to 1; `rests_on` are tasks with the same
    topic words that the function leads.
    """

    task: str
    function: str
    score: float
    rests_on: tuple[str, ...]


def suggest_owners(tasks: Sequence[TopicTask], topics: Topics) -> list[Suggestion]:
    """A suggestion for each task without a lead, if its topic words occur in a task that has one."""
    led = [task for task in tasks if task.functions]
    found = (_suggest(task, led, topics) for task in tasks if not task.functions)
    return [suggestion for suggestion in found if suggestion is not None]


def leave_one_out(tasks: Sequence[TopicTask], topics: Topics) -> tuple[int, int]:
    """Leave-one-out accuracy over the tasks that have a lead.

    Returns the number of tasks for which a function of their own is suggested, and the number of tasks.
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
