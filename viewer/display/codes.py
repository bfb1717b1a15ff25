"""What codes mean, in the reader's language: out of the ontology's vocabularies, the catalog of questions, and ours."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kg.linked_data.nodes import NameLookup
from kg.model.facts import FACT_KINDS
from kg.queries.catalog import find_question, questions
from kg.rdf.namespaces import VOCAB
from kg.rdf.terms import NamedNode
from viewer.i18n import Language, catalogue, language, pick
from viewer.shared_graph import SharedGraph

RULES = "rule"
"""No vocabulary of the ontology: the health rules go by their titles."""
FACTS = "fact"
"""Neither: the kinds of facts go by the titles of the questions that list them."""
SCHEMES = "scheme"
"""Neither: the vocabularies themselves go by their titles."""


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
    found[SCHEMES] = _titles(graph, list(found), language)
    for key, words in catalogue().items():
        file, _, rest = key.partition(".")
        if file == "codes":
            scheme, _, code = rest.partition(".")
            found.setdefault(scheme, {})[code] = pick(words)
    return found


def _titles(graph: SharedGraph, schemes: Iterable[str], language: Language) -> dict[str, str]:
    terms = {scheme: NamedNode(f"{VOCAB}{scheme}") for scheme in schemes}

    names = NameLookup(graph.graph.store)
    names.load(terms.values())
    return {scheme: node.display_name(language) for scheme, term in terms.items() if (node := names.node(term)).known}
