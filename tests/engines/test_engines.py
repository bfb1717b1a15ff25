"""Every question, on every engine, answers what DuckDB answers; what an engine cannot is said so by its error."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.errors import EngineFailed, EngineUnreachable
from kg.graph import Graph
from kg.queries import engines
from kg.queries.catalog import public_questions

os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
LOCAL = ("spark:local[2]", "sail", "clickhouse")
UNSUPPORTED: dict[str, dict[str, str]] = yaml.safe_load((Path(engines.__file__).parent / "unsupported.yaml").read_text("utf-8"))
GIVEN: dict[str, Any] = {
    "city": "太原", "document": "石嘴山市“十四五”人才发展规划", "agency": "市人社局", "category": "博士", "text": "高技能", "as_of": "2022-06-30",
    "other": "taiyuan-2018-2", "severity": "gap", "by": "category",
}  # fmt: skip
"""A value of each parameter that questions are asked with, one at a time."""
QUESTIONS = {question.name: question for question in public_questions() if question.folder in ("aggregates", "tables")}


def cases() -> Iterator[tuple[str, str]]:
    for name, question in QUESTIONS.items():
        if question.folder == "aggregates":
            yield name, ""
        yield from ((name, parameter) for parameter in ("city", "category") if parameter in question.parameters)


@pytest.fixture(scope="session")
def opened(real_home: Path) -> dict[str, Graph]:
    return {engine: Graph(real_home, engine) for engine in LOCAL}


def parameters(graph: Graph, name: str, narrowed: str) -> dict[str, Any]:
    documents = [row["document"] for row in graph.answer("documents").rows]
    values = GIVEN | {"document": next(id_ for id_ in documents if id_.startswith("shizuishan"))}
    needed = [parameter for parameter, asked in QUESTIONS[name].parameters.items() if asked.required]
    return {parameter: values[parameter] for parameter in (*needed, narrowed) if parameter}


@pytest.mark.parametrize("engine", LOCAL)
@pytest.mark.parametrize(("name", "narrowed"), list(cases()))
def test_the_same_answer(real_graph: Graph, opened: dict[str, Graph], engine: str, name: str, narrowed: str) -> None:
    given = parameters(real_graph, name, narrowed)
    cannot = UNSUPPORTED.get(engine.partition(":")[0], {}).get(name)
    if cannot and cannot.get("missing") not in given and cannot.get("given", narrowed) == narrowed:
        with pytest.raises(EngineFailed, match=cannot["says"]):
            opened[engine].answer(name, given)
        return
    expected, found = real_graph.answer(name, given), opened[engine].answer(name, given)
    assert found.columns == expected.columns
    assert written(found.rows) == written(expected.rows)


def written(rows: list[dict[str, Any]]) -> list[str]:
    """Rows as JSON, numbers to ten figures: sums are added up in another order."""
    return [json.dumps({name: rounded(value) for name, value in row.items()}, ensure_ascii=False, default=str) for row in rows]


def rounded(value: Any) -> Any:
    return float(f"{value:.10g}") if isinstance(value, float) else value


@pytest.mark.parametrize("engine", LOCAL)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12))
def test_values_are_values(opened: dict[str, Graph], engine: str, words: str) -> None:
    """Whatever somebody gives is compared, never read as SQL."""
    rows = opened[engine]._published.tables.rows("SELECT $words AS words", {"words": words})
    assert rows == [{"words": words}]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """A Spark master and two workers on loopback, as a user starts them."""
    import pyspark

    home, port = Path(pyspark.__file__).parent, free_port()
    environment = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_DAEMON_MEMORY": "256m",
    }
    master = f"spark://127.0.0.1:{port}"

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = [str(home / "bin" / "spark-class"), *arguments]
        return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    started = [start("org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")]
    started += [
        start(
            "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "700m", "--webui-port", "0", master
        )
        for _ in range(2)
    ]
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and socket.socket().connect_ex(("127.0.0.1", port)):
        time.sleep(0.2)
    yield master
    for process in started:
        process.terminate()
    for process in started:
        process.wait(20)


ON_A_CLUSTER = """
import json, sys, kg
graph = kg.open(sys.argv[1], engine=sys.argv[2])
print(json.dumps([graph.answer(name, {"city": "石嘴山"}).rows for name in ("agency_load", "offers")], default=str))
"""


def test_a_cluster_with_two_workers(real_graph: Graph, real_home: Path, cluster: str) -> None:
    """In a process of its own: a process has one Spark context."""
    environment = os.environ | {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_SUBMIT_ARGS": "--conf spark.executor.memory=512m pyspark-shell"}
    run = subprocess.run(
        [sys.executable, "-c", ON_A_CLUSTER, str(real_home), cluster], env=environment, capture_output=True, text=True, timeout=180
    )
    assert run.returncode == 0, run.stderr[-2000:]
    for name, rows in zip(("agency_load", "offers"), json.loads(run.stdout.splitlines()[-1]), strict=True):
        assert written(rows) == written(real_graph.answer(name, {"city": "石嘴山"}).rows)


@pytest.mark.parametrize("engine", ["spark://127.0.0.1:{port}", "sc://127.0.0.1:{port}"])
def test_an_engine_that_does_not_answer_is_told_at_once(real_home: Path, engine: str) -> None:
    begun = time.monotonic()
    with pytest.raises(EngineUnreachable, match=re.escape(address := engine.format(port=free_port()))):
        kg.open(real_home, address)
    assert time.monotonic() - begun < 30
