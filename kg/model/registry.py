"""What documents share: places, agencies, programmes, talent categories, indicators, and documents cited but not held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from kg.i18n import message
from kg.model.faults import disagreement, unreadable
from kg.model.fields import Alternatives, Blank, Concept, HeadDate, Listed, MayBeMissing, Ref, RegistryKind, Words, marked

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Required = Annotated[str, Field(min_length=1)]
PlaceCode = Annotated[str, Field(pattern=r"^\d{6}$"), Ref("place")]


class Entry(BaseModel):
    """An entry of the registry. Its evidence is `source`: a standard, a publication with its date, or `curator`."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    class_name: ClassVar[str]
    file: ClassVar[str]
    """The CSV file in `data/registry/`, or a folder of such files, without its ending."""
    key: ClassVar[str] = "id"

    name: Required
    source: Required


class Place(Entry):
    class_name = "Place"
    file = "places"
    key = "code"
    code: Annotated[str, Field(pattern=r"^\d{6}$")]
    level: Annotated[Required, Concept("place-level")]
    parent: Annotated[str | None, Blank, Ref("place")] = None


class FormerName(BaseModel):
    """A name that was in use from `since` to `until`, both included; `None` is unknown."""

    model_config = ConfigDict(frozen=True)

    name: Required
    since: HeadDate
    until: HeadDate


def _former_names(value: Any) -> Any:
    """`市人事局 2001/2009-12|市人才办 /2018` as names with their days."""
    if not isinstance(value, str):
        return value
    found = []
    for part in filter(None, map(str.strip, value.split("|"))):
        if not (match := re.fullmatch(r"(?P<name>.*\S)\s+(?P<since>[\d-]*)/(?P<until>[\d-]*)", part)):
            raise unreadable(message("issues.expected.former_name", example="市人事局 2001/2009-12", part=part))
        if match["since"] and match["until"] and match["until"] < match["since"][: len(match["until"])]:
            raise unreadable(message("issues.expected.former_days", days=f"{match['since']}/{match['until']}"))
        found.append(match.groupdict())
    return found


FormerNames = Annotated[list[FormerName], BeforeValidator(_former_names)]


class Agency(Entry):
    """Keyed by place and function: two cities' 市人社局 are two agencies."""

    class_name = "Agency"
    file = "agencies"
    id: Annotated[str, Field(pattern=r"^\d{6}-[a-z0-9]+(-[a-z0-9]+)*$")]
    place: PlaceCode
    full_name: Words = None
    aliases: Listed = []
    kind: Annotated[Required, Concept("agency-kind")]
    function: Annotated[Required, Concept("agency-function")]
    part_of: Annotated[str | None, Blank, Ref("agency"), MayBeMissing()] = None
    """The agency whose inner unit (内设机构) or subordinate body (下属单位) it is."""
    former_names: Annotated[FormerNames, MayBeMissing()] = []
    """Names that it had before, each with its first and last day: `市计生委 2010/2014-03`. An end that nobody knows is empty."""
    since: Annotated[HeadDate, MayBeMissing()] = None
    """The first day of the agency; none where nobody looked."""
    until: Annotated[HeadDate, MayBeMissing()] = None
    """The last day of an agency that a reform ended."""
    successors: Annotated[Listed, Ref("agency"), MayBeMissing()] = []
    """Who took over its functions; several where it was divided."""

    @model_validator(mode="after")
    def _days_agree(self) -> Self:
        if self.since and self.until and self.until < self.since[: len(self.until)]:
            found = message("issues.found.before", first="since", one=self.since, last="until", other=self.until)
            raise disagreement(found, message("issues.expected.days_in_order"))
        if self.successors and not self.until:
            found = message("issues.found.without", given="successors", missing="until")
            raise disagreement(found, message("issues.expected.last_day"))
        if self.id in (self.part_of, *self.successors):
            raise disagreement(message("issues.found.of_itself", agency=self.id), message("issues.expected.another_agency"))
        return self

    def names(self) -> list[str]:
        """Every name that a document may use, each once."""
        former = [name.name for name in self.former_names]
        return list(dict.fromkeys(filter(None, [self.name, self.full_name, *self.aliases, *former])))


