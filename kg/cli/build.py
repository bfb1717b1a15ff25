"""Read the curated data, prove every fact, and publish a version. A build that fails leaves the version in use."""

from __future__ import annotations

import typer

from kg.cli.options import Data, Home
from kg.cli.progress import progress


def build(data: Data = None, home: Home = None) -> None:
    from kg import paths
    from kg.build.pipeline import build

    with progress() as draw:
        report = build(data or paths.DATA, paths.home(home), draw)
    assert report.version is not None
    manifest = report.version.manifest
    rows = manifest["rows"]
    facts = sum(count for name, count in rows.items() if name in _fact_kinds())
    done = f"{len(report.changed)} of {report.documents} documents worked on" if report.seconds.get("publish") else "nothing changed"
    typer.echo(f"version {report.version.id}: {done}; {rows['documents']} documents, {facts} facts, {manifest['triples']} triples")
    typer.echo(", ".join(f"{phase} {seconds:.2f} s" for phase, seconds in report.seconds.items()), err=True)


def _fact_kinds() -> list[str]:
    from kg.model.facts import FACT_KINDS

    return list(FACT_KINDS)
