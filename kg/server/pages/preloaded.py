"""Imported once by the process that workers are forked from: they have the templates from it. Loading them takes a tenth of a second."""

from kg.server.pages import rendering, templating

__all__ = ["rendering"]

templating.load_templates()
