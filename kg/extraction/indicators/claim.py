"""A claim of a sentence: an indicator and its value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from kg.extraction.compact import inward, outward
from kg.extraction.source import DraftSource
from kg.model.records import Span
from kg.text.figures import Figure

Rule = Literal["state", "act", "quota", "shared", "change", "total"]
"""人才达12万人, 引进8名人才, 争取2个县通过评估, 甲、乙分别达到1、2万人, 比2015年增加2万人, 打造总面积2万平方米的社区."""


@dataclass(frozen=True)
class Claim:
    """`span` states it; `verb` is what is done to reach it, empty where a state is named; `growth` in per cent, with its words."""

    rule: Rule
    span: Span
    name: Span
    figure: Figure
    phrase: Span
    verb: str = ""
    named: Span | None = None
    """The name with the verb right before it."""
    before: Figure | None = None
    """The value that it starts from: 从1.14件提高至1.49件."""
    growth: tuple[Decimal, Span] | None = None
    of: Span | None = None
    """What has the size that `name` names: the 社区 whose 总面积 it is."""


def figures_of(source: DraftSource, phrase: Span) -> Iterator[Figure]:
    """The figures of a phrase, with their places in the compact text."""
    for figure in source.figures(outward(source, phrase)):
        start, end = inward(source, (figure.start, figure.end))
        yield replace(figure, start=start, end=end)


def outside(source: DraftSource, claim: Claim) -> Claim:
    """A claim of the compact text as one of the text."""

    def there(figure: Figure) -> Figure:
        start, end = outward(source, (figure.start, figure.end))
        return replace(figure, start=start, end=end)

    return replace(
        claim,
        span=outward(source, claim.span),
        name=outward(source, claim.name),
        named=outward(source, claim.named) if claim.named else None,
        figure=there(claim.figure),
        phrase=outward(source, claim.phrase),
        of=outward(source, claim.of) if claim.of else None,
        before=there(claim.before) if claim.before else None,
        growth=(claim.growth[0], outward(source, claim.growth[1])) if claim.growth else None,
    )
