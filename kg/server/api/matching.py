"""Who gets what: the route `/api/match`."""

import json
from datetime import date
from typing import Annotated, Any

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from kg.queries.parameters import read_day, split_list
from kg.server.api.common import Handler, served_version, unique_parameters
from kg.server.protocol.conditional_requests import not_modified, versioned_response
from kg.server.service import Service
from kg.workers import jobs


class MatchParameters(BaseModel):
    """What is told of the person; what is not told is unknown."""

    city: str | None = Field(None, max_length=1000, description="names or codes of cities, with commas; all that are held by default")
    as_of: str | None = Field(None, description="the day whose status documents have; today by default")
    degree: str | None = Field(None, description="highest degree: doctor, master, bachelor, college, none (or 博士 ...)")
    study: str | None = Field(None, description="how it was studied for: full_time, in_service")
    title: str | None = Field(None, description="professional title: senior, intermediate, junior, none")
    age: str | None = Field(None, description="years")
    hire: str | None = Field(None, description="full_time, or flexible beside a post elsewhere")
    coming: str | None = Field(None, description="newcomer, recruited earlier, local")
    native: str | None = Field(None, max_length=40, description="place of origin: 石嘴山")
    employer: str | None = Field(None, description="kind of employer, such as public_institution")
    service_years: str | None = Field(None, description="years of service agreed or done")
    school: str | None = Field(None, max_length=1000, description="classes of schools, with commas: 双一流")
    category: str | None = Field(None, max_length=2000, description="categories and honours that the person has, with commas")
    yes: str | None = Field(None, max_length=4000, description="conditions that are met, by keys of questions or words, with commas")
    no: str | None = Field(None, max_length=8000, description="conditions, categories, honours and schools that are not, with commas")
    complete: str | None = Field(None, description="categories: no other category or honour than those said")


class MatchedCity(BaseModel):
    """Numbers of offers of a city; `offers` have each its conditions in the words of the text, with offsets, and whether they are met."""

    city: str
    city_code: str
    met: int
    undecided: int
    not_met: int
    office: int = Field(description="undecided offers that no answer decides: an office does")
    available: int = Field(description="met, counted beside others, in force and open on the day")
    questions: int = Field(description="questions that still matter here")
    for_bodies: int = Field(description="offers that are not for people, which are left out")
    offers: list[dict[str, Any]]


class MatchedPerson(BaseModel):
    """A person against the offers of cities. `questions` that still matter, the one that decides most offers first."""

    version: str
    person: dict[str, str]
    as_of: str
    statements: dict[str, str]
    questions: list[dict[str, Any]]
    documents: dict[str, dict[str, Any]]
    cities: list[MatchedCity]


def matching(service: Service) -> Handler:
    async def match(request: Request, given: Annotated[MatchParameters, Query()]) -> Response:
        version = served_version(service)
        request.state.query = "match"
        values = unique_parameters(request)
        day = read_day("as_of", values.pop("as_of", "") or date.today())
        cities = split_list(values.pop("city", ""))
        variant = f"match.{day}"
        if unchanged := not_modified(request, version.id, variant):
            return unchanged
        told = await service.run_page(request, jobs.match, values, cities, day)
        content = json.dumps({"version": version.id}).encode()[:-1] + b", " + told[1:]
        return versioned_response(request, content, "application/json", version.id, variant)

    return match
