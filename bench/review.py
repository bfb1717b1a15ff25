"""How long a review takes, how much of it is looked at, and what is let through: a simulated reviewer of the curated documents.

    python -m bench.review [--documents ID …] [--band 0.98 …] [--most 0.05 …]

Each curated document is drafted as if it were not held (bench/left_out.py). A draft is right where a curated row states the same
(bench/draft_matching.py). The confidence in a rule is its precision on the other documents, so that the document itself teaches nothing.
The reviewer accepts what is right and rejects what is wrong, whenever he looks at it, and takes these fixed times:
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

from bench.draft_matching import JUDGED_BY, TABLES, items_of, match
from bench.left_out import Curated
from kg import paths
from kg.extraction.draft import draft
from kg.extraction.proposal import Draft
from kg.review.sampling import sample_size, seed_of, shuffled

SECONDS = {
    "accept": 3.0, "same clause": 2.0, "same words": 1.0, "reject": 4.0, "entry": 6.0, "own entry": 2.0, "clause": 4.0,
    "class": 10.0, "add": 25.0,
}  # fmt: skip
"""One draft accepted at a look; each further one at the look at a clause, on other words and on the same; one rejected; a registry
proposal for which several drafts wait, and one that is accepted with its only draft; a clause marked read; a class drawn and accepted; a
missed fact added."""
FACTS = 600


@dataclass(frozen=True)
class Drafted:
    """The drafts of a document, those that are right, and what the reviewer must do beside them."""

    document: str
    drafts: tuple[Draft, ...]
    right: frozenset[str]
    missed: int
    clauses: int


@dataclass
class Reviewed:
    """looked_at: drafts decided one by one. unseen: those accepted with their class, of which `wrong` were wrong."""

    looked_at: int = 0
    unseen: int = 0
    wrong: int = 0
    accepted: int = 0
    draws: int = 0
    times: Counter[str] = field(default_factory=Counter)
    """How often each of `SECONDS`."""

    @property
    def seconds(self) -> float:
        return sum(SECONDS[name] * count for name, count in self.times.items())


def drafted(curated: Curated, document: str) -> Drafted:
    found = draft(curated.without(document))
    facts = curated.records[document].facts
    right: set[str] = set()
    missed = 0
    for kind in {one.kind for one in found.drafts} | {fact.kind for fact in facts}:
        table = TABLES[JUDGED_BY.get(kind, kind)]
        outcome = match(items_of(facts, kind), [one for one in found.drafts if one.kind == kind], table)
        right |= {one.fact.id for _, one in outcome.met}
        missed += len(outcome.missed)
    return Drafted(document, found.drafts, frozenset(right), missed, len(found.source.clauses))


def confidence(documents: Iterable[Drafted]) -> dict[tuple[str, str], float]:
    """Kind and origin -> the share of its drafts that is right."""
    counts: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    for one in documents:
        for made in one.drafts:
            counts[made.kind, made.origin][made.fact.id in one.right] += 1
    return {origin: count[True] / count.total() for origin, count in counts.items()}


def review(one: Drafted, trusted: dict[tuple[str, str], float], band: float, most: float) -> Reviewed:
    """Review a document: the drafts of rules that are trusted as a class after its sample, all others one by one.

    Where the sample has a wrong one, the class is drawn anew without that rule.
    """
    done = Reviewed()
    drafts = {made.fact.id: made for made in one.drafts}
    origins = {made.fact.id: (made.kind, made.origin) for made in one.drafts}
    sampled: list[str] = []
    wrong: set[tuple[str, str]] = set()
    while True:
        group = [id_ for id_, by in origins.items() if trusted.get(by, 0.0) >= band and by not in wrong and id_ not in sampled]
        order = shuffled(group, seed_of(one.document, f"*/{band}", group))
        sample = order[: sample_size(len(order), most)] if order else []
        rest = order[len(sample) :]
        if not rest:
            break
        done.draws += 1
        done.times["class"] += 1
        fault = next((place for place, id_ in enumerate(sample) if id_ not in one.right), None)
        sampled += sample if fault is None else sample[: fault + 1]
        if fault is None:
            done.unseen, done.wrong = len(rest), len(set(rest) - one.right)
            break
        wrong.add(origins[sample[fault]])
    single = [id_ for id_ in drafts if id_ not in {*sampled, *(rest if done.unseen else ())}]
    looked_at = len(sampled) + len(single)
    accepted = sum(id_ in one.right for id_ in [*sampled, *single])
    done.looked_at, done.accepted = looked_at, accepted + done.unseen
    looks = Counter((drafts[id_].clause, drafts[id_].fact.evidence.quote) for id_ in single if id_ in one.right)
    clauses = len({clause for clause, _ in looks})
    done.times["reject"] = looked_at - accepted
    done.times["accept"] = sum(id_ in one.right for id_ in sampled) + clauses
    done.times["same clause"], done.times["same words"] = len(looks) - clauses, looks.total() - len(looks)
    waiting = Counter(need for made in one.drafts for need in made.needs)
    done.times["entry"] = sum(count > 1 for count in waiting.values())
    done.times["own entry"] = sum(waiting[need] == 1 for made in one.drafts if made.fact.id in one.right for need in made.needs)
    done.times["clause"] = one.clauses
    return done


def main() -> None:
    arguments = argparse.ArgumentParser(description=f"{__doc__}{SECONDS}", formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--documents", nargs="*", help="ids of curated documents; all without it")
    arguments.add_argument(
        "--band", nargs="*", type=float, default=[0.98, 0.95, 0.9], help="precision from which rules are accepted as a class"
    )
    arguments.add_argument("--most", nargs="*", type=float, default=[0.05, 0.1], help="the share wrong at most, as the sample proves it")
    given = arguments.parse_args()
    curated = Curated.of(paths.DATA)
    found = [drafted(curated, document) for document in given.documents or curated.records]
    print("| precision, bound | document | drafts | right | looked at | unseen | draws | wrong | minutes | for 600 facts | to add |")
    print("|" + " --- |" * 11)
    for band, most in product(given.band, given.most):
        total, rights, drafts, missed = Reviewed(), 0, 0, 0
        for one in found:
            trusted = confidence(other for other in found if other is not one)
            done = review(one, trusted, band, most)
            _print(f"{band}, {most}", one.document, len(one.drafts), len(one.right), one.missed, done)
            for name in vars(total):
                setattr(total, name, getattr(total, name) + getattr(done, name))
            rights, drafts, missed = rights + len(one.right), drafts + len(one.drafts), missed + one.missed
        _print(f"{band}, {most}", "all", drafts, rights, missed, total)
        print(f"minutes: {', '.join(f'{name} {SECONDS[name] * count / 60:.0f}' for name, count in total.times.items())}")


def _print(limits: str, name: str, drafts: int, right: int, missed: int, done: Reviewed) -> None:
    minutes, share = done.seconds / 60, done.looked_at / drafts if drafts else 0.0
    wrong = done.wrong / done.accepted if done.accepted else 0.0
    scaled = minutes * FACTS / done.accepted if done.accepted else 0.0
    adding = f"{missed} in {missed * SECONDS['add'] / 60:.0f} min"
    cells = [limits, name, str(drafts), str(right), f"{share:.0%}", str(done.unseen), str(done.draws), f"{wrong:.1%}"]
    print(f"| {' | '.join([*cells, f'{minutes:.0f}', f'{scaled:.0f}', adding])} |")


if __name__ == "__main__":
    main()
