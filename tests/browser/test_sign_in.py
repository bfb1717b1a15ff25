"""Colleagues at one viewer: a reverse proxy or an OpenID provider says who they are, and a file which roles they have."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.header_proxy import header_proxy
from tests.browser.openid_provider import CLIENT, PERSON, SECRET, provider
from tests.review.reviewing import make_data

ROLES = f'read: ["@example.gov.cn"]\nreview: [{PERSON}]\n'


@contextmanager
def viewing(home: Path, port: int, options: Sequence[str | Path]) -> Iterator[str]:
    command = [sys.executable, "-m", "kg", "view", "--home", home, "--port", str(port), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as viewer:
        assert viewer.stdout is not None
        try:
            yield viewer.stdout.readline().split()[1]
        finally:
            viewer.terminate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def roles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("roles") / "roles.yaml"
    path.write_text(ROLES, encoding="utf-8")
    return path


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(locale="en-GB") as context:
        page = context.new_page()
        page.goto(address)
        yield page


def test_the_proxy_says_who_asks(home: Path, roles: Path, browser: Browser, tmp_path: Path) -> None:
    options = ["--sign-in-header", "X-Forwarded-Email", "--roles", roles, "--edit", "--data", make_data(tmp_path)]
    with viewing(home, 0, options) as address:
        port = int(address.rpartition(":")[2])
        with header_proxy(port, "X-Forwarded-Email", PERSON) as proxy, opened(browser, proxy) as page:
            expect(page.get_by_text(PERSON)).to_be_visible()
            expect(page.get_by_role("link", name="Review")).to_be_visible()
        with header_proxy(port, "X-Forwarded-Email", "wang@example.gov.cn") as proxy, opened(browser, f"{proxy}/review") as page:
            expect(page.get_by_text("wang@example.gov.cn")).to_be_visible()
            expect(page.get_by_role("link", name="Review")).to_have_count(0)
        with header_proxy(port, "X-Forwarded-Email", "somebody@else.example") as proxy, opened(browser, proxy) as page:
            expect(page.get_by_text("signed in as somebody@else.example, who may not read here")).to_be_visible()
        with opened(browser, address) as page:
            expect(page.get_by_text("did not say in the header X-Forwarded-Email who you are")).to_be_visible()


def test_an_openid_provider_says_who_asks(home: Path, roles: Path, browser: Browser, tmp_path: Path) -> None:
    port, secrets = free_port(), tmp_path / "secrets.toml"
    with provider() as issuer:
        lines = {
            "redirect_uri": f"http://127.0.0.1:{port}/oauth2callback",
            "cookie_secret": "made up for this test and nothing else",
            "client_id": CLIENT,
            "client_secret": SECRET,
            "server_metadata_url": f"{issuer}/.well-known/openid-configuration",
        }
        secrets.write_text("[auth]\n" + "".join(f'{name} = "{value}"\n' for name, value in lines.items()), encoding="utf-8")
        with viewing(home, port, ["--oidc", secrets, "--roles", roles]) as address, opened(browser, address) as page:
            expect(page.get_by_text("Sign in first.")).to_be_visible()
            page.get_by_role("button", name="Sign in").click()
            expect(page.get_by_text(PERSON)).to_be_visible()
            page.get_by_role("button", name="Sign out").click()
            expect(page.get_by_text("Sign in first.")).to_be_visible()
