"""Who may do what in a viewer that colleagues share: how they sign in, and the roles they have."""

from __future__ import annotations

import ipaddress
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, Self, get_args

import yaml

from kg.errors import InvalidRoles, UnsafeViewer
from kg.i18n import message

Role = Literal["read", "review", "progress"]
"""read: see the graph. review: decide drafts and answer findings. progress: enter what became of tasks."""
ROLES: tuple[Role, ...] = get_args(Role)
EVERYBODY = "*"
_OIDC_SETTINGS = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
_HEADER, _OIDC, _ROLES = "ZHENGMAI_SIGN_IN_HEADER", "ZHENGMAI_SIGN_IN_OIDC", "ZHENGMAI_ROLES"


@dataclass(frozen=True)
class Access:
    """A person and the roles that the person has. `name` is empty where nobody signs in."""

    name: str
    roles: frozenset[Role]


@dataclass(frozen=True)
class Roles:
    """The members of each role: names, `@` and the end of addresses, or `*` for everybody who signed in."""

    members: Mapping[Role, frozenset[str]]

    def of(self, name: str) -> Access:
        """The roles of a person. Names are compared without regard to case."""
        person = name.casefold()
        known = {EVERYBODY, person, f"@{person.rpartition('@')[2]}" if "@" in person else person}
        return Access(name, frozenset(role for role in ROLES if known & self.members[role]))


READERS = Roles({"read": frozenset({EVERYBODY}), "review": frozenset(), "progress": frozenset()})
"""Without a file of roles everybody who signed in reads, and nobody writes."""


@dataclass(frozen=True)
class SignIn:
    """How people sign in: by a proxy that tells their name in `header`, or by the viewer with OpenID Connect. roles: the file of roles."""

    header: str | None = None
    oidc: bool = False
    roles: Path | None = None

    @classmethod
    def from_environment(cls) -> Self:
        """As `environment` wrote it."""
        roles = os.environ.get(_ROLES)
        return cls(os.environ.get(_HEADER) or None, bool(os.environ.get(_OIDC)), Path(roles) if roles else None)

    def environment(self) -> dict[str, str]:
        return {_HEADER: self.header or "", _OIDC: "1" if self.oidc else "", _ROLES: str(self.roles.resolve()) if self.roles else ""}

    @property
    def required(self) -> bool:
        """Whether people sign in at all."""
        return self.oidc or self.header is not None

    def check(self, host: str, editing: bool) -> None:
        """Raises UnsafeViewer where anybody could write, or could say to be somebody; InvalidRoles, OSError."""
        if self.header and self.oidc:
            raise UnsafeViewer(message("access.two_ways"))
        if self.header and not is_loopback(host):
            raise UnsafeViewer(message("access.forged_header", host=host))
        if editing and not self.required and not is_loopback(host):
            raise UnsafeViewer(message("access.nobody_known", host=host))
        if editing and self.required and not self.roles:
            raise UnsafeViewer(message("access.no_roles"))
        if self.roles and not self.required:
            raise UnsafeViewer(message("access.roles_of_nobody"))
        self.read_roles()

    def read_roles(self) -> Roles:
        """The roles as the file gives them now. Raises InvalidRoles, OSError."""
        return _roles(self.roles, self.roles.stat().st_mtime_ns) if self.roles else READERS


def check_oidc(path: Path) -> None:
    """Whether Streamlit can sign people in as a TOML file says. Raises UnsafeViewer where section [auth] lacks something, or Authlib is
    not installed; OSError."""
    if find_spec("authlib") is None:
        raise UnsafeViewer(message("access.needs_authlib"))
    try:
        auth = tomllib.loads(path.read_text(encoding="utf-8")).get("auth", {})
    except tomllib.TOMLDecodeError as error:
        raise UnsafeViewer(message("access.no_toml", file=path.name, fault=str(error))) from error
    if missing := [name for name in _OIDC_SETTINGS if not auth.get(name)]:
        raise UnsafeViewer(message("access.no_auth", file=path.name, names=missing))


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address to listen on."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@lru_cache(maxsize=2)
def _roles(path: Path, _modified: int) -> Roles:
    return roles_of(path.read_text(encoding="utf-8"), path.name)


def roles_of(content: str, file: str) -> Roles:
    """Roles out of YAML: each role with the list of its members. A role that is left out has those of `READERS`. Raises InvalidRoles."""
    try:
        given = yaml.safe_load(content)
    except yaml.YAMLError as error:
        raise InvalidRoles(file, message("access.no_yaml", fault=" ".join(str(error).split()))) from error
    if not isinstance(given, dict):
        raise InvalidRoles(file, message("access.no_roles_in", roles=list(ROLES)))
    if unknown := [str(role) for role in given if role not in ROLES]:
        raise InvalidRoles(file, message("access.unknown_role", role=unknown[0], roles=list(ROLES)))
    return Roles({role: _members(given[role], role, file) if role in given else READERS.members[role] for role in ROLES})


def _members(given: Any, role: Role, file: str) -> frozenset[str]:
    members = [] if given is None else given
    if not isinstance(members, list) or not all(isinstance(member, str) and member.strip() for member in members):
        raise InvalidRoles(file, message("access.no_list", role=role))
    return frozenset(member.strip().casefold() for member in members)
