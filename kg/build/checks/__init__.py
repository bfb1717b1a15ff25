"""The gates: what must hold before a version is published. Each returns sentences; none is the good answer."""

from kg.build.checks.document import document_faults
from kg.build.checks.ontology import ontology_faults
from kg.build.checks.shapes import shape_faults
from kg.build.checks.vocabulary import vocabulary_faults

__all__ = ["document_faults", "ontology_faults", "shape_faults", "vocabulary_faults"]
