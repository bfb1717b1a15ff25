"""Archives that documents are kept in (.docx, .odt, .ofd): their members, read within bounds."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from kg.errors import UnreadableFile
from kg.i18n import Message, message

MAX_MEMBERS = 20_000
MAX_MEMBER_SIZE = 128 << 20
"""Bytes of one member, unpacked."""
MAX_TOTAL_SIZE = 512 << 20
"""Bytes of all members, unpacked."""
MAX_RATIO = 300
"""Unpacked bytes for one packed byte, of an archive that is not small. XML of documents packs 10 to 50 times."""
_SMALL = 32 << 20
_ENCRYPTED = 0x1
"""Bit of the flags of a member (APPNOTE.TXT 4.4.4)."""
_UNSAFE = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\x00")
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, struct.error)


class Archive:
    """A zip archive that was found safe to read. `names` are its members, folders apart, as they are written in it."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path = path
        self._archive = archive
        self.names: tuple[str, ...] = tuple(dict.fromkeys(member.filename for member in archive.infolist() if not member.is_dir()))

    def read(self, name: str) -> bytes:
        """A member, unpacked. Raises UnreadableFile where it is missing or damaged."""
        try:
            return self._archive.read(name)
        except KeyError:
            raise damaged(self._path, message("intake.part.missing", part=name)) from None
        except _FAULTS as error:
            raise damaged(self._path, message("intake.part.broken", part=name)) from error


def open_archive(path: Path) -> Archive:
    """The archive. Raises UnreadableFile: damaged, encrypted, too large unpacked, with names that lead out of it."""
    try:
        archive = zipfile.ZipFile(path)
    except _FAULTS as error:
        raise damaged(path, message("intake.part.directory")) from error
    _check(path, archive.infolist())
    return Archive(path, archive)


def damaged(path: Path, detail: Message) -> UnreadableFile:
    """The error for a file that breaks off or whose parts do not fit. `detail`: a message `intake.part.*`."""
    return UnreadableFile(str(path), message("intake.fault.damaged", detail=detail), message("intake.remedy.damaged"))


def _check(path: Path, members: Sequence[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    largest = max((member.file_size for member in members), default=0)
    if (
        len(members) > MAX_MEMBERS
        or largest > MAX_MEMBER_SIZE
        or total > MAX_TOTAL_SIZE
        or (total > _SMALL and total > MAX_RATIO * max(packed, 1))
    ):
        fault = message("intake.fault.bomb", members=len(members), size=total >> 20)
        raise UnreadableFile(str(path), fault, message("intake.remedy.bomb"))
    if unsafe := next((member.filename for member in members if _UNSAFE.search(member.filename)), None):
        fault = message("intake.fault.unsafe_name", name=repr(unsafe[:80]))
        raise UnreadableFile(str(path), fault, message("intake.remedy.unsafe_name"))
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise UnreadableFile(str(path), message("intake.fault.encrypted"), message("intake.remedy.encrypted"))
