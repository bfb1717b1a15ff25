#!/usr/bin/env python3
"""Install all packages of lock files into the environment of this Python, and say how far it is.

    .venv/bin/python .ci/install.py locks/runtime.txt locks/build.txt

Nothing but what the locks hold is installed, and each file's hash is checked. Ends with 1 and a sentence where that cannot be done.
uv does it where the environment has it, which developers' have: it takes half the time. What uv cannot install, pip is asked for.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

_EVERY = 10
"""Packages between two lines of progress."""
_UNREACHABLE = re.compile(r"from versions: none|NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError")
_ADVICE = (
    "No package registry can be reached, so the packages cannot be installed.\n"
    "Check the network. Behind a proxy, set HTTPS_PROXY; for a mirror of PyPI, set PIP_INDEX_URL to its address. Then run `make` again: "
    "what was downloaded is kept."
)


def main(locks: Sequence[str]) -> int:
    packages = len({name for lock in locks for name in _names(lock)})
    print(f"installing {packages} packages of {', '.join(locks)} into {sys.prefix}: a few minutes the first time", flush=True)
    begun = time.monotonic()
    if _by_uv(locks):
        print(f"  done in {time.monotonic() - begun:.0f} s", flush=True)
        return 0
    command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-color", "--progress-bar", "off"]
    command += ["--retries", "2", "--no-deps", "--require-hashes", *(part for lock in locks for part in ("-r", lock))]
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace")
    output = []
    found = 0
    for line in process.stdout or ():
        output.append(line)
        if line.startswith(("Collecting ", "Processing ", "Requirement already satisfied: ")):
            found += 1
            if found % _EVERY == 0:
                print(f"  {found} of {packages} found", flush=True)
        elif line.startswith("Installing collected packages"):
            print(f"  all are here after {time.monotonic() - begun:.0f} s; unpacking", flush=True)
    if process.wait() == 0:
        print(f"  done in {time.monotonic() - begun:.0f} s", flush=True)
        return 0
    text = "".join(output)
    print(f"\n{_ADVICE}" if _UNREACHABLE.search(text) else text[-4000:], file=sys.stderr)
    print(*(f"pip: {line}" for line in _errors(output)), sep="\n", file=sys.stderr)
    return 1


def _by_uv(locks: Sequence[str]) -> bool:
    """Whether uv installed them, with the certificates of the machine.

    It does not know pip's settings, so where pip has an index of its own, pip is left to it.
    """
    uv = Path(sys.prefix) / "bin" / "uv"
    if not uv.is_file() or any(name in os.environ for name in ("PIP_INDEX_URL", "PIP_NO_INDEX", "PIP_TARGET")):
        return False
    command = [str(uv), "pip", "install", "--quiet", "--system-certs", "--python", sys.executable, "--no-deps", "--require-hashes"]
    return subprocess.run([*command, *(part for lock in locks for part in ("-r", lock))], check=False).returncode == 0


def _names(lock: str) -> Iterator[str]:
    return (found[1] for found in re.finditer(r"^([\w.-]+)==", Path(lock).read_text(encoding="utf-8"), re.MULTILINE))


def _errors(lines: Sequence[str]) -> list[str]:
    return [line.strip() for line in lines if line.startswith("ERROR:")][:3]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
