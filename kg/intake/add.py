"""A file becomes a document of the data: planned, shown, then written whole or not at all."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from kg.curation.lock import giving_ids
from kg.curation.new import write_empty_tables
from kg.errors import InvalidData, InvalidDocumentId, SameDocument, UnknownValue, UnreadableFile, writing
from kg.i18n import message
from kg.intake.divisions import Division, parents
from kg.intake.document_ids import propose_id
from kg.intake.head.places import place_named
from kg.intake.head_file import HeadFile, head_file
from kg.intake.held import HeldDocuments
from kg.intake.kept_files import describe_original, keep_files
from kg.intake.media_type import media_type
from kg.intake.registration import Additions, missing_rows
from kg.intake.understanding import Understood
from kg.loaders.documents import HEAD, SOURCE, load_document
from kg.loaders.registry import Registry, load_registry
from kg.model.document import DOCUMENT_ID
from kg.model.original import Original
from kg.model.registry import CitedDocument

_STAGE = ".adding-"
"""Folders whose names begin with a dot are no documents."""


@dataclass(frozen=True)
class Addition:
    """What is to be written for a file."""

    understood: Understood
    document: str
    """The id."""
    place: str
    head: HeadFile
    original: Original
    registry: Additions


@dataclass
class Intake:
    """Adds documents to `data`, one after another."""

    data: Path
    held: HeldDocuments

    @classmethod
    def into(cls, data: Path) -> Intake:
        return cls(data, HeldDocuments.of(data))

    def plan(
        self,
        understood: Understood,
        place: str | None = None,
        document: str | None = None,
        address: str | None = None,
        whole: bool = False,
    ) -> Addition:
        """What `add` would write. `whole`: the text is one document, though it looks like several.

        Raises SameDocument; UnreadableFile for several documents; UnknownValue where the place is not known; InvalidDocumentId; OSError.
        """
        head, read = understood.head, understood.read
        self._refuse_same(understood)
        if (second := understood.second_document) and not whole:
            fault = message("adding.several", words=second.found)
            raise UnreadableFile(str(understood.path), fault, message("adding.several.remedy"))
        registry, _ = self._registry()
        code = _place_code(place, registry) if place else head.place
        if code is None:
            raise UnknownValue("place", None, message("adding.expected_place"))
        sha256 = hashlib.sha256(read.text.encode()).hexdigest()
        id_ = document or propose_id(head, code, sha256, self.held.ids)
        if not re.fullmatch(DOCUMENT_ID, id_):
            raise InvalidDocumentId(id_)
        if id_ in self.held.ids:
            raise SameDocument(str(understood.path), id_, message("adding.same.id"))
        original = describe_original(understood.path, media_type(understood.path), read)
        content = head_file(understood, code, sha256, original, address or _web(read.stated.get("address")), self._named(registry), id_)
        additions = missing_rows(registry, code, head.issuers, head.number or f"《{head.title}》", read.text)
        return Addition(understood, id_, code, content, original, additions)

    def _refuse_same(self, understood: Understood) -> None:
        head = understood.head
        if found := self.held.find(understood.read.text, head.title, head.number, head.issuers, head.issued):
            raise SameDocument(str(understood.path), *found)

    def add(self, addition: Addition, wait: float = 5.0) -> Path:
        """Write the folder of the document and the rows of the registry. What fails leaves nothing behind.

        Waits up to `wait` seconds for others who write. Raises InvalidData, CurationInProgress, CannotWrite, DiskFull.
        """
        folder = self.data / "documents" / addition.document
        stage = folder.with_name(f"{_STAGE}{addition.document}")
        registry = self.data / "registry"
        with writing(folder), giving_ids(self.data, wait), _restoring(addition.registry.files(registry), stage):
            if folder.exists():
                raise SameDocument(str(addition.understood.path), addition.document, message("adding.same.id"))
            shutil.rmtree(stage, ignore_errors=True)
            stage.mkdir(parents=True)
            self._fill(stage, addition)
            addition.registry.write(registry)
            self._prove(stage)
            stage.rename(folder)
        head = addition.understood.head
        text = addition.understood.read.text
        self.held.add(addition.document, text, head.title, head.number, head.issuers, head.issued)
        return folder

    def _fill(self, stage: Path, addition: Addition) -> None:
        read = addition.understood.read
        (stage / SOURCE).write_bytes(read.text.encode())
        (stage / HEAD).write_bytes(addition.head.yaml().encode())
        keep_files(stage, addition.understood.path, addition.original, read)
        write_empty_tables(stage)

    def _prove(self, stage: Path) -> None:
        """The document must load as `kg check` loads it. The name of its folder is that of the stage, which is no id yet."""
        registry, _ = self._registry()
        _, issues = load_document(stage, self.data, registry, {}, self.data.parent)
        shown = str(stage.relative_to(self.data.parent))
        wrong = [issue for issue in issues if issue.file != shown]
        if wrong:
            raise InvalidData(wrong)

    def _registry(self) -> tuple[Registry, object]:
        return load_registry(self.data / "registry", {}, self.data.parent)

    def _named(self, registry: Registry) -> dict[str, str]:
        """Number and title of every document that is held or registered -> its id."""
        cited = [cast(CitedDocument, entry) for entry in registry.entries["cited_document"].values()]
        return {name: entry.id for entry in cited for name in (entry.name, entry.number) if name} | self.held.named


def _place_code(name: str, registry: Registry) -> str:
    """The code of the one place that somebody means by `name`: one of the registry, else of GB/T 2260. Raises UnknownValue."""
    registered = [code for code, entry in registry.entries["place"].items() if name in (code, entry.name)]
    if len(registered) == 1:
        return registered[0]
    found = place_named(name)
    if len(found) == 1:
        return found[0].code
    known = [f"{one.code} {_whole_name(one)}" for one in found]
    raise UnknownValue("place", name, message("adding.expected_one_place") if found else message("adding.expected_place"), known)


def _whole_name(place: Division) -> str:
    """南京市鼓楼区."""
    above = [one.name for one in parents(place.code)][:1]
    return "".join([*above, place.name])


def _web(address: str | None) -> str | None:
    return address if address and re.match(r"https?://[^\s/]+", address) else None


@contextmanager
def _restoring(files: list[Path], stage: Path) -> Iterator[None]:
    """Where the block fails, the files are as they were before, and `stage` is gone."""
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    try:
        yield
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        for path, content in before.items():
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(content)
        raise
