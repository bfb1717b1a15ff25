"""The endpoint answers the W3C's query tests as well as the engine does, and exactly the known ones fail."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from .runners import Endpoint, Engine
from .suite import Case, Suites

_KNOWN: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("known_failures.yaml").read_text(encoding="utf-8"))
_LEFT_OUT = set(_KNOWN["left_out"])
FEWEST_TESTS = 700
"""Of both suites together; fewer would mean that they were not found."""


def known_failures(suites: Suites, cases: list[Case]) -> set[str]:
    there = {case.id for case in cases}
    listed = [id for group in _KNOWN["failures"] if group.get("only", suites.edition) == suites.edition for id in group["tests"]]
    assert len(listed) == len(set(listed))
    assert set(listed) <= there
    return set(listed)


@pytest.fixture(scope="module")
def kept(cases: list[Case]) -> list[Case]:
    return [case for case in cases if case.group.split("/")[1] not in _LEFT_OUT]


@pytest.fixture(scope="module")
def over_http(kept: list[Case], endpoint: Endpoint) -> dict[str, str]:
    """What failed, and how."""
    return {case.id: fault for case in kept if (fault := endpoint.fault(case))}


def test_exactly_the_known_tests_fail(suites: Suites, kept: list[Case], over_http: dict[str, str]) -> None:
    assert len(kept) >= FEWEST_TESTS
    known = known_failures(suites, kept)
    assert {id: fault for id, fault in over_http.items() if id not in known} == {}
    assert known - set(over_http) == set(), "these pass now: take them off the list"


def test_no_worse_than_the_engine_in_process(suites: Suites, kept: list[Case], over_http: dict[str, str]) -> None:
    engine = Engine(suites)
    assert {case.id: over_http[case.id] for case in kept if case.id in over_http and engine.fault(case) is None} == {}


def test_no_query_makes_the_server_err(over_http: dict[str, str]) -> None:
    """What the engine cannot answer is told as the query's fault, not the server's."""
    assert {id: fault for id, fault in over_http.items() if re.match("status 5|no answer", fault)} == {}


def test_federated_queries_are_refused(cases: list[Case], endpoint: Endpoint) -> None:
    federated = [case for case in cases if re.search(r"\bSERVICE\b", case.query, re.IGNORECASE)]
    assert len(federated) >= 10
    assert {case.id: status for case in federated if (status := endpoint.post(case, "*/*").status_code) != 403} == {}
