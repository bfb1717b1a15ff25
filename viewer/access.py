"""Who looks at this page, and what the person may do."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from kg import paths
from kg.access import ROLES, Access, Role, SignIn


def access() -> Access | None:
    """The person of this session; None where somebody must sign in first. Raises InvalidRoles, OSError where the roles cannot be read.

    Without a sign-in the viewer is one person's, who may write where the viewer may.
    """
    sign_in = SignIn.from_environment()
    if not sign_in.required:
        return Access(paths.reviewer(), frozenset(ROLES if paths.reviewed_data() else {"read"}))
    name = _header(sign_in.header) if sign_in.header else _oidc_name()
    return sign_in.read_roles().of(name) if name else None


def writable(role: Role) -> Path | None:
    """The folder of data, where the person of this session has the role; else None."""
    person = access()
    return paths.reviewed_data() if person and role in person.roles else None


def _header(name: str) -> str:
    return (st.context.headers.get(name) or "").strip()


def _oidc_name() -> str:
    if not st.user.is_logged_in:
        return ""
    return str(st.user.get("email") or st.user.get("preferred_username") or st.user.get("sub") or "")
