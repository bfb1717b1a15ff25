"""HTML of the viewer: Jinja2 templates in `templates/`, one folder a page, with autoescape.

Python prepares values and calls `render` or `draw_html`; no HTML is written in Python. In a template, text is escaped, `t` gives a message
of the catalog, and the macros of `macros.html` draw what pages share. The filters `number` and `percent` write `1,200` and `55%`;
`one_line` writes the words of a scan without its line breaks.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.text.quotes import as_read
from viewer.i18n import language, t

TEMPLATES = Path(__file__).parent / "templates"


def render(template: str, **values: object) -> Markup:
    """The template of that path below `templates/`, filled in. Raises UndefinedError where it uses a value that is not given."""
    return Markup(_environment().get_template(template).render(**values))


def draw_html(template: str, **values: object) -> None:
    """Render the template into the page."""
    st.html(render(template, **values))


def _translate(key: str, **values: object) -> str:
    """As `t`; HTML among the values stays HTML."""
    if any(isinstance(value, Markup) for value in values.values()):
        return Markup(t(key)).format(**values)
    return t(key, **values)


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.globals.update(t=_translate, language=language)
    environment.filters.update(number="{:,}".format, percent="{:.0%}".format, one_line=as_read)
    return environment
