"""Whether the rows of a document follow its own conventions on who leads, which its head holds with the words that state them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.errors import DataIssue, shown
from kg.i18n import message
from kg.loaders.evidence import ParsedSource
from kg.model.document import ResponsibilityConvention
from kg.model.facts import Responsibility, Task
from kg.model.records import ProvenFact, Span
from kg.text.quotes import overlaps, without_whitespace

FIELD = "responsibility_conventions"
_OTHER_BODY = {"first_leads": re.compile("[、，,；;]"), "before_comma_leads": re.compile("[，,；;]")}
"""Rule -> the signs after which a body is not the lead. By the rule `all_lead` every body is."""
_NAMES_BODIES = re.compile("责任|落实|负责")
_SAYS_ROLES = re.compile("牵头|配合|协助|参与")
"""Words that say the roles themselves: there no convention is needed."""


@dataclass(frozen=True)
class Located:
    """A proven fact and the row that it comes from."""

    file: str
    line: int
    fact: ProvenFact


def convention_issues(
    conventions: Sequence[ResponsibilityConvention], rows: Sequence[Located], source: ParsedSource, head_file: str
) -> Iterator[DataIssue]:
    """Conventions whose words the text does not have once, and rows that contradict a convention."""
    for convention in conventions:
        found = source.normalised.find(convention.quote, [(0, len(source.text))])
        if len(found) != 1 or overlaps(found[0], source.faults):
            times = message("issues.found.times", words=shown(convention.quote), count=len(found))
            yield DataIssue(head_file, None, f"{FIELD}.quote", times, message("issues.expected.document_words_once"))
        elif convention.rule == "all_below":
            yield from _not_for_all(convention, found[0], rows, head_file)
        else:
            yield from _other_roles(convention, rows, source)


def _other_roles(convention: ResponsibilityConvention, rows: Sequence[Located], source: ParsedSource) -> Iterator[DataIssue]:
    """Rows of bodies that are listed without roles, whose role is not the one that the convention gives them."""
    for row in rows:
        record = row.fact.record
        if not isinstance(record, Responsibility) or record.basis != "assigned":
            continue
        words = without_whitespace(source.text[slice(*_list_around(source.text, (row.fact.evidence.start, row.fact.evidence.end)))])
        name = without_whitespace(record.agency)
        if name not in words or not _NAMES_BODIES.search(words) or _SAYS_ROLES.search(words):
            continue
        before = re.split("[：:]", words[: words.index(name)])[-1]
        separator = _OTHER_BODY.get(convention.rule)
        role = "support" if separator and separator.search(before) else "lead"
        if record.role != role:
            told = {"words": shown(words), "rule": convention.rule, "quote": shown(convention.quote)}
            expected = message("issues.expected.role", role=role, agency=record.agency, **told)
            yield DataIssue(row.file, row.line, "role", shown(record.role), expected)


def _list_around(text: str, span: Span) -> Span:
    """The bracket that holds the words, with its signs; else the words themselves."""
    opened = max(text.rfind(sign, 0, span[0] + 1) for sign in "（(")
    closed = min((at for sign in "）)" if (at := text.find(sign, max(opened, span[1] - 1))) >= 0), default=-1)
    between = text[opened : span[0]] if opened >= 0 else "\n"
    return (opened, closed + 1) if closed >= 0 and not re.search("[）)\n]", between) else span


def _not_for_all(convention: ResponsibilityConvention, span: Span, rows: Sequence[Located], head_file: str) -> Iterator[DataIssue]:
    """Bodies that the words name for all tasks below, without a row for each of these."""
    tasks = {row.fact.id for row in rows if isinstance(row.fact.record, Task) and row.fact.evidence.start >= span[1]}
    named: dict[str, set[str]] = {}
    for row in rows:
        if isinstance(row.fact.record, Responsibility) and overlaps((row.fact.evidence.start, row.fact.evidence.end), [span]):
            named.setdefault(row.fact.record.agency, set()).add(row.fact.links.get("task", ""))
    if not named:
        found = message("issues.found.no_row_quotes", quote=shown(convention.quote))
        yield DataIssue(head_file, None, FIELD, found, message("issues.expected.rows_for_bodies", count=len(tasks)))
    for agency, held in named.items():
        if missing := sorted(tasks - held):
            found = message("issues.found.no_row_of", agency=agency, tasks=missing)
            yield DataIssue(head_file, None, FIELD, found, message("issues.expected.row_for_each_task", quote=shown(convention.quote)))
