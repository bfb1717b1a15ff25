"""Read the curated data, prove every fact, and publish a version. A build that fails leaves the version in use."""

from __future__ import annotations

import typer

from kg.cli.options import Data, Home
from kg.cli.progress import progress
from kg.i18n import message, text


def build(data: Data = None, home: Home = None) -> None:
    from kg import paths
    from kg.build.pipeline import build

    with progress() as draw:
        report = build(data or paths.DATA, paths.home(home), draw)
    for notice in report.notices:
        typer.echo(str(notice), err=True)
    assert report.version is not None
    manifest = report.version.manifest
    rows = manifest["rows"]
    facts = sum(count for name, count in rows.items() if name in _fact_kinds())
    done = message("cli.worked_on", changed=len(report.changed), total=report.documents)
    if not report.seconds.get("publish"):
        done = message("cli.nothing_changed")
    counts = {"documents": rows["documents"], "facts": facts, "triples": manifest["triples"]}
    typer.echo(text("cli.published", version=report.version.id, done=done, **counts))
    typer.echo(", ".join(f"{phase} {seconds:.2f} s" for phase, seconds in report.seconds.items()), err=True)


def _fact_kinds() -> list[str]:
    from kg.model.facts import FACT_KINDS

    return list(FACT_KINDS)
