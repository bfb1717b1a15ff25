"""Reads .doc, .wps, .rtf, .odt and Word documents as one XML file: LibreOffice makes a .docx of them. No macro runs, no link is updated."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import MissingReader, UnreadableFile, reading
from kg.i18n import message
from kg.intake.archives import damaged, open_archive
from kg.intake.docx.flat import is_flat, unpack
from kg.intake.media_type import media_type
from kg.intake.pages import ReadText
from kg.intake.readers import docx
from kg.intake.rtf_numbers import with_shown_numbers

NAME = "office"
VERSION = "1"
COMMAND = "apt-get install libreoffice-writer-nogui"
_FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8", "xml": "MS Word 2003 XML"}
"""Media type -> the filter of LibreOffice, so that it takes the content for nothing else. It finds that of old .wps by itself."""
_SECONDS = 240.0
"""Wall time of a conversion. One takes 3 s, most of it to start."""
_RESTART = 81
"""Exit code of a first start, which has made the profile and wants to be started again."""
_PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)
_SETTINGS = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "2", "Field": "false", "Chart": "false"},
}
"""Macros never run, and links are never updated (2)."""
_ALLOCATION = {"MALLOC_TRIM_THRESHOLD_": "1000000000", "MALLOC_MMAP_THRESHOLD_": "1000000000", "MALLOC_TOP_PAD_": "67108864"}
"""Memory that is freed is kept for the next request (mallopt(3)): half the CPU time of a conversion is handing it back and forth."""
_MADE_BY = re.compile(rb"<Application>(LibreOffice/[\d.]+)")


def program() -> Path | None:
    """LibreOffice, where it is installed: the program itself, not the one that starts and outlives it."""
    names = [shutil.which("soffice"), shutil.which("libreoffice"), *_PLACES]
    for found in (Path(name).resolve() for name in names if name and Path(name).exists()):
        inner = found.with_name("soffice.bin")
        return inner if inner.exists() else found
    return None


def read(path: Path) -> ReadText:
    """The text of a document that LibreOffice opens. Raises UnreadableFile, MissingReader, CannotRead."""
    kind = media_type(path)
    with TemporaryDirectory(prefix="zhengmai-office-") as folder:
        source = Path(folder) / f"original.{kind}"
        made = source.with_suffix(".docx")
        with reading(path):
            data = path.read_bytes()
        if kind == "xml" and is_flat(data):
            unpack(path, made)
            return docx.read(made)
        office = program()
        if office is None:
            raise MissingReader(str(path), "LibreOffice", COMMAND)
        source.write_bytes(with_shown_numbers(data) if kind == "rtf" else data)
        _convert(path, office, source, _FILTERS.get(kind))
        if not made.is_file():
            raise damaged(path, message("intake.part.not_opened"))
        found = docx.read_converted(made)
        return replace(found, reader=NAME, version=f"{VERSION}, {docx.NAME} {docx.VERSION}{_version(made)}")


def _convert(path: Path, office: Path, source: Path, filter_: str | None) -> None:
    """Make a .docx of `source` beside it, in a profile of its own. Raises UnreadableFile where that takes too long or ends by a signal."""
    profile = source.parent / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
    options = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", f"-env:UserInstallation={profile.as_uri()}"]
    task = [
        *([f"--infilter={filter_}"] if filter_ else []),
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(source.parent),
        str(source),
    ]
    code = _run(path, [str(office), *options, *task], source.parent)
    if code == _RESTART:
        code = _run(path, [str(office), *options, *task], source.parent)
    if code == -signal.SIGXCPU:
        raise _too_slow(path)
    if code < 0:
        raise UnreadableFile(str(path), message("intake.fault.crashed", code=code), message("intake.remedy.bounds"))


def _run(path: Path, command: Sequence[str], folder: Path) -> int:
    own = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8"}
    try:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=own | _ALLOCATION,
            timeout=_SECONDS,
        ).returncode
    except subprocess.TimeoutExpired:
        raise _too_slow(path) from None


def _too_slow(path: Path) -> UnreadableFile:
    return UnreadableFile(str(path), message("intake.fault.too_slow"), message("intake.remedy.bounds"))


def _profile() -> str:
    items = (
        f'<item oor:path="{place}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for place, settings in _SETTINGS.items()
        for name, value in settings.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    return f"{head}{''.join(items)}</oor:items>\n"


def _version(made: Path) -> str:
    """Which LibreOffice made a document, as it says itself."""
    archive = open_archive(made)
    name = "docProps/app.xml"
    match = _MADE_BY.search(archive.read(name)) if name in archive.names else None
    return f", {match[1].decode().replace('/', ' ')}" if match else ""
