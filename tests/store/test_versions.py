"""A version is opened only with the base that it was built with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import OtherBase
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
