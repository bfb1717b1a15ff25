"""vis-network by pyvis, without IPython: pyvis imports that for notebooks alone, and it would bring a dozen packages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType


@contextmanager
def _without_ipython() -> Iterator[None]:
    """Let `from IPython.display import IFrame` succeed meanwhile, where there is no IPython."""
    if find_spec("IPython") is not None:
        yield
        return
    display = ModuleType("IPython.display")
    display.IFrame = None  # type: ignore[attr-defined]
    modules = {"IPython": ModuleType("IPython"), display.__name__: display}
    sys.modules.update(modules)
    try:
        yield
    finally:
        for name in modules:
            del sys.modules[name]


with _without_ipython():
    import pyvis
    from pyvis.network import Network as VisNetwork

__all__ = ["SCRIPT", "TEMPLATES", "VisNetwork"]

TEMPLATES = Path(pyvis.__file__).parent / "templates"
SCRIPT = TEMPLATES / "lib" / "vis-9.1.2" / "vis-network.min.js"
"""The file inside the pyvis package, so that the repository need not hold 0.7 MB."""
