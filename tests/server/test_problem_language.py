"""Problems are told in the client's language; a fault of the server has a number that its log has too."""

from __future__ import annotations

import json
import logging

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

import kg.server.middleware.internal_errors as internal_errors
from kg.errors import NoVersion, UnknownEntity
from kg.server.protocol.problem_details import problem_for, problem_response, titles


async def unknown(request: Request) -> Response:
    return problem_response(request, problem_for(UnknownEntity("晋阳工将", "晋阳工匠")))


async def fault(request: Request) -> Response:
    raise ValueError("ours")


MIDDLEWARE = next(
    value for value in vars(internal_errors).values() if isinstance(value, type) and value.__module__ == internal_errors.__name__
)
CLIENT = TestClient(
    Starlette(routes=[Route("/unknown", unknown), Route("/fault", fault)], middleware=[Middleware(MIDDLEWARE)]),
    raise_server_exceptions=False,
)


@pytest.mark.parametrize(
    ("accepted", "language", "title"),
    [(None, "en", "Nothing has that name"), ("zh-CN,en;q=0.5", "zh", "没有这个名称"), ("de", "en", "Nothing has that name")],
)
def test_title_and_detail_are_in_the_clients_language(accepted: str | None, language: str, title: str) -> None:
    answer = CLIENT.get("/unknown", headers={"Accept-Language": accepted} if accepted else {"Accept-Language": ""})
    told = answer.json()
    assert answer.headers["content-language"] == language and "Accept-Language" in answer.headers["vary"]
    assert told["title"] == title and told["detail"] == UnknownEntity("晋阳工将", "晋阳工匠").told(language)  # type: ignore[arg-type]
    assert told["code"] == "unknown-thing" and told["type"].endswith("#unknown-thing") and told["status"] == answer.status_code == 404
    assert told["parameters"] == {"thing": "晋阳工将", "nearest": "晋阳工匠"} and "晋阳工匠" in told["hint"]


def test_a_fault_of_the_server_has_a_number_in_answer_and_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "kg.server"):
        logging.getLogger("kg.server").propagate = True
        answer = CLIENT.get("/fault")
    told = answer.json()
    [number] = {record.fields["number"] for record in caplog.records if record.exc_info}  # type: ignore[attr-defined]
    assert answer.status_code == told["status"] == 500 and told["code"] == "fault" and number in told["detail"]
    assert "ours" not in json.dumps(told)


def test_an_error_that_may_pass_says_when_to_return() -> None:
    problem = problem_for(NoVersion("home"))
    assert problem.status == 503 and problem.headers["Retry-After"] == "5"


def test_every_kind_of_problem_has_a_title_in_both_languages() -> None:
    assert titles("zh").keys() == titles("en").keys() and "unknown-thing" in titles("en")
