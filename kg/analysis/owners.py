"""Suggesting an owner for tasks without a lead: the function whose topic words the task contains, with the measured probability.

A suggestion is an inference. It never counts as a responsibility.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.queries.catalog import ColumnType, question
from kg.queries.sql_tables import Row, rows_over

_IN_THE_TITLE = 3.0
"""Weight of a topic word in a title. It equals nineteen occurrences in the clause, because the title names the topic."""
LEAST_PROBABILITY = 0.6
"""A suggestion that is less likely to be right is not made."""
MOST_RESTED_ON = 20
"""In a country thousands of tasks have the same topic words; nobody reads more, and their number must not grow with its square."""

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
    function leads, the first MOST_RESTED_ON of them by id; there may be none.
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


TOPIC_COLUMNS: Mapping[str, ColumnType] = {
    "document": "string", "task": "string", "city_code": "string", "function": "string", "score": "number", "in_title": "boolean",
    "led": "list", "topics": "list",
}  # fmt: skip
"""The table `owner_topics`, a row for each task: `function` is the one guessed, `led` those that lead. `topics` are what other tasks are
compared by: `function:word` for each topic word that the task holds, of the functions that lead, else of the one guessed."""
Ask = Callable[[str, Mapping[str, Any]], list[Row]]
"""Answers an SQL query over the table `owner_topics`, with bound values."""


def owner_topics(task: TopicTask, topics: Topics) -> Row:
    """The row of a task; `document` and `city_code` are the caller's to fill in."""
    guess = _guess(task, topics)
    functions = task.functions or ((guess.function,) if guess else ())
    held = [f"{f}:{word}" for f in functions for word in topics.get(f, ()) if word in task.title or word in task.words]
    told = {"function": guess.function, "score": guess.score, "in_title": guess.in_title} if guess else {}
    return {"task": task.id, "function": None, "score": None, "in_title": None, "led": list(task.functions), "topics": held} | told


def suggested_owners(ask: Ask) -> Iterator[Row]:
    """A suggestion for each task without a lead whose topic words make one that is right with LEAST_PROBABILITY, in the order of the tasks.

    A row has task, document, city_code, function, score, probability and rests_on: see Suggestion.
    """
    probability = {in_title: (right + 1) / (count + 2) for in_title, (right, count) in measured(ask).items()}
    likely = [in_title for in_title, value in probability.items() if value >= LEAST_PROBABILITY]
    if likely:
        values = {"in_title": True in likely, "elsewhere": False in likely, "most": MOST_RESTED_ON}
        for row in ask(question("aggregates", "suggested_owners").query, values):
            yield {**row, "probability": round(probability[row.pop("in_title")], 2)}


def measured(ask: Ask) -> dict[bool, tuple[int, int]]:
    """How many guesses are right, and how many there are, over the tasks that have a lead: those with a topic word in the title (True)
    apart from those with topic words in the clause only (False).

    A guess is right if an agency with the function is assigned to lead the task. No guess uses who leads anything, so no task needs to
    be left out. The probability is (right + 1) / (count + 2), Laplace's rule of succession, so that few tasks claim little.
    """
    counted = {row["in_title"]: (row["right"], row["tasks"]) for row in ask(question("aggregates", "owner_guesses").query, {})}
    return {in_title: counted.get(in_title, (0, 0)) for in_title in (True, False)}


def suggest_owners(tasks: Sequence[TopicTask], topics: Topics) -> list[Suggestion]:
    """The suggestions for tasks that are at hand."""
    found = suggested_owners(over([owner_topics(task, topics) for task in tasks]))
    return [Suggestion(row["task"], row["function"], row["score"], row["probability"], tuple(row["rests_on"])) for row in found]


def over(rows: list[Row]) -> Ask:
    """Asks rows of the table that are at hand."""
    return lambda query, values: rows_over({"owner_topics": (TOPIC_COLUMNS, rows)}, query, values)


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
