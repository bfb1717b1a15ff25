"""A progress bar on a terminal, plain lines elsewhere. On standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Yields a function that reports progress: it takes a step, the number of items done, and the number of all items."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

        bars: dict[str, TaskID] = {}
        with Progress(
            TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), console=Console(stderr=True), auto_refresh=False
        ) as bar:

            def draw(step: str, done: int, total: int) -> None:
                if step not in bars:
                    bars[step] = bar.add_task(step, total=total)
                bar.update(bars[step], completed=done, refresh=True)

            yield draw
    else:
        last = ""

        def print_line(step: str, done: int, total: int) -> None:
            nonlocal last
            if step != last or done == total:
                print(f"{step} {done}/{total}", file=sys.stderr)
            last = step

        yield print_line
