"""What stands before the pages where colleagues sign in."""

from __future__ import annotations

import streamlit as st

from kg.access import ROLES, SignIn
from viewer.access import access
from viewer.components.message import show_message
from viewer.html import draw_html
from viewer.i18n import t


def may_read() -> bool:
    """Whether the person of this session may see the pages; where not, draws how to sign in, or why not."""
    person = access()
    if person is None:
        _draw_sign_in(SignIn.from_environment())
        return False
    if "read" not in person.roles:
        show_message(t("access.no_role", name=person.name))
        _draw_sign_out()
        return False
    return True


def draw_person() -> None:
    """In the side bar: who is signed in, and the way out."""
    sign_in, person = SignIn.from_environment(), access()
    if not sign_in.required or person is None:
        return
    with st.sidebar:
        roles = [t(f"access.role.{role}") for role in ROLES if role in person.roles - {"read"}]
        draw_html("layout/person.html", name=person.name, roles=roles)
        _draw_sign_out()


def _draw_sign_in(sign_in: SignIn) -> None:
    st.header(t("frame.title"), anchor=False)
    if not sign_in.oidc:
        show_message(t("access.no_name", header=sign_in.header or ""), "error")
        return
    st.write(t("access.sign_in_first"))
    st.button(t("access.sign_in"), type="primary", on_click=st.login)


def _draw_sign_out() -> None:
    if SignIn.from_environment().oidc:
        st.button(t("access.sign_out"), on_click=st.logout)
