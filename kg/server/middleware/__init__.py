"""What stands between the connection and the routes: limits, logs, errors. One ASGI middleware a module."""
