"""The packages of a lock are installed with progress told; what fails is told in a sentence."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.distribution.locks import REPOSITORY


def install(lock: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    command = [sys.executable, str(REPOSITORY / ".ci" / "install.py"), str(lock)]
    settings = {"PIP_CONFIG_FILE": os.devnull, **settings}
    return subprocess.run(command, env=environment | settings, capture_output=True, text=True, check=False)


def made_wheel(folder: Path, name: str) -> str:
    """Make the wheel of an empty package; its line of a lock."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    files = {
        f"{name}.py": "",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{file},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},{len(text)}\n"
        for file, text in files.items()
    )
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            archive.writestr(file, text)
    return f"{name}==1.0 \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def test_progress_is_told_and_what_the_lock_holds_is_installed(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text("".join(made_wheel(tmp_path, f"made{number:02}") for number in range(12)), encoding="utf-8")
    target = tmp_path / "target"
    result = install(lock, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(tmp_path), PIP_TARGET=str(target))
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].startswith("installing 12 packages of ")
    assert "  10 of 12 found" in lines and lines[-1].startswith("  done in ")
    assert (target / "made11.py").is_file()


def test_a_registry_that_cannot_be_reached_is_told_as_that(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text(made_wheel(tmp_path, "made"), encoding="utf-8")
    result = install(lock, PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_TARGET=str(tmp_path / "target"))
    assert result.returncode == 1
    assert "No package registry can be reached" in result.stderr and "PIP_INDEX_URL" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_file_with_another_hash_is_refused(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text(made_wheel(tmp_path, "made").replace("sha256:", "sha256:" + "0" * 8, 1)[:-9] + "\n", encoding="utf-8")
    result = install(lock, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(tmp_path), PIP_TARGET=str(tmp_path / "target"))
    assert result.returncode == 1
    assert "HASH" in result.stderr.upper() and "No package registry" not in result.stderr


def test_uv_installs_what_a_lock_holds_where_the_environment_has_it(tmp_path: Path) -> None:
    """It is told the lock; where it cannot, pip is asked for the same."""
    environment, lock = tmp_path / "environment", tmp_path / "lock.txt"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    lock.write_text(made_wheel(tmp_path, "made"), encoding="utf-8")
    link = environment / "bin" / "uv"
    link.symlink_to(Path(sys.prefix) / "bin" / "uv")
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_"))} | {"PIP_CONFIG_FILE": os.devnull}
    command = [environment / "bin" / "python", REPOSITORY / ".ci" / "install.py", lock]
    local = {"UV_NO_INDEX": "1", "UV_FIND_LINKS": str(tmp_path), "UV_OFFLINE": "1"}
    by_uv = subprocess.run(command, env=settings | local, capture_output=True, text=True, check=False)
    assert (by_uv.returncode, "done in" in by_uv.stdout, "found" in by_uv.stdout) == (0, True, False)
    assert subprocess.run([environment / "bin" / "python", "-c", "import made"], check=False).returncode == 0
    link.unlink()
    link.write_text("#!/bin/sh\nexit 2\n")
    link.chmod(0o755)
    by_pip = subprocess.run(command, env=settings | {"PIP_FIND_LINKS": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert by_pip.returncode == 0
