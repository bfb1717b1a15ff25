"""Models of the API for its OpenAPI description. Those of questions are generated from the headers of the query files."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from kg.queries.catalog import ColumnType, Question

DEFAULT_PAGE_SIZE = 1000
MAX_PAGE_SIZE = 10_000

_TYPES: dict[ColumnType, Any] = {
    "string": str | None,
    "integer": int | None,
    "number": float | None,
    "boolean": bool | None,
    "list": list[str],
    "spans": list[list[int]],
}


class ProblemDetails(BaseModel):
    """An error response (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str = Field(description="which error it is: finer than the type, and stable")
    hint: str | None = Field(None, description="what to do about it")
    parameters: dict[str, Any] = Field({}, description="the values in the detail, by name")


class Paging(BaseModel):
    """The page and the format of an answer."""

    model_config = ConfigDict(extra="allow")

    limit: int | None = Field(
        None, ge=1, le=MAX_PAGE_SIZE, description=f"rows of a page; default: {DEFAULT_PAGE_SIZE} for JSON, all for files"
    )
    offset: int = Field(0, ge=0, le=2**31, description="rows to skip")
    format: Literal["json", "csv", "xlsx"] | None = Field(None, description="default: negotiated by Accept, else json")


class Page(BaseModel):
    """A page of an answer. `total` is the number of all rows."""

    question: str
    version: str
    total: int
    limit: int
    offset: int
    next: str | None = Field(description="the address of the next page; null on the last")
    columns: dict[str, ColumnType]
    rows: list[dict[str, Any]]


class Hit(BaseModel):
    """A search hit. `quote` is the text of the source from `start` to `end`, in code points."""

    document: str
    clause: str
    heading: str | None
    start: int
    end: int
    quote: str
    before: str
    after: str
    iri: str


class Hits(BaseModel):
    version: str
    total: int
    limit: int
    offset: int
    next: str | None
    hits: list[Hit]


class Named(BaseModel):
    id: str
    type: str
    iri: str
    name: str


class Thing(BaseModel):
    """An entity: its statements, its evidence if it is a fact, and the facts that mention it."""

    named: Named
    statements: list[dict[str, Any]]
    evidence: list[dict[str, Any]]
    facts: list[dict[str, Any]]


class Things(BaseModel):
    version: str
    things: list[Thing]


class ParameterModel(BaseModel):
    type: str
    about: str
    required: bool
    default: float | None


class QuestionModel(BaseModel):
    name: str
    title: dict[str, str]
    about: str
    columns: dict[str, ColumnType]
    parameters: dict[str, ParameterModel]
    address: str


class Catalog(BaseModel):
    """All questions, and the version of the graph."""

    version: str
    manifest: dict[str, Any]
    questions: list[QuestionModel]


class Health(BaseModel):
    status: Literal["ready"]
    kind: Literal["zhengmai", "store"]
    version: str | None
    fault: str | None = Field(description="why a newer version is not served")
    network_wall: bool = Field(description="whether workers are cut off from every network")


def row_model(question: Question, name: str, base: type[BaseModel] = BaseModel) -> type[BaseModel]:
    """The model of a row of a question's answer, after what `base` has."""
    fields: dict[str, Any] = {column: (_TYPES[type_], ...) for column, type_ in question.columns.items()}
    return create_model(name, __base__=base, **fields)


def page_model(question: Question) -> type[Page]:
    """The model of a page of a question's answer."""
    rows: Any = list[row_model(question, f"{question.name}_row")]  # type: ignore[misc]
    return create_model(f"{question.name}_page", __base__=Page, rows=(rows, ...))


def parameters_model(question: Question) -> type[Paging]:
    """The model of a question's parameters. All are strings: the runner checks the values."""
    fields: dict[str, Any] = {
        name: (str if parameter.required else str | None, Field(... if parameter.required else None, description=parameter.about))
        for name, parameter in question.parameters.items()
    }
    return create_model(f"{question.name}_parameters", __base__=Paging, **fields)


def describe(question: Question) -> QuestionModel:
    """The entry of a question in the catalog."""
    parameters = {
        name: ParameterModel(type=p.type, about=p.about, required=p.required, default=p.default) for name, p in question.parameters.items()
    }
    return QuestionModel(
        name=question.name,
        title=dict(question.title),
        about=question.about,
        columns=question.columns,
        parameters=parameters,
        address=f"/api/{question.name}",
    )
