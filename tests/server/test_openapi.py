"""Schemathesis sends valid and invalid requests by the OpenAPI description; the responses conform to it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx

from tests.server.serving import Serving

CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
]
"""All that its command has for an API without accounts, but one: that every text a parameter's type allows be accepted. A city that is
not known is refused."""


def test_api_conforms_to_its_openapi_description(server: Serving, tmp_path: Path) -> None:
    description = f"{server.address}/openapi.json"
    operations = sum(len(path) for path in httpx.get(description).json()["paths"].values())
    command = [
        Path(sys.executable).with_name("schemathesis"),
        *["run", description, "--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing"],
        *["--max-examples", "3", "--generation-deterministic", "--request-timeout", "60", "--no-shrink", "--no-color"],
        *["--workers", "1"],  # threads that parse Python at the same time fail now and then before 3.11.8 (python/cpython#106905)
        *["--suppress-health-check", "all"],  # they are about the time it takes to think of data, not about the API
    ]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    assert operations > 20
    assert f"Tested: {operations}" in run.stdout
