"""Suggesting an owner for tasks without a lead: the function whose topic words the task contains, with the measured probability.

A suggestion is an inference. It never counts as a responsibility.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

_IN_THE_TITLE = 3.0
"""Weight of a topic word in a title. It equals nineteen occurrences in the clause, because the title names the topic."""
LEAST_PROBABILITY = 0.6
"""A suggestion that is less likely to be right is not made."""

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

    `score` is the share of this function in the weight of all topic words found, from 0 to 1. `probability` is how often such a
    suggestion is right among the tasks that have a lead: see `measured`. `rests_on` are tasks with the same topic words that the
    function leads; there may be none.
    """

    task: str
    function: str
    score: float
    probability: float
    rests_on: tuple[str, ...]


@dataclass(frozen=True)
class _Guess:
    function: str
    score: float
    in_title: bool
    """Whether the title holds one of its topic words."""


def suggest_owners(tasks: Sequence[TopicTask], topics: Topics) -> list[Suggestion]:
    """A suggestion for each task without a lead whose topic words make one that is right with LEAST_PROBABILITY."""
    probability = {in_title: (right + 1) / (count + 2) for in_title, (right, count) in measured(tasks, topics).items()}
    led_by: dict[str, list[TopicTask]] = defaultdict(list)
    for task in tasks:
        for function in task.functions:
            led_by[function].append(task)
    found: list[Suggestion] = []
    for task in tasks:
        guess = None if task.functions else _guess(task, topics)
        if guess is None or probability[guess.in_title] < LEAST_PROBABILITY:
            continue
        words = [word for word in topics[guess.function] if word in task.title or word in task.words]
        rests_on = sorted(other.id for other in led_by[guess.function] if any(word in other.title or word in other.words for word in words))
        found.append(Suggestion(task.id, guess.function, guess.score, round(probability[guess.in_title], 2), tuple(rests_on)))
    return found


def measured(tasks: Sequence[TopicTask], topics: Topics) -> dict[bool, tuple[int, int]]:
    """How many guesses are right, and how many there are, over the tasks that have a lead: those with a topic word in the title (True)
    apart from those with topic words in the clause only (False).

    A guess is right if an agency with the function is assigned to lead the task. No guess uses who leads anything, so no task needs to
    be left out. The probability is (right + 1) / (count + 2), Laplace's rule of succession, so that few tasks claim little.
    """
    counted = {True: Counter[bool](), False: Counter[bool]()}
    for task in tasks:
        if task.functions and (guess := _guess(task, topics)):
            counted[guess.in_title][guess.function in task.functions] += 1
    return {in_title: (of[True], of.total()) for in_title, of in counted.items()}


def _guess(task: TopicTask, topics: Topics) -> _Guess | None:
    weights: dict[str, float] = {}
    for function, words in topics.items():
        if weight := sum(_weight(task, word) for word in words if word in task.title or word in task.words):
            weights[function] = weight
    if not weights:
        return None
    function = max(weights, key=lambda function: (weights[function], function))
    in_title = any(word in task.title for word in topics[function])
    return _Guess(function, round(weights[function] / sum(weights.values()), 3), in_title)


def _weight(task: TopicTask, word: str) -> float:
    return (_IN_THE_TITLE if word in task.title else 0.0) + math.log1p(task.words.count(word))
