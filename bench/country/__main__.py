"""Write a country of documents.

    python -m bench.country 1000 FOLDER [--seed 1]

FOLDER becomes a data folder: `kg build --data FOLDER` publishes it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.country.folders import write_country


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.country", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("count", type=int, help="how many documents")
    parser.add_argument("folder", type=Path, help="a new folder")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.folder.exists():
        parser.error(f"{given.folder} exists")
    write_country(given.folder, given.count, given.seed)


if __name__ == "__main__":
    main()
