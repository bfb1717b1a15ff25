"""The score of a draft, and the band of measured precision that it falls in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Any

from kg.extraction.confidence.features import Features, features_of
from kg.extraction.proposal import Draft

Origin = tuple[str, str]
"""A kind of fact and the rule that drafts it."""
_AS_IF = 4
"""An origin counts as if it had so many drafts more, of the precision of its kind: of a rule with two drafts little is known."""
_MANY = 80
DIGITS = 3
_LEAST, _MOST = 0.005, 0.995


@dataclass(frozen=True)
class Band:
    """Drafts of a group with a score of `least` and more, below that of the next band: how many there were, how many of them right."""

    least: float
    drafts: int
    right: int

    @property
    def precision(self) -> float:
        return round(self.right / self.drafts, 3)


@dataclass(frozen=True)
class Confidence:
    """origins: drafts and right ones of each. weights: by feature. bands: of each group (`group_of`), the lowest first."""

    origins: Mapping[Origin, tuple[int, int]]
    weights: Mapping[str, float]
    bands: Mapping[str, Sequence[Band]]
    fingerprint: str = ""

    def of_drafts(self, drafts: Sequence[Draft]) -> dict[str, float | None]:
        """By the id of each fact of a document: the share of right drafts in its band, 0 to 1; None where its rule was not measured."""
        features = features_of(drafts)
        return {one.fact.id: self.of((one.kind, one.origin), features[one.fact.id]) for one in drafts}

    def of(self, origin: Origin, features: Features) -> float | None:
        """Of one draft."""
        bands = self.bands.get(group_of(origin, self.origins), ()) if origin in self.origins else ()
        score = self.score(origin, features)
        return max((band.precision for band in bands if band.least <= score), default=None)

    def score(self, origin: Origin, features: Features) -> float:
        """0 to 1: the precision of the rule, moved by the features."""
        z = base(self.origins, origin) + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return round(1 / (1 + exp(-z)), DIGITS)

    def as_json(self) -> dict[str, Any]:
        return {
            "fingerprint": self.fingerprint,
            "origins": {": ".join(origin): list(counts) for origin, counts in self.origins.items()},
            "weights": dict(self.weights),
            "bands": {group: [[band.least, band.drafts, band.right] for band in bands] for group, bands in self.bands.items()},
        }

    @classmethod
    def from_json(cls, read: Mapping[str, Any]) -> Confidence:
        origins = {(kind, name): (drafts, right) for key, (drafts, right) in read["origins"].items() for kind, name in [key.split(": ")]}
        bands = {group: [Band(*band) for band in bands] for group, bands in read["bands"].items()}
        return cls(origins, read["weights"], bands, read["fingerprint"])


def group_of(origin: Origin, origins: Mapping[Origin, tuple[int, int]]) -> str:
    """Among which drafts the share of right ones is measured: those of the rule where it has many, else of the kind's other rules."""
    return ": ".join(origin) if origins[origin][0] >= _MANY else origin[0]


def base(origins: Mapping[Origin, tuple[int, int]], origin: Origin) -> float:
    """The logit of the precision of an origin, drawn to that of its kind; of a kind that was not measured 0."""
    of_kind = [counts for (kind, _), counts in origins.items() if kind == origin[0]]
    drafts, right = (sum(counts) for counts in zip(*of_kind, strict=True)) if of_kind else (0, 0)
    kind = (right + 1) / (drafts + 2)
    own_drafts, own_right = origins.get(origin, (0, 0))
    share = (own_right + _AS_IF * kind) / (own_drafts + _AS_IF)
    share = min(_MOST, max(_LEAST, share))
    return log(share / (1 - share))
