"""Who gets what over HTTP: what a folder answers, a server answers."""

from __future__ import annotations

import httpx
import pytest

import kg
from kg.errors import InvalidArgument, UnknownParameter, UnknownValue
from kg.graph import Graph
from tests.server.serving import Serving

TOLD = {"degree": "博士", "age": "40", "hire": "全职", "category": "院士", "complete": "categories"}


def test_a_server_answers_what_a_folder_answers(server: Serving, graph: Graph) -> None:
    remote = kg.open(server.address)
    assert remote.match(TOLD, cities=["云泽", "雾岭"], as_of="2024-05-01") == graph.match(TOLD, cities=["云泽", "雾岭"], as_of="2024-05-01")


def test_commas_of_either_width_and_short_forms_of_a_day_are_read(server: Serving) -> None:
    address = f"{server.address}/api/match"
    wide = httpx.get(address, params={"city": "云泽，雾岭", "as_of": "20240501"})
    assert wide.json() == httpx.get(address, params={"city": "云泽,雾岭", "as_of": "2024-05-01"}).json()


def test_wrong_answers_are_the_same_errors(server: Serving) -> None:
    remote = kg.open(server.address)
    with pytest.raises(UnknownValue):
        remote.match({"degree": "很高"})
    with pytest.raises(UnknownParameter):
        remote.match({"salary": "1"})
    with pytest.raises(InvalidArgument):
        remote.match({"yes": "院士", "no": "院士"})


def test_the_answer_of_a_day_is_not_sent_twice(server: Serving) -> None:
    address = f"{server.address}/api/match"
    first = httpx.get(address, params={"degree": "博士", "city": "云泽"})
    assert first.status_code == 200 and first.json()["cities"][0]["met"] >= 0
    tag = {"If-None-Match": first.headers["etag"]}
    assert httpx.get(address, params={"degree": "博士", "city": "云泽"}, headers=tag).status_code == 304
    assert httpx.get(address, params={"as_of": "2020-01-01", "city": "云泽"}, headers=tag).status_code == 200
    assert httpx.get(address, params={"as_of": "yesterday"}).status_code == 422
