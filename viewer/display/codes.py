"""Labels of codes in the reader's language: of the ontology's vocabularies, of questions, and of the viewer's catalog."""

from __future__ import annotations

from functools import lru_cache

from kg.model.facts import FACT_KINDS
from kg.queries.catalog import find_question, questions
from viewer.i18n import Language, catalog, language, pick
from viewer.shared_graph import SharedGraph

RULES = "rule"
"""Not a vocabulary of the ontology: the health rules, by their titles."""
FACTS = "fact"
"""Not a vocabulary: the kinds of facts, by the titles of their questions."""
SCHEMES = "scheme"
"""Not a vocabulary: the vocabularies themselves."""


def label(graph: SharedGraph, scheme: str, code: str | None) -> str:
    """What `code` of a vocabulary such as `role` means. A code that the vocabulary lacks stays as it is; none is nothing."""
    return labels(graph, scheme).get(code, code) if code else ""


def labels(graph: SharedGraph, scheme: str) -> dict[str, str]:
    """Code -> what it means, of a whole vocabulary, or of several with spaces between. Empty where there is none."""
    known = _labels(graph, language())
    return {code: words for name in scheme.split() for code, words in known.get(name, {}).items()}


@lru_cache(maxsize=4)
def _labels(graph: SharedGraph, language: Language) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {
        RULES: {name: pick(rule.title) for name, rule in questions("findings").items()},
        FACTS: {kind: pick(find_question(kind).title) for kind in FACT_KINDS},
    }
    for row in graph.answer("concepts").rows:
        found.setdefault(row["scheme"], {})[row["notation"]] = row["label" if language == "zh" else "label_en"]
    titles = graph.neighbourhood.vocabulary_labels.items()
    found[SCHEMES] = {scheme: term.label if language == "zh" else term.label_en for scheme, term in titles}
    for key, words in catalog().items():
        file, _, rest = key.partition(".")
        if file == "codes":
            scheme, _, code = rest.partition(".")
            found.setdefault(scheme, {})[code] = pick(words)
    return found
