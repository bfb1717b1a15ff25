"""The tables of the kinds of fact: each is composed from the declaration of its record class.

What every fact has stands here once; a field gives its column by its annotations; what else a table has is defined in `columns.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import yaml

from kg.model.facts import FACT_KINDS, Fact
from kg.model.fields import ClauseRef, Concept, FactRef, Named, Ref, held_types, marker
from kg.paths import QUERIES
from kg.rdf.properties import property_of

_BEFORE = {"id": "string", "document": "string", "clause": "string"}
_AFTER = {
    "quote": "string", "start": "integer", "end": "integer", "context": "spans", "inferred": "list",
    "city": "string", "city_code": "string",
}  # fmt: skip
_HEAD = """\
?fact a zm:{class_name} ; dcterms:identifier ?id ; zm:inDocument ?doc ; zm:statedIn/dcterms:identifier ?clause ; zm:evidence ?words .
?words oa:exact ?quote ; oa:start ?start ; oa:end ?end .
?doc dcterms:identifier ?document ; eli:jurisdiction ?place .
?place dcterms:identifier ?city_code ; skos:prefLabel ?city ."""
_TAIL = """\
OPTIONAL {{ SELECT ?fact (GROUP_CONCAT(?span; SEPARATOR = "|") AS ?context) {{
  ?fact a zm:{class_name} ; zm:context ?further . ?further oa:start ?from ; oa:end ?to
  BIND (CONCAT(STR(?from), "-", STR(?to)) AS ?span) }} GROUP BY ?fact }}
OPTIONAL {{ SELECT ?fact (GROUP_CONCAT(?field; SEPARATOR = "|") AS ?inferred) {{ ?fact zm:inferred ?field }} GROUP BY ?fact }}"""
_LIST = 'OPTIONAL {{ SELECT ?fact (GROUP_CONCAT(?{0}_id; SEPARATOR = "|") AS ?{0}) {{ ?fact {1} ?{0}_id }} GROUP BY ?fact }}'


@dataclass(frozen=True)
class Column:
    """A column and the pattern that binds it. `codes` is the vocabulary that its values are taken from."""

    name: str
    type: str
    pattern: str
    codes: str | None = None


def definition(model: type[Fact]) -> dict[str, Any]:
    """What the header of a question file says of the table of `model`, and its `query`. Raises LookupError for an unknown column."""
    kind = model.declared
    columns = list(_columns(model))
    types = _BEFORE | {column.name: column.type for column in columns} | _AFTER
    patterns = dict.fromkeys(column.pattern for column in columns)
    lines = "\n".join(
        [_HEAD.format(class_name=model.class_name), *sorted(patterns, key=_joined_late), _TAIL.format(class_name=model.class_name)]
    )
    return {
        "title": {"zh": kind.caption.zh, "en": kind.caption.en},
        "about": f"{kind.about.zh} / {kind.about.en}",
        "order": ["document", "start", "id"],
        "columns": types,
        "parameters": {
            column.name: {"type": "concept", "scheme": column.codes, "about": "类型 / the kind", "columns": [column.name]}
            for column in columns
            if column.name == "kind" and column.codes
        },
        "query": f"SELECT {' '.join(f'?{name}' for name in types)} {{\n  " + lines.replace("\n", "\n  ") + "\n}\n",
    }


def _joined_late(pattern: str) -> bool:
    """Whatever narrows the rows comes before what only adds to them."""
    return pattern.startswith(("OPTIONAL", "BIND"))


def _columns(model: type[Fact]) -> Iterator[Column]:
    own = {column.name: column for name in model.own_fields() for column in field_columns(model, name)}
    table = model.declared.name
    for name in model.declared.columns or (*own, "task"):
        found = own.get(name) or further_columns().get(f"{table}.{name}") or further_columns().get(name)
        if found is None:
            raise LookupError(f"{model.__name__}: the column {name} is neither a field nor defined in columns.yaml")
        yield found


@cache
def further_columns() -> dict[str, Column]:
    """The columns of `columns.yaml`, by their names there."""
    content = yaml.safe_load((QUERIES / "columns.yaml").read_text(encoding="utf-8"))
    return {name: Column(name.rsplit(".", 1)[-1], c.get("type", "string"), c["pattern"], c.get("codes")) for name, c in content.items()}


def field_columns(model: type[Fact], name: str) -> list[Column]:
    """The columns of a field: none for the task, which every fact has; two for a name, its id and the words of the text."""
    info = model.model_fields[name]
    predicate, required = property_of(model, name), info.is_required()
    if marker(model, name, ClauseRef):
        return []
    if named := marker(model, name, Named):
        id_column, words = named.id_column or name, named.words_column or f"{name}_name"
        pattern = _pattern(f"{predicate}/dcterms:identifier ?{id_column} ; {predicate}Name ?{words}", required)
        return [Column(id_column, "string", pattern), Column(words, "string", pattern)]
    if marker(model, name, Ref) or marker(model, name, FactRef):
        if info.annotation == list[str]:
            return [Column(name, "list", _LIST.format(name, f"{predicate}/dcterms:identifier"))]
        return [Column(name, "string", _pattern(f"{predicate}/dcterms:identifier ?{name}", required))]
    if concept := marker(model, name, Concept):
        return [Column(name, "string", _pattern(f"{predicate}/skos:notation ?{name}", required), concept.scheme)]
    return [Column(name, _type(info.annotation), _pattern(f"{predicate} ?{name}", required))]


def _pattern(triples: str, required: bool) -> str:
    return f"?fact {triples} ." if required else f"OPTIONAL {{ ?fact {triples} }}"


def _type(annotation: Any) -> str:
    types = held_types(annotation)
    return "number" if Decimal in types else "integer" if int in types else "string"


def fact_tables() -> dict[str, dict[str, Any]]:
    """The definition of every kind's table, by its name."""
    return {name: definition(model) for name, model in FACT_KINDS.items()}
