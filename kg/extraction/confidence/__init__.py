"""How many drafts like this one were right: a precision that was measured on the curated documents, each as if it were not held.

A linear model scores a draft by its rule and what stands around it; the score is no probability. The drafts of a kind are put in bands by
their scores, and the confidence in a draft is the share of right ones in its band. `make evaluate WRITE=--write` measures and commits both.
"""

from kg.extraction.confidence.committed import FILE, committed_confidence, fingerprint_of
from kg.extraction.confidence.features import Features, features_of
from kg.extraction.confidence.learning import Judged, learn
from kg.extraction.confidence.model import Band, Confidence, Origin

__all__ = ["FILE", "Band", "Confidence", "Features", "Judged", "Origin", "committed_confidence", "features_of", "fingerprint_of", "learn"]