class Programme(Entry):
    class_name = "Programme"
    file = "programs"
    id: Slug
    aliases: Listed = []
    kind: Annotated[Required, Concept("programme-kind")]
    owner: PlaceCode
    reaches: Annotated[Listed, Ref("category"), MayBeMissing()] = []
    """The people whom an offer to the programme reaches: 技能大师工作室 reaches high-skilled talent."""


class Scheme(Entry):
    """A scheme of concepts: the shared talent categories, a city's own classes, the indicators."""

    class_name = "ConceptScheme"
    file = "schemes"
    id: Slug
    name_en: Required
    place: PlaceCode


class Category(Entry):
    class_name = "TalentCategory"
    file = "categories"
    id: Slug
    scheme: Annotated[Slug, Ref("scheme")]
    name_en: Words = None
    aliases: Listed = []
    broader: Annotated[str | None, Blank, Ref("category")] = None
    narrow_match: Annotated[Listed, Ref("category")] = []
    broad_match: Annotated[Listed, Ref("category")] = []
    close_match: Annotated[Listed, Ref("category")] = []
    definition: Words = None
    holds: Annotated[Listed, Ref("category"), MayBeMissing()] = []
    """Categories by degree whose degree these people hold too: a doctor holds a bachelor's degree."""


class Indicator(Entry):
    class_name = "Indicator"
    file = "indicators"
    id: Slug
    name_en: Words = None
    aliases: Listed = []
    unit: Words = None
    direction: Annotated[str | None, Blank, Concept("direction")] = None
    sum_of: Annotated[Alternatives, Ref("indicator")] = []
    """The parts that add up to it; a second way to divide it after a semicolon."""
    ratio_of: Annotated[Listed, Ref("indicator")] = []
    definition: Words = None
    nature: Annotated[str | None, Blank, Concept("nature"), MayBeMissing()] = None
    flow_of: Annotated[str | None, Blank, Ref("indicator"), MayBeMissing()] = None
    """The stock that a flow adds to: 新培育科技型中小企业数 adds to 科技型中小企业数."""

    @model_validator(mode="after")
    def _only_a_flow_adds(self) -> Self:
        if self.flow_of and self.nature != "flow":
            found = message("issues.found.flow_of", nature=self.nature) if self.nature else message("issues.found.flow_of_nothing")
            raise disagreement(found, message("issues.expected.flow"))
        return self


class CitedDocument(Entry):
    """A document that others cite and that we do not hold: a stub with its number."""

    class_name = "CitedDocument"
    file = "documents"
    id: Slug
    name: Annotated[str, Field(min_length=1, alias="title")]
    number: Words = None
    issuer: Words = None
    level: Annotated[str | None, Blank, Concept("place-level")] = None
    place: Annotated[str | None, Blank, Ref("place")] = None


def references(entry: Entry) -> Iterator[tuple[str, RegistryKind, str]]:
    """What an entry refers to: the field, and kind and id of the entry that it names."""
    for field, ref in marked(type(entry), Ref).items():
        yield from ((field, ref.registry, key) for key in _keys(getattr(entry, field)))


def _keys(value: Any) -> list[str]:
    if isinstance(value, list):
        return [key for item in value for key in _keys(item)]
    return [value] if value is not None else []


REGISTRY_KINDS: dict[RegistryKind, type[Entry]] = {
    "place": Place,
    "agency": Agency,
    "programme": Programme,
    "scheme": Scheme,
    "category": Category,
    "indicator": Indicator,
    "cited_document": CitedDocument,
}
"""Every kind of entry, by its name."""
