"""Run the viewer until a signal ends it."""

from __future__ import annotations

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import FrameType
from typing import NoReturn

from viewer.palette import DARK, FONTS, LIGHT
from viewer.router import LOCAL, Router

_ALL = {"0.0.0.0": LOCAL, "::": "::1"}
"""Addresses that mean all of this machine, and the one at which it answers itself."""
APP = Path(__file__).parent / "app" / "main.py"
THEME = {
    "font": FONTS,
    "headingFont": FONTS,
    "baseRadius": "6px",
    "showWidgetBorder": "true",
}
_ROLES = {
    "primaryColor": "accent",
    "backgroundColor": "ground",
    "secondaryBackgroundColor": "panel",
    "textColor": "text",
    "borderColor": "line",
    "linkColor": "link",
    "sidebar.backgroundColor": "panel",
    "sidebar.secondaryBackgroundColor": "ground",
}
"""Streamlit's name of a colour -> ours. Which theme is shown is the reader's choice: that of the system."""
_STARTING = 60.0
_ENDING = 10.0
_LOOKING = 0.5


class _Stopped(Exception):
    """A signal asked the process to end."""


def run_viewer(
    home: Path,
    port: int,
    environment: Mapping[str, str] | None = None,
    page: str = "",
    *,
    host: str = LOCAL,
    secrets: Path | None = None,
    processes: int = 1,
) -> None:
    """Serve the viewer of `home` on `host` and `port` (0: a free one), in the foreground, until Ctrl-C or SIGTERM.

    Prints `viewer  http://127.0.0.1:<port>` once it answers, with the address of `page`. `environment` is that of the viewer beside ours;
    `secrets`: the TOML file that says who signs people in; `processes`: how many work behind the address. Raises SystemExit(1) with a
    message where it cannot start or one ends by itself.
    """
    port = _free(host, port)
    places = [(host, port)] if processes == 1 else [(LOCAL, _free(LOCAL, 0)) for _ in range(processes)]
    around = os.environ | {"ZHENGMAI_HOME": str(home.resolve())} | dict(environment or {})
    children: list[subprocess.Popen[bytes]] = []
    router: Router | None = None
    for number in _signals():
        signal.signal(number, _on_signal)
    try:
        for place in places:
            command, first = _command(*place, secrets), _ending_with_us()
            child = subprocess.Popen(command, env=around, stdout=subprocess.DEVNULL, start_new_session=True, preexec_fn=first)
            children.append(child)
        for child, place in zip(children, places, strict=True):
            _wait_until_it_answers(child, *place)
        if processes > 1:
            router = Router([own for _, own in places])
            router.start(host, port)
        print(f"viewer  http://{_named(host)}:{port}{'/' + page if page else ''}", flush=True)
        _fail(f"the viewer ended by itself, with exit code {_first_to_end(children)}")
    except _Stopped:
        pass
    finally:
        for number in _signals():
            signal.signal(number, signal.SIG_IGN)
        if router is not None:
            router.stop()
        for child in children:
            child.terminate()
        for child in children:
            _end(child)


def _first_to_end(children: Sequence[subprocess.Popen[bytes]]) -> int:
    """Wait until one of the processes ends. Returns its exit code."""
    while True:
        for child in children:
            with suppress(subprocess.TimeoutExpired):
                return child.wait(_LOOKING if len(children) > 1 else None)


def _ending_with_us() -> Callable[[], None] | None:
    """What the viewer runs first, so that none is left, with its port, where this process is killed."""
    if sys.platform != "linux":
        return None
    from kg.isolation import end_with

    return partial(end_with, os.getpid())


def _named(host: str) -> str:
    """The host as others write it in an address."""
    name = socket.getfqdn() if host in _ALL else host
    return f"[{name}]" if ":" in name else name


def _command(host: str, port: int, secrets: Path | None) -> list[str]:
    options = {
        "server.headless": "true",
        "server.address": host,
        "server.port": str(port),
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "runner.magicEnabled": "false",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "client.showErrorLinks": "false",
        "logger.enableRich": "false",
        "logger.level": "warning",
        **({"secrets.files": str(secrets.resolve())} if secrets else {}),
        **{f"theme.{name}": value for name, value in _theme().items()},
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    return [sys.executable, "-m", "streamlit", "run", str(APP), *flags]


def _theme() -> dict[str, str]:
    coloured = {f"{theme}.{name}": colours[role] for theme, colours in (("light", LIGHT), ("dark", DARK)) for name, role in _ROLES.items()}
    return THEME | coloured


def _signals() -> list[signal.Signals]:
    return [signal.Signals[name] for name in ("SIGINT", "SIGTERM", "SIGHUP") if name in signal.Signals.__members__]


def _on_signal(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _Stopped


def _free(host: str, port: int) -> int:
    """`port`, or one that the system gives. Raises SystemExit(1) where `port` is taken, or `host` is not of this machine."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except socket.gaierror:
            _fail(f"{host} is no address of this machine; name one with --host, such as 0.0.0.0 for all of them")
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                _fail(f"{host} is no address of this machine; name one with --host, such as 0.0.0.0 for all of them")
            _fail(f"port {port} cannot be used: {error.strerror}; name another with --port, or 0 for a free one")
        return int(probe.getsockname()[1])


def _wait_until_it_answers(child: subprocess.Popen[bytes], host: str, port: int) -> None:
    end = time.monotonic() + _STARTING
    while time.monotonic() < end:
        if (code := child.poll()) is not None:
            _fail(f"the viewer did not start: it ended with exit code {code}")
        if _answers(_ALL.get(host, host), port):
            return
        time.sleep(0.1)
    _fail(f"the viewer did not answer within {_STARTING:.0f} seconds")


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(_ENDING)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _fail(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr, flush=True)
    raise SystemExit(1)
