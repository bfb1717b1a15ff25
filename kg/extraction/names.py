"""Names to things: what a text names is looked up in the registry; what is not there is proposed as a row of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kg.extraction.agencies import Body, body_named
from kg.extraction.proposal import RegistryProposal
from kg.intake.agency_functions import describe_agency
from kg.intake.registration import missing_rows
from kg.loaders.registry import Registry
from kg.model.fields import LIST_SEPARATOR
from kg.model.records import Span
from kg.model.registry import REGISTRY_KINDS, Agency, CitedDocument, Entry
from kg.text.quotes import folded


@dataclass
class Names:
    """The registry, with what was proposed for it. Ids that it gives are entries of the registry or proposals."""

    registry: Registry
    place: str
    source: str
    """The number or title of the document: the evidence of the rows proposed."""
    proposed: dict[str, RegistryProposal] = field(default_factory=dict)
    """Id -> proposal."""

    def __post_init__(self) -> None:
        self._index: dict[str, dict[str, list[Entry]]] = {}
        self._bodies: dict[Body, str] = {}

    def find(self, kind: str, name: str) -> list[Entry]:
        """The entries of a kind that have this name or alias, quotation marks, brackets and white space not counted."""
        return list(self._of(kind).get(_key(name), ()))

    def agency(self, name: str, span: Span) -> str:
        """The id of the body that `name` means here, proposed where the registry has none. An ambiguous name gives the first.

        Names that mean a body proposed before become its aliases.
        """
        if found := self.registry.agencies_named(name, self.place):
            return found[0].id
        body = body_named(name, self.place, self.registry)
        if id_ := self._bodies.get(body):
            return self._called(id_, name)
        for row in missing_rows(self.registry, body.home.code, (), self.source).places:
            self.propose("place", row["code"], row, span)
        home = body.home.code if self.registry.place(body.home.code) else self.place
        taken = set(self.registry.entries["agency"])
        row = describe_agency(name, home, taken, set(self.registry.agency_names(home)), body.home.name) | {"source": self.source}
        self._bodies[body] = self.propose("agency", row["id"], row, span)
        return self._bodies[body]

    def _called(self, id_: str, name: str) -> str:
        """Give a proposed agency a further name."""
        proposal = self.proposed.pop(id_)
        row = {**proposal.row, "aliases": LIST_SEPARATOR.join(filter(None, [proposal.row["aliases"], name]))}
        agencies = {one: entry for one, entry in self.registry.entries["agency"].items() if one != id_}
        self.registry = replace(self.registry, entries={**self.registry.entries, "agency": agencies})
        self._index.pop("agency", None)
        return self.propose("agency", id_, row, proposal.span)

    def propose(self, kind: str, id_: str, row: Mapping[str, Any], span: Span) -> str:
        """Propose an entry and return its id. What is in the registry already, or proposed, stays as it is.

        Raises pydantic.ValidationError where the row is no entry of its kind.
        """
        if id_ in self.registry.entries[kind]:
            return id_
        entry = REGISTRY_KINDS[kind].model_validate(dict(row))  # type: ignore[index]
        entries = {**self.registry.entries, kind: {**self.registry.entries[kind], id_: entry}}
        self.registry = replace(self.registry, entries=entries)
        for name in _names(entry):
            self._of(kind).setdefault(_key(name), []).append(entry)
        self.proposed[id_] = RegistryProposal(kind, id_, dict(row), span)
        return id_

    def new_id(self, base: str, name: str) -> str:
        """An ASCII id for a thing that the registry lacks: `base` and eight letters of the digest of its name. A curator may change it."""
        return f"{base}-{hashlib.sha256(_key(name).encode()).hexdigest()[:8]}"

    def _of(self, kind: str) -> dict[str, list[Entry]]:
        if kind not in self._index:
            index: dict[str, list[Entry]] = {}
            for entry in self.registry.entries[kind].values():
                for name in _names(entry):
                    index.setdefault(_key(name), []).append(entry)
            self._index[kind] = index
        return self._index[kind]


def _names(entry: Entry) -> list[str]:
    if isinstance(entry, Agency):
        return entry.names()
    if isinstance(entry, CitedDocument):
        return [name for name in (entry.name, entry.number) if name]
    return list(dict.fromkeys([entry.name, *getattr(entry, "aliases", [])]))


def _key(name: str) -> str:
    return folded(name).strip("“”\"'《》「」")
