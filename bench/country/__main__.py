"""Write a country of documents.

    python -m bench.country 1000 FOLDER [--seed 1] [--finished | --published]

FOLDER becomes a data folder: `kg build --data FOLDER` publishes it. With `--finished`, a few documents are built and
the others copied from them: FOLDER/home/cache has the results of all. With `--published`, FOLDER/home has a version
of them, too: `kg view --home FOLDER/home`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.country.finished import publish_finished, write_finished
from bench.country.folders import write_country


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.country", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("count", type=int, help="how many documents")
    parser.add_argument("folder", type=Path, help="a new folder")
    parser.add_argument("--seed", type=int, default=1)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--finished", action="store_true", help="as build results")
    how.add_argument("--published", action="store_true", help="as build results, and published")
    given = parser.parse_args()
    if given.folder.exists():
        parser.error(f"{given.folder} exists")
    if given.finished or given.published:
        write_finished(given.folder, given.count, given.seed)
    else:
        write_country(given.folder, given.count, given.seed)
    if given.published:
        publish_finished(given.folder)


if __name__ == "__main__":
    main()
