"""Curated files -> records. One file a format; faults are collected, never raised one by one."""

from kg.loaders.documents import document_folders, load_document
from kg.loaders.registry import Registry, load_registry

__all__ = ["Registry", "document_folders", "load_document", "load_registry"]
