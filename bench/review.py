"""How long a review takes, how much of it is decided one by one, and what is let through: a simulated reviewer of the curated documents.

    python -m bench.review [--documents ID …] [--band 0.98 …] [--most 0.1]

Each curated document is drafted as if it were not held (bench/left_out.py). A draft is right where a curated row states the same
(bench/draft_matching.py). The confidence in a draft is what the other documents teach, so that the document itself teaches nothing.
Drafts with the confidence of a band are accepted unseen as a class after its sample was found right, or with their clause, in view beside
their words; all others one by one, those on the same words at one look. The reviewer notices a wrong draft whenever he decides it by
itself, and at no other time. He takes these fixed times:
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.judged import Drafted, confidences, drafted
from bench.left_out import Curated
from kg import paths
from kg.review.sampling import sample_size, seed_of, shuffled

SECONDS = {
    "accept": 3.0, "same clause": 2.0, "same words": 1.0, "with clause": 1.0, "reject": 4.0, "entry": 6.0, "own entry": 2.0,
    "clause": 4.0, "class": 10.0, "add": 25.0,
}  # fmt: skip
"""One draft accepted at a look; each further one at the look at a clause, on other words and on the same; one accepted with its clause;
one rejected; a registry proposal for which several drafts wait, and one that is accepted with its only draft; a clause marked read; a class
drawn and accepted; a missed fact added."""
FACTS = 600
_BANDS = (0.99, 0.98, 0.97, 0.96, 0.95, 0.94, 0.93, 0.92, 0.9, 0.88, 0.85)
_EDGES = (0.995, 0.98, 0.95, 0.9, 0.8, 0.7, 0.5, 0.0)
Trusted = Mapping[str, float | None]
"""The confidence in each draft, by the id of its fact."""


@dataclass
class Reviewed:
    """single: drafts decided one by one. with_clause, unseen: those accepted with their clause and with their class.

    wrong: those of them that are wrong.
    """

    single: int = 0
    with_clause: int = 0
    unseen: int = 0
    wrong: int = 0
    accepted: int = 0
    times: Counter[str] = field(default_factory=Counter)
    """How often each of `SECONDS`."""

    @property
    def seconds(self) -> float:
        return sum(SECONDS[name] * count for name, count in self.times.items())


def by_rule(documents: Sequence[Drafted]) -> Trusted:
    """The confidence in a draft were it that in its rule: the share of right ones on the other documents."""
    found: dict[str, float | None] = {}
    for one in documents:
        counts: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
        for other in documents:
            for made in other.drafts if other is not one else ():
                counts[made.kind, made.origin][made.fact.id in other.right] += 1
        shares = {origin: count[True] / count.total() for origin, count in counts.items()}
        found |= {made.fact.id: shares.get((made.kind, made.origin)) for made in one.drafts}
    return found


def of_oracle(documents: Sequence[Drafted]) -> Trusted:
    """The confidence of somebody who knows what is wrong."""
    return {made.fact.id: float(made.fact.id in one.right) for one in documents for made in one.drafts}


def with_class(one: Drafted, trusted: Trusted, band: float, most: float) -> Reviewed:
    """The drafts of a band are accepted as a class after its sample. Where one of it is wrong, another is drawn without that rule."""
    done = Reviewed()
    origins = {made.fact.id: (made.kind, made.origin) for made in one.drafts}
    sampled: list[str] = []
    wrong: set[tuple[str, str]] = set()
    while rest := [id_ for id_, by in origins.items() if (trusted[id_] or 0.0) >= band and by not in wrong and id_ not in sampled]:
        order = shuffled(rest, seed_of(one.document, f"*/{band}", rest))
        sample = order[: sample_size(len(order), most)]
        if len(sample) == len(order):
            rest = []
            break
        done.times["class"] += 1
        fault = next((place for place, id_ in enumerate(sample) if id_ not in one.right), None)
        sampled += sample if fault is None else sample[: fault + 1]
        if fault is None:
            rest = order[len(sample) :]
            break
        wrong.add(origins[sample[fault]])
    done.unseen, done.wrong = len(rest), len(set(rest) - one.right)
    return _one_by_one(one, done, sampled, [id_ for id_ in origins if id_ not in {*sampled, *rest}])


def with_clause(one: Drafted, trusted: Trusted, band: float, most: float) -> Reviewed:
    """The drafts of a band are accepted with their clause; those of a rule that was never measured as a class after its sample."""
    done = Reviewed()
    sure = [made.fact.id for made in one.drafts if (trusted[made.fact.id] or 0.0) >= band]
    done.with_clause = done.times["with clause"] = len(sure)
    unmeasured: dict[tuple[str, str], list[str]] = defaultdict(list)
    for made in one.drafts:
        if trusted[made.fact.id] is None:
            unmeasured[made.kind, made.origin].append(made.fact.id)
    sampled: list[str] = []
    rest: list[str] = []
    for (kind, origin), members in unmeasured.items():
        order = shuffled(members, seed_of(one.document, f"{kind}/{origin}", members))
        sample = order[: sample_size(len(order), most)]
        if 2 * len(sample) > len(order):
            continue
        done.times["class"] += 1
        sampled += sample
        rest += order[len(sample) :] if one.right.issuperset(sample) else []
    done.unseen, done.wrong = len(rest), len({*rest, *sure} - one.right)
    taken = {*sure, *sampled, *rest}
    return _one_by_one(one, done, sampled, [made.fact.id for made in one.drafts if made.fact.id not in taken])


def _one_by_one(one: Drafted, done: Reviewed, sampled: Sequence[str], single: Sequence[str]) -> Reviewed:
    """Decide the drafts of samples, and those that are left clause by clause; then what is beside drafts."""
    drafts = {made.fact.id: made for made in one.drafts}
    done.single = len(sampled) + len(single)
    right = sum(id_ in one.right for id_ in [*sampled, *single])
    done.accepted = right + done.unseen + done.with_clause
    looks = Counter((drafts[id_].clause, drafts[id_].fact.evidence.quote) for id_ in single if id_ in one.right)
    clauses = len({clause for clause, _ in looks})
    done.times["reject"] = done.single - right
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
    arguments.add_argument("--band", nargs="*", type=float, default=_BANDS, help="confidences from which drafts are not decided one by one")
    arguments.add_argument("--most", type=float, default=0.1, help="the share wrong at most, as a sample proves it")
    given = arguments.parse_args()
    curated = Curated.of(paths.DATA)
    found = [drafted(curated, document) for document in given.documents or curated.records]
    trusted, of_rules = confidences(curated, found), by_rule(found)
    shares = ("one by one", "looks", "with clause", "unseen", "wrong")
    columns = ("accepted, by", "confidence", "document", "drafts", "right", *shares, "minutes")
    print(f"| {' | '.join([*columns, f'for {FACTS} facts'])} |\n|{' --- |' * 12}")
    _table(found, "with their clause, what would be", of_oracle(found), with_clause, (1.0,), given.most)
    _table(found, "after a sample, rule", of_rules, with_class, given.band, given.most)
    _table(found, "after a sample, draft", trusted, with_class, given.band, given.most)
    _table(found, "with their clause, rule", of_rules, with_clause, given.band, given.most)
    _table(found, "with their clause, draft", trusted, with_clause, given.band, given.most)
    _calibration(found, trusted)
    missed = sum(one.missed for one in found)
    print(f"\nBeside that {missed} facts were missed: {missed * SECONDS['add'] / 60:.0f} minutes to add them.")


def _calibration(documents: Sequence[Drafted], trusted: Trusted) -> None:
    """How many drafts of a confidence were right, on documents that taught nothing of it."""
    print("\n| confidence from | drafts | right |\n| --- | --- | --- |")
    verdicts: dict[str, list[bool]] = defaultdict(list)
    for one in documents:
        for made in one.drafts:
            confidence = trusted[made.fact.id]
            least = "none" if confidence is None else next(f"{edge}" for edge in _EDGES if confidence >= edge)
            verdicts[least].append(made.fact.id in one.right)
    for least in (*map(str, _EDGES), "none"):
        if found := verdicts[least]:
            print(f"| {least} | {len(found)} | {sum(found) / len(found):.3f} |")


def _table(
    documents: Sequence[Drafted], name: str, trusted: Trusted, review: Callable[..., Reviewed], bands: Sequence[float], most: float
) -> None:
    for band in bands:
        total = Reviewed()
        for one in documents:
            done = review(one, trusted, band, most)
            _print([name, f"{band}", one.document], len(one.drafts), len(one.right), done)
            for attribute in vars(total):
                setattr(total, attribute, getattr(total, attribute) + getattr(done, attribute))
        _print([name, f"{band}", "all"], sum(len(one.drafts) for one in documents), sum(len(one.right) for one in documents), total)
        print(f"minutes: {', '.join(f'{name} {SECONDS[name] * count / 60:.0f}' for name, count in total.times.items())}")


def _print(named: list[str], drafts: int, right: int, done: Reviewed) -> None:
    counts = (done.single, done.single - done.times["same words"], done.with_clause, done.unseen)
    shares = [f"{count / drafts if drafts else 0:.0%}" for count in counts]
    wrong = done.wrong / done.accepted if done.accepted else 0.0
    minutes = done.seconds / 60
    scaled = minutes * FACTS / done.accepted if done.accepted else 0.0
    print(f"| {' | '.join([*named, str(drafts), str(right), *shares, f'{wrong:.1%}', f'{minutes:.0f}', f'{scaled:.0f}'])} |")


if __name__ == "__main__":
    main()
