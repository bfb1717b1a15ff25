"""What queries need to know of the kinds of fact: question files may be Jinja templates, and are given these lists.

tables: the names of the tables of facts.
node_classes, references: the classes whose facts are nodes of the graph, and the properties by which they refer to things.
labels: the properties, besides the title, whose words name such a node.
searched: table and column of the kinds that are found by their label.
offers: class and property of the facts that something offers.
edges, attached: the facts that are edges, and those that are shown at another node.

A file may include a part that several questions share (`parts/`), and `sql_of(name)` is the SQL of another question.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.model.fact import Fact
from kg.model.fact_kind import AsEdge, AsNode, AttachedTo
from kg.model.facts import FACT_KINDS
from kg.model.fields import FactRef, Named, Ref, marker
from kg.paths import QUERIES
from kg.rdf.properties import property_of

if TYPE_CHECKING:
    from jinja2 import Environment

_ENDS = {"clause": "zm:statedIn", "document": "zm:inDocument", "task": "zm:task"}


@dataclass(frozen=True)
class EdgePattern:
    """An edge as SPARQL: properties from the fact to its ends, and to the code that says its relation."""

    class_name: str
    source: str
    target: str
    code: str | None
    relations: dict[str, str]
    always: bool

    @property
    def stands_at_target(self) -> bool:
        """Whether the end in the document, where the fact is shown, is the target."""
        return self.source not in _ENDS.values() and self.target in _ENDS.values()

    @property
    def here(self) -> str:
        return self.target if self.stands_at_target else self.source

    @property
    def there(self) -> str:
        return self.source if self.stands_at_target else self.target

    @property
    def relation(self) -> str:
        """An expression: the property that inferences state in place of the fact, else the class."""
        expression = self.class_name
        for code, relation in reversed(self.relations.items()):
            expression = f'IF(?code = "{code}", {relation}, {expression})'
        return expression


def render(text: str) -> str:
    """The text of a question file with the lists above put in, and what it includes of `parts/`. Raises jinja2.TemplateError."""
    if "{%" not in text and "{{" not in text:
        return text
    return _environment().from_string(text).render(_context())


def sql_of(question: str) -> str:
    """The SQL of a question of `aggregates/`, for another that rests on its rows; the parameters of both are bound by name."""
    lines = (QUERIES / "aggregates" / f"{question}.sql").read_text(encoding="utf-8").splitlines()
    return render("\n".join(line for line in lines if not line.startswith("#:")).strip())


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(loader=FileSystemLoader(QUERIES), undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)
    environment.globals["sql_of"] = sql_of
    return environment


@cache
def _context() -> dict[str, Any]:
    models = list(FACT_KINDS.values())
    nodes = [(model, model.declared.graph) for model in models if isinstance(model.declared.graph, AsNode)]
    labelled = [(model, label) for model, _ in nodes if (label := model.label_field())]
    return {
        "tables": list(FACT_KINDS),
        "node_classes": ", ".join(f"zm:{model.class_name}" for model, _ in nodes),
        "references": ", ".join(dict.fromkeys(reference for model, node in nodes for reference in _references(model, node))),
        "labels": list(dict.fromkeys(p for model, label in labelled if (p := property_of(model, label)) != "dcterms:title")),
        "searched": [(model.declared.name, label) for model, label in labelled if _searched(model)],
        "offers": [(f"zm:{model.class_name}", property_of(model, node.offered_by)) for model, node in nodes if node.offered_by],
        "edges": [_edge(model, graph) for model in models if isinstance(graph := model.declared.graph, AsEdge)],
        "attached": [
            (f"zm:{model.class_name}", _end(model, graph.end)) for model in models if isinstance(graph := model.declared.graph, AttachedTo)
        ],
    }


def _searched(model: type[Fact]) -> bool:
    return isinstance(model.declared.graph, AsNode) and model.declared.graph.searched


def _references(model: type[Fact], node: AsNode) -> Iterator[str]:
    for name in model.own_fields():
        if name != node.offered_by and any(marker(model, name, kind) for kind in (Ref, Named, FactRef)):
            yield property_of(model, name)


def _edge(model: type[Fact], edge: AsEdge) -> EdgePattern:
    relation_of = edge.relation_of
    code = relation_of if relation_of is None or ":" in relation_of else property_of(model, relation_of)
    source, target = _end(model, edge.source), _end(model, edge.target)
    return EdgePattern(f"zm:{model.class_name}", source, target, code, dict(edge.relations), edge.always)


def _end(model: type[Fact], end: str) -> str:
    return _ENDS.get(end) or property_of(model, end)
