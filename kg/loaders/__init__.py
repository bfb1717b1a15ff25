"""Curated files -> records. One file a format; faults are collected, never raised one by one."""
