"""Checks before publishing. Each returns its violations as sentences; an empty list means that the check passed."""

from kg.build.checks.document import check_document
from kg.build.checks.ontology import check_ontology
from kg.build.checks.shapes import check_shapes
from kg.build.checks.vocabulary import check_vocabularies

__all__ = ["check_document", "check_ontology", "check_shapes", "check_vocabularies"]
