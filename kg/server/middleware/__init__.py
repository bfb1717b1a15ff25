"""ASGI middleware: access log, limits, errors. One class in each module."""
