"""A matching in sentences: one wording for the terminal, for Word and for the viewer. Official words stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg.export.text import one_line
from kg.i18n import Language, message
from kg.matching.matched import STATES, CityMatch, ConditionMatch, Matching, OfferMatch, PeopleMatch
from kg.matching.person import CHOICES, FIELDS, Question
from kg.matching.vocabulary import vocabulary
from kg.neighbourhood.offer_labels import offer_name

Labels = Mapping[str, Mapping[str, str]]
"""Vocabulary -> code -> what it means."""
_MARKS = {"zh": ("。", "；", "、"), "en": (". ", "; ", ", ")}


class Wording:
    """Sentences in one language. labels: of the ontology's vocabularies; names: of `category:<id>` and `program:<id>` in that language."""

    def __init__(
        self, matching: Matching, language: Language, labels: Labels | None = None, names: Mapping[str, str] | None = None
    ) -> None:
        self.matching = matching
        self.language = language
        self._labels = labels or {}
        self._names = names or {}
        self._questions = {question.key: question for question in matching.questions}
        self.stop, self.semicolon, self.comma = _MARKS[language]

    def say(self, key: str, **values: Any) -> str:
        return message(f"matching.{key}", **values).text(self.language)

    def label(self, scheme: str, code: str) -> str:
        return self._labels.get(scheme, {}).get(code, code)

    def person(self) -> str:
        """`本人情况：最高学历博士；年龄35`."""
        told = self.matching.person
        parts = [f"{self.say(f'field.{name}')} {self.choice(name, told[name])}" for name in FIELDS if name in told]
        parts += [f"{self.say(f'field.{name}')} {self._statements(told[name])}" for name in ("yes", "no") if name in told]
        parts += [self.say("field.complete")] if "complete" in told else []
        return self.say("person", told=self.semicolon.join(parts) or self.say("person.nothing"))

    def _statements(self, keys: str) -> str:
        return self.comma.join(self.statement(key) for key in keys.split(","))

    def name(self, key: str, otherwise: str) -> str:
        """The name of a category or honour in the language, where there is one."""
        return self._names.get(key, otherwise)

    def statement(self, key: str) -> str:
        """The words of an answer that was given."""
        return self._names.get(key, self.matching.statements[key])

    def choice(self, field: str, value: str) -> str:
        """A value of a field in words."""
        if field == "employer":
            entry = next(entry for entry in vocabulary()["employers"] if entry["id"] == value)
            return str(entry["name" if self.language == "zh" else "name_en"])
        return self.say(f"choice.{field}.{value}") if field in CHOICES else value

    def headline(self, city: CityMatch) -> str:
        """The answer first: how many offers are met, open and not met, and whether any of them can be had."""
        if not city.offers:
            return self.say("headline.nothing", city=city.city)
        counts = {state: len(city.of(state)) for state in STATES}
        return self.say("headline", city=city.city, met=counts["met"], undecided=counts["undecided"], not_met=counts["not_met"])

    def details(self, city: CityMatch) -> list[str]:
        """What else the numbers of a city say."""
        asking = [offer for offer in city.of("undecided") if offer.asks]
        found = [self.say("headline.questions", count=len(city.questions), offers=len(asking))] if asking else []
        found += [self.say("headline.office", count=len(city.for_the_office))] if city.for_the_office else []
        if city.of("met"):
            key = "headline.available" if city.available else "headline.unavailable"
            found.append(self.say(key, count=len(city.available)) if city.available else self.say(key))
        found += [self.say("headline.bodies", count=city.for_bodies)] if city.for_bodies else []
        return found

    def documents(self, city: CityMatch) -> list[str]:
        """The documents of a city's offers, with their status and their rule on offers that overlap."""
        lines = []
        for id_ in dict.fromkeys(offer.row["document"] for offer in city.offers):
            row = self.matching.documents[id_]
            values = {
                "title": row["title"],
                "number": row["number"] or self.say("document.no_number"),
                "issued": row["issued"] or self.say("document.no_date"),
                "status": self.label("document-status", row["status"]),
            }
            lines.append(self.say("document", **values, basis=row["status_basis"] or ""))
            lines += [self.say("document.rule", quote=one_line(row["stacking_words"]))] if row["stacking_words"] else []
        return lines

    def offer(self, offer: OfferMatch) -> str:
        """What is offered: `生活补助 每月5000元`, or the measure in the words of the text."""
        row = offer.row
        if row["offer"] != "funding":
            return one_line(row["what"])
        figures = {"low": "amount_min", "high": "amount_max", "rate_low": "rate_min", "rate_high": "rate_max"}
        values = {name: f"{row[column]:.12g}" for name, column in figures.items() if row[column] is not None}
        kind = self.label("funding-kind", row["kind"])
        period, what = self.label("period", row["period"]), str(row["what"] or kind)
        if self.language == "zh":
            return offer_name({"purpose": what, **values, "period": period, "period_code": row["period"]}) or what
        name = offer_name({"purpose": what, **values}) or what
        return name if row["period"] == "unspecified" else f"{name}, {period}"

    def kind(self, offer: OfferMatch) -> str:
        """`补贴`, `落户`."""
        return self.label("funding-kind" if offer.row["offer"] == "funding" else "instrument", offer.row["kind"])

    def state(self, judged: OfferMatch | ConditionMatch | PeopleMatch) -> str:
        """Whether it is met; undecided without a question, it is for the office."""
        for_office = judged.state == "undecided" and not judged.asks
        return self.say("state.office" if for_office else f"state.{judged.state}")

    def warnings(self, offer: OfferMatch) -> list[str]:
        """Why an offer is not to be had although it is met. Of others the document's line says it."""
        if offer.state != "met":
            return []
        status = offer.row["status"]
        found = [] if status == "in_force" else [self.say(f"caution.{status}")]
        return found + ([self.say("caution.closed", day=offer.row["apply_until"])] if offer.closed else [])

    def reason(self, offer: OfferMatch) -> str:
        """Why it is met, not met or open, in the words of the text."""
        if offer.stacking:
            higher = self.matching.offer(offer.stacking.higher) if offer.stacking.higher else None
            quote = one_line(offer.stacking.quote)
            return (
                self.say("stacking.higher", quote=quote, higher=self.offer(higher)) if higher else self.say("stacking.among", quote=quote)
            )
        if offer.state == "met":
            return self.say("reason.met")
        if offer.state == "not_met":
            return self.say("reason.not_met", what=self._tests(offer.failed))
        if offer.asks:
            return self.say("reason.questions", questions=" ".join(self.question(self._questions[key]) for key in offer.asks))
        if offer.cautions:
            return self.say(f"reason.{offer.cautions[-1]}")
        what = self._tests(offer.for_the_office)
        return self.say("reason.office", what=what) if what else self.say("reason.several_kinds")

    def _tests(self, tests: Iterable[ConditionMatch | PeopleMatch]) -> str:
        return self.comma.join(dict.fromkeys(self.test(test) for test in tests))

    def test(self, test: ConditionMatch | PeopleMatch) -> str:
        """A condition in the words of the text: `年龄：不超过40（40 岁以下青年人才）`."""
        if isinstance(test, PeopleMatch):
            return self._names.get(test.key, test.name)
        words = self.comma.join(test.value.split("|"))
        if test.comparator == "in":
            words = self.say("condition.one_of", words=words)
        elif test.comparator in ("ge", "gt", "le", "lt"):
            words = self.say(f"condition.{test.comparator}", words=words)
        return self.say("condition", kind=self.label("condition-kind", test.kind), words=words)

    def question(self, question: Question) -> str:
        """The question as one asks a person."""
        if question.kind == "field":
            return self.say(f"question.{question.key}")
        key = question.kind if question.kind in ("category", "program", "school") else "other"
        words = self._names.get(question.key, self.comma.join(question.words.split("|")))
        quote = one_line(question.quote)
        if key == "other" and quote != words:
            return self.say("question.quoted", words=words, quote=quote)
        return self.say(f"question.{key}", words=words)


def read_labels(rows: Iterable[Mapping[str, Any]], language: Language) -> dict[str, dict[str, str]]:
    """The labels of codes, from the rows of the question `concepts`."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row["scheme"], {})[row["notation"]] = row["label" if language == "zh" else "label_en"]
    return found
