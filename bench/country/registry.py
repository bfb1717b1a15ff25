"""What the documents share: places, agencies by function, programmes, talent classes and cited documents of each city and province."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.country.rows import write_csv
from bench.country.words import REGISTRY, programmes, province, words
from kg.intake.divisions import CHINA, Division, division
from kg.loaders.validation import columns_of
from kg.model.registry import Agency, Category, CitedDocument, Place, Programme, Scheme

NATIONAL = ("indicators.csv", "categories/common.csv", "programs/100000.csv", "documents/100000.csv")
SOURCE = "generated"


def write_registry(folder: Path, held: Sequence[Division]) -> None:
    """Write the registry of the country into `folder`, with what belongs to the cities `held`."""
    for name in NATIONAL:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(REGISTRY / name, folder / name)
    provinces = list(dict.fromkeys(map(province, held)))
    write_csv(folder / "places.csv", columns_of(Place), _places(provinces, held))
    write_csv(folder / "schemes.csv", columns_of(Scheme), _schemes(held))
    for city in held:
        write_csv(folder / f"agencies/{city.code}.csv", columns_of(Agency), _agencies(city))
        write_csv(folder / f"programs/{city.code}.csv", columns_of(Programme), _programmes(city))
        write_csv(folder / f"categories/{city.code}.csv", columns_of(Category), _classes(city))
    for one in provinces:
        write_csv(folder / f"documents/{one.code}.csv", columns_of(CitedDocument), _cited(one))


def _places(provinces: Sequence[Division], held: Sequence[Division]) -> Iterator[dict[str, Any]]:
    china = division(CHINA)
    assert china is not None
    for one, parent in [(china, ""), *((p, CHINA) for p in provinces), *((c, province(c).code) for c in held)]:
        yield {"code": one.code, "name": one.name, "level": one.level, "parent": parent, "source": "GB/T 2260"}


def _schemes(held: Sequence[Division]) -> Iterator[dict[str, Any]]:
    yield {"id": "common", "name": "通用人才类别", "name_en": "Shared talent categories", "place": CHINA, "source": SOURCE}
    yield {"id": "indicators", "name": "共用指标", "name_en": "Shared indicators", "place": CHINA, "source": SOURCE}
    for city in held:
        name = f"{city.name}人才分类"
        yield {"id": f"{city.code}-classes", "name": name, "name_en": f"Classes of {city.pinyin}", "place": city.code, "source": SOURCE}


def _agencies(city: Division) -> Iterator[dict[str, Any]]:
    for function, (name, full_name, kind) in words()["agencies"].items():
        id_ = f"{city.code}-{function.replace('_', '-')}"
        full = full_name.format(city=city.name)
        yield {"id": id_, "place": city.code, "name": name, "full_name": full, "kind": kind, "function": function, "source": SOURCE}


def _programmes(city: Division) -> Iterator[dict[str, Any]]:
    for programme, (_, kind) in zip(programmes(city.code), words()["programs"], strict=True):
        yield {"id": programme.id, "name": programme.name, "kind": kind, "owner": city.code, "source": SOURCE}


def _classes(city: Division) -> Iterator[dict[str, Any]]:
    """The classes of talent, each an equal of a shared category by what it asks for."""
    for letter, (category, definition) in words()["classes"].items():
        yield {
            "id": f"{city.code}-{letter.lower()}",
            "scheme": f"{city.code}-classes",
            "name": f"{city.short}{letter}类人才",
            "close_match": category,
            "definition": definition,
            "source": SOURCE,
        }


def _cited(province: Division) -> Iterator[dict[str, Any]]:
    for id_, title, number in words()["cited"]:
        yield {
            "id": f"{province.code}-{id_}",
            "title": title,
            "number": number,
            "issuer": province.name,
            "level": "province",
            "place": province.code,
            "source": SOURCE,
        }
