"""A version is opened only with the base that it was built with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import NoVersion, OtherBase, UnreadableHome
from kg.rdf.namespaces import BASE
from kg.store.versions import open_version


def published(home: Path, manifest: dict[str, str]) -> Path:
    folder = home / "versions" / "0123"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (home / "current").write_text("0123\n", encoding="ascii")
    return home


def test_a_version_of_another_base_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OtherBase) as refused:
        open_version(published(tmp_path, {"base": "https://rencai.example.gov.cn/id/"}))
    told = str(refused.value)
    assert "0123" in told and BASE in told
    assert "set ZHENGMAI_BASE=https://rencai.example.gov.cn/id/, or run `kg build`" in told


@pytest.mark.parametrize("manifest", [{"base": BASE}, {}])
def test_a_version_of_this_base_is_opened_and_one_that_does_not_say_is_of_the_canonical(tmp_path: Path, manifest: dict[str, str]) -> None:
    assert open_version(published(tmp_path, manifest)).id == "0123"


def test_the_manifest_of_a_build_says_its_base(home: Path) -> None:
    assert open_version(home).manifest["base"] == BASE


def test_a_home_that_may_not_be_read_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = published(tmp_path, {})

    read = Path.read_text

    def refuse(path: Path, *args: Any, **kwargs: Any) -> str:
        if path.is_relative_to(home):
            raise PermissionError(13, "Permission denied", str(path))
        return read(path, *args, **kwargs)

    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(UnreadableHome) as refused:
        open_version(home)
    assert str(home / "current") in str(refused.value) and "--home" in str(refused.value)


@pytest.mark.parametrize("left", [(), ("current",)])
def test_a_home_without_a_version_is_told_as_that(tmp_path: Path, left: tuple[str, ...]) -> None:
    for name in left:
        (tmp_path / name).write_text("0123\n", encoding="ascii")
    with pytest.raises(NoVersion):
        open_version(tmp_path)
