"""What the program drafts of a document, and nobody reviewed: the route `/api/drafts`."""

from typing import Annotated, Any, Literal

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field, create_model

from kg import __version__
from kg.model.facts import FACT_KINDS
from kg.queries.catalog import questions
from kg.server.api.common import Handler, or_not_found, reject_unknown_parameters, served_version
from kg.server.api.schema import row_model
from kg.server.protocol.conditional_requests import not_modified, versioned_response
from kg.server.service import Service
from kg.workers import text_jobs


class ProposedEntry(BaseModel):
    """An entry that the registry lacks. Rows that name its id in `needs` wait for it."""

    kind: str
    id: str
    row: dict[str, Any] = Field(description="the columns of its file")
    quote: str
    start: int
    end: int


class Drafts(BaseModel):
    """The tables of facts by name, drafted by rules and proven by the words. No answer counts them."""

    version: str
    status: Literal["draft"]
    text: str
    document: dict[str, Any]
    clauses: list[dict[str, Any]]
    registry: list[ProposedEntry]


class Origin(BaseModel):
    """What a draft has beside the columns of its table."""

    origin: str = Field(description="the rule that drafted it")
    confidence: float | None = Field(description="the measured share of right drafts among those like it")
    needs: list[str] = Field(description="ids of the entries of `registry` that it waits for")


def drafts_model() -> type[Drafts]:
    """With the columns of each table."""
    tables = {kind: row_model(questions("tables")[kind], f"{kind}_draft", Origin) for kind in FACT_KINDS}
    fields: dict[str, Any] = {kind: (list[row], ...) for kind, row in tables.items()}  # type: ignore[valid-type]
    return create_model("DraftedTables", __base__=Drafts, **fields)


def drafts(service: Service) -> Handler:
    async def drafts(
        request: Request, document: Annotated[str, Query(max_length=200, description="id, number or title of a document")]
    ) -> Response:
        version = served_version(service)
        reject_unknown_parameters(request, {"document"})
        request.state.query = document
        variant = f"drafts.{__version__}"
        if unchanged := not_modified(request, version.id, variant):
            return unchanged
        content = await or_not_found(service.run_page(request, text_jobs.drafts, document, service.settings.data))
        return versioned_response(request, content, "application/json", version.id, variant)

    return drafts
