"""Messages to the reader. They may hold what the reader wrote, so they are text and never markup."""

from __future__ import annotations

from typing import Literal

from viewer.html import draw_html
from viewer.i18n import t
from viewer.state import PageState


def show_message(message: str, kind: Literal["error", "note"] = "note") -> None:
    draw_html("components/message.html", message=message, kind=kind)


def show_invalid(state: PageState) -> None:
    """A message for each query parameter that means nothing."""
    for param in state.invalid:
        show_message(param.reason or t("faults.invalid_param", name=param.name, value=param.value))
