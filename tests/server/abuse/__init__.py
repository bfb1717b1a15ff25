"""Abuse by clients: it ends in an error response or a closed connection, and other clients are served meanwhile."""
