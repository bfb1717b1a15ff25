"""Who may do what in a viewer that colleagues share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.access import READERS, ROLES, Access, Role, Roles, SignIn, is_loopback, roles_of
from kg.errors import InvalidRoles
from tests.commands import kg

FILE = """
read: ["*"]
review: [Li@example.gov.cn, zhang]
progress: ["@rsj.example.gov.cn"]
"""
SECRETS = '[auth]\nredirect_uri="r"\ncookie_secret="c"\nclient_id="i"\nclient_secret="s"\nserver_metadata_url="m"\n'


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("li@example.gov.cn", {"read", "review"}),
        ("ZHANG", {"read", "review"}),
        ("wang@rsj.example.gov.cn", {"read", "progress"}),
        ("wang@notrsj.example.gov.cn", {"read"}),
        ("zhang@example.gov.cn", {"read"}),
        ("rsj.example.gov.cn", {"read"}),
    ],
)
def test_people_have_the_roles_of_their_name_of_their_domain_and_of_everybody(name: str, roles: set[Role]) -> None:
    assert roles_of(FILE, "roles.yaml").of(name) == Access(name, frozenset(roles))


def test_a_role_that_is_left_out_is_as_without_a_file() -> None:
    assert roles_of("review: [zhang]", "f").of("li").roles == READERS.of("li").roles == {"read"}
    assert roles_of("read: []\nreview: [zhang]", "f").of("zhang").roles == {"review"}


@given(st.text(), st.sampled_from(ROLES))
def test_nobody_has_a_role_that_names_others(name: str, role: Role) -> None:
    others = Roles({one: frozenset({"somebody else than anybody"}) for one in ROLES})
    assert role not in others.of(name).roles


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("review: zhang", "review is to be a list of members"),
        ("reviewers: [zhang]", "there is no role 'reviewers'; the roles are read, review, progress"),
        ("- zhang", "expected roles with lists of members"),
        ("review: [", "no YAML"),
        ("review: [1]", "review is to be a list of members"),
    ],
)
def test_a_faulty_file_is_told(content: str, told: str) -> None:
    with pytest.raises(InvalidRoles) as raised:
        roles_of(content, "roles.yaml")
    assert told in raised.value.sentence("en") and raised.value.sentence("en").startswith("roles.yaml: ")


@pytest.mark.parametrize("sign_in", [SignIn(), SignIn(header="X-User"), SignIn(oidc=True, roles=Path("roles.yaml").resolve())])
def test_the_viewer_is_told_by_its_environment(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in sign_in.environment().items():
        monkeypatch.setitem(os.environ, name, value)
    assert SignIn.from_environment() == sign_in


@pytest.mark.parametrize(
    ("host", "local"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False), ("10.0.0.7", False)]
)
def test_what_only_this_machine_reaches(host: str, local: bool) -> None:
    assert is_loopback(host) is local


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--host", "0.0.0.0", "--edit"], "anybody could change the data"),
        (["--host", "0.0.0.0", "--sign-in-header", "X-User"], "anybody can send the header"),
        (["--sign-in-header", "X-User", "--edit"], "without --roles everybody who signs in only reads"),
        (["--sign-in-header", "X-User", "--oidc", "{secrets}"], "give one"),
        (["--roles", "{roles}"], "nobody signs in"),
        (["--oidc", "{incomplete}"], "section [auth] of incomplete lacks cookie_secret, client_id, client_secret, server_metadata_url"),
        (["--oidc", "{roles}"], "roles is no TOML"),
        (["--sign-in-header", "X-User", "--roles", "{faulty}"], "there is no role 'all'"),
    ],
)
def test_what_would_let_anybody_write_is_refused(options: list[str], told: str, tmp_path: Path) -> None:
    files = {"secrets": SECRETS, "incomplete": SECRETS.split("cookie")[0], "roles": FILE, "faulty": "all: [zhang]"}
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    ended = kg("view", *(option.format(**{name: tmp_path / name for name in files}) for option in options))
    assert ended.returncode == 1 and told in " ".join(ended.stderr.split())


def test_a_viewer_that_only_shows_may_be_seen_by_all() -> None:
    SignIn().check("0.0.0.0", editing=False)
    SignIn().check("127.0.0.1", editing=True)
