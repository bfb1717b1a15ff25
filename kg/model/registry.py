"""What documents share: places, agencies, programmes, talent categories, indicators, and documents cited but not held."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from kg.model.fields import Alternatives, Blank, Concept, Listed, MayBeMissing, Ref, RegistryKind, Words

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
