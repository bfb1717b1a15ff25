"""SERVICE clauses are refused in every spelling; queries that only mention the word are accepted. Oxigraph is the reference."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import LimitReached, QueryTooDeep, QueryTooLong, ReadOnly, Refused
from kg.queries.catalog import Folder, questions
from kg.workers.limits import Limits
from kg.workers.query_guard import CheckedQuery, check_query, unescaped

FOLDERS: tuple[Folder, ...] = ("tables", "graph", "findings", "inferences")
QUERIES = {f"{folder}/{name}": question.query for folder in FOLDERS for name, question in questions(folder).items()}
LIMITS = Limits()


def passes(query: str) -> bool:
    try:
        check_query(query, LIMITS)
    except Refused:
        return False
    return True


class Elsewhere:
    """A listener on loopback that counts who calls."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.iri = f"<http://127.0.0.1:{self._listening.getsockname()[1]}/>"
        self.calls = 0
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            connection, _ = self._listening.accept()
            self.calls += 1
            connection.close()

    def is_called_by(self, query: str) -> bool:
        """Whether Oxigraph, asked without any guard, calls."""
        store = Store()
        store.add(Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal(1)))
        before = self.calls
        with contextlib.suppress(SyntaxError, OSError, RuntimeError, ValueError, TypeError):  # TypeError: the answer of ASK has no rows
            for _ in store.query(query):  # type: ignore[union-attr]
                pass
        return self.calls > before


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    yield Elsewhere()


CALLS = [
    "SELECT * { SERVICE <X> {?s ?p ?o} }",
    "SELECT * { service <X> {?s ?p ?o} }",
    "SELECT * { SeRvIcE SILENT <X> {?s ?p ?o} }",
    "SELECT * {SERVICESILENT <X>{?s ?p ?o}}",
    "ASK{SERVICE <X>{?s ?p ?o}}",
    "DESCRIBE ?s{SERVICE <X>{?s ?p ?o}}",
    "CONSTRUCT {?s ?p ?o} {SERVICE <X>{?s ?p ?o}}",
    "SELECT * { {SELECT*{SERVICE <X>{?s ?p ?o}}} }",
    "SELECT * { ?s ?p ?o FILTER EXISTS {SERVICE <X>{?s ?p ?o}} }",
    "SELECT * { ?s ?p ?o FILTER NOT EXISTS {SERVICE <X>{?s ?p ?o}} }",
    "SELECT * { ?s ?p ?o BIND(EXISTS{SERVICE <X>{?s ?p ?o}} AS ?x) }",
    "SELECT * { ?s ?p ?o OPTIONAL{SERVICE <X>{?s ?p ?o}} }",
    "SELECT * { {} UNION {SERVICE <X>{?s ?p ?o}} }",
    "SELECT * { ?s ?p ?o MINUS{SERVICE <X>{?s ?p ?o}} }",
    "SELECT * { GRAPH ?g {SERVICE <X>{?s ?p ?o}} }",
    "SELECT * { #\n SERVICE#\n <X>#\n{} }",
    "SELECT * { # '\r SERVICE <X> {} }",
    "PREFIX :<X> SELECT * {SERVICE:x{?s ?p ?o}}",
    "PREFIX :<X> SELECT * {SERVICE:x#{\n{?s ?p ?o}}",
    "PREFIX :<X> SELECT * {SERVICE :{?s ?p ?o}}",
    "PREFIX e:<X> SELECT * {SERVICEe:x{?s ?p ?o}}",
    "PREFIX e:<X> SELECT * {SERVICESILENTe:x{?s ?p ?o}}",
    "PREFIX :<X> SELECT * {?s ?p 1.SERVICE:x{?s ?p ?o}}",
    "PREFIX :<X> SELECT * {?s ?p ?x.SERVICE:x{?s ?p ?o}}",
    "PREFIX :<X> SELECT * {?s ?p :.SERVICE <X>{}}",
    "PREFIX 人:<X> SELECT * {SERVICE人:才{?s ?p ?o}}",
    "SELECT * {?s ?p 1SERVICE <X>{?s ?p ?o}}",
    "SELECT * {?s ?p 1.SERVICE <X>{?s ?p ?o}}",
    "SELECT * { VALUES ?x {1} FILTER(1<2)SERVICE#>\n<X>{?a ?b ?c} }",
    "SELECT * { VALUES ?x {1} FILTER(1<2)SERVICESILENT#>\n<X>{?a ?b ?c} }",
    "SELECT * { ?s ?p ?o FILTER('a'<'>')SERVICE <X>{?a ?b ?c}#'\n}",
    "SELECT * { ?s ?p ?o FILTER(1<2#>'''\n)SERVICE <X>{?a ?b ?c}#'''\n}",
    "SELECT * { ?s ?p ?o OPTIONAL{?s ?p <http://a/\\u0041#>} SERVICE <X>{?a ?b ?c} }",
    "SELECT * { VALUES ?x {'''a' } SERVICE <X> {} # \\q '''\n}",
]


@pytest.mark.parametrize("template", CALLS)
def test_no_spelling_of_service_reaches_a_host(template: str, elsewhere: Elsewhere) -> None:
    query = template.replace("<X>", elsewhere.iri)
    try:
        checked = check_query(query, LIMITS)
    except Refused:
        return
    assert not elsewhere.is_called_by(checked.text)


def test_most_spellings_are_valid_service_clauses(elsewhere: Elsewhere) -> None:
    """So that the test above has something to hold back."""
    assert sum(elsewhere.is_called_by(template.replace("<X>", elsewhere.iri)) for template in CALLS) > 25


PIECES = [
    *r"""SERVICE service SILENT <X> e: e:x : :x { } {} ( ) < > <a # #> ' " ''' \ \u0041 \n 1 1. 1.5 1e5 true a ?s ? $u @en @ - . , ; / | ^ * + !
    = && || FILTER( FILTER BIND( AS VALUES UNDEF OPTIONAL UNION MINUS GRAPH EXISTS NOT IN _:a [ ] [] () ^^ %41 中 、 × << >> SELECT ASK
    WHERE FROM xSERVICE SERVICEx ~ \-""".split(),  # noqa: SIM905
    *(" ", "\n", "\r", "\t", "\u2028", '"""'),
]
HEADS = [
    "SELECT * {",
    "ASK {",
    "SELECT * {?s ?p ?o ",
    "SELECT * {?s ?p ",
    "SELECT * { FILTER(1<2",
    "SELECT * { VALUES ?q {",
    "SELECT * { ?s ?p ?o FILTER(?o<",
]
CORES = ["SERVICE<X>{?a ?b ?c}", "SERVICE:x{}", "SERVICE e:x{}", "SERVICESILENT:x{}", "SERVICE#>\n<X>{}", "SERVICE#'\n<X>{}"]


@settings(max_examples=800, deadline=None)
@given(
    st.sampled_from(HEADS),
    st.lists(st.sampled_from(PIECES), max_size=5).map("".join),
    st.sampled_from([")", "", "}", ".", " ", "'", '"', ">"]),
    st.sampled_from(CORES),
    st.sampled_from(["", "#'\n", "#'''\n", "#>\n"]),
    st.integers(0, 2),
)
def test_accepted_queries_call_no_host(elsewhere: Elsewhere, head: str, middle: str, glue: str, core: str, tail: str, closed: int) -> None:
    query = f"PREFIX :<X> PREFIX e:<X> {head}{middle}{glue}{core}{tail}{'}' * closed}".replace("<X>", elsewhere.iri)
    try:
        text = check_query(query, LIMITS).text
    except (Refused, LimitReached):
        return
    assert not elsewhere.is_called_by(text)


MENTIONS = [
    "SELECT * { ?s ?p 'SERVICE <http://x> {}' }",
    'SELECT * { ?s ?p "a \\" SERVICE <x> {" }',
    "SELECT * { ?s ?p '''it's\nSERVICE <x> {''' }",
    'SELECT * { ?s ?p """a""b SERVICE <x> {"""@en }',
    "SELECT * { ?s ?p <http://x/service/SERVICE#service> }",
    "SELECT * { ?s ?p <urn:x:SERVICE> # SERVICE <x> {}\n }",
    "SELECT ?service $SERVICE { ?service $SERVICE ?o }",
    "PREFIX service: <http://schema.org/> SELECT * { service:x service:y service:Service . { ?s a service:Service } }",
    "PREFIX s: <urn:s> SELECT * { ?s s:service s:a.SERVICE, s:a%20SERVICE, s:a\\-SERVICE }",
    "PREFIX service: <urn:s> SELECT * FROM service:g FROM NAMED service:h { GRAPH service:g { ?s ?p ?o } }",
    "PREFIX my-service: <urn:s> SELECT * { ?s my-service:x/my-service:y ?o FILTER(?o < 1) }",
    "SELECT * { _:service ?p [] ; ?q 'x'@en-service }",
    "BASE <http://service.example/> SELECT * { <service> <SERVICE> <#service> }",
]


@pytest.mark.parametrize("query", MENTIONS)
def test_mention_of_service_is_accepted(query: str) -> None:
    checked = check_query(query, LIMITS)
    assert str(Store().query(query).variables) == str(Store().query(checked.text).variables)  # type: ignore[union-attr]


SPELLINGS = ("service", "SERVICE", "Service", "sERVICE")
words = st.lists(st.sampled_from([*SPELLINGS, *" {}<>:.#?'\"\\\n人sS"]), max_size=12).map("".join)


@given(words)
def test_strings_keep_their_meaning(text: str) -> None:
    query = f"SELECT ({Literal(text)} AS ?text) {{}}"
    [[found]] = Store().query(check_query(query, LIMITS).text)  # type: ignore[misc]
    assert found.value == text  # type: ignore[attr-defined]


parts_of_iris = st.lists(st.sampled_from([*SPELLINGS, *":/.?()'人sS"]), max_size=8).map("".join)


@given(parts_of_iris, parts_of_iris)
def test_iris_keep_their_meaning(path: str, fragment: str) -> None:
    query = f"SELECT (<http://x/{path}#{fragment}> AS ?iri) {{}}"
    [[found]] = Store().query(check_query(query, LIMITS).text)  # type: ignore[misc]
    assert found.value == f"http://x/{path}#{fragment}"  # type: ignore[attr-defined]


@given(st.text(st.characters(exclude_characters="\n\r", codec="utf-8"), max_size=30))
def test_comments_are_accepted(text: str) -> None:
    assert passes(f"SELECT * {{}} # SERVICE {text}")


@pytest.mark.parametrize("name", QUERIES)
def test_queries_of_the_project_are_accepted_unchanged(name: str) -> None:
    assert check_query(QUERIES[name], LIMITS).text == QUERIES[name]


def test_queries_of_the_project_are_found() -> None:
    assert len(QUERIES) > 20


@pytest.mark.parametrize(
    "query", ["LOAD <http://x>", "PREFIX load: <urn:x> INSERT DATA {}", "# SELECT\ndelete where {}", "BASE <urn:x> DROP ALL"]
)
def test_updates_are_refused(query: str) -> None:
    with pytest.raises(ReadOnly):
        check_query(query, LIMITS)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("SELECT * FROM <urn:g> {}", True),
        ("SELECT * from named <urn:g> {}", True),
        ("SELECT ?from { ?from <urn:from> 'FROM <x>' } # FROM", False),
        ("PREFIX from: <urn:x> SELECT * { ?s from:x ?o }", False),
    ],
)
def test_from_clause_is_detected(query: str, names: bool) -> None:
    assert check_query(query, LIMITS).names_dataset is names


@pytest.mark.parametrize("bracket", "({[")
def test_nesting_is_limited_outside_of_strings(bracket: str) -> None:
    with pytest.raises(LimitReached, match="100 brackets"):
        check_query(bracket * 101, LIMITS)
    assert passes(f"SELECT * {{ ?s ?p '{bracket * 1000}' }} # {bracket * 1000}")


@pytest.mark.parametrize("pair", ["()", "{}", "[]"])
def test_nesting_is_counted_by_open_brackets(pair: str) -> None:
    opening, closing = pair
    assert check_query(opening * 100 + closing * 100 + pair * 1000 + opening * 100, LIMITS)
    with pytest.raises(QueryTooDeep):
        check_query(pair * 1000 + opening * 101, LIMITS)
    with pytest.raises(QueryTooDeep):
        check_query(opening * 100 + closing + opening * 2, LIMITS)


def test_length_is_counted_in_bytes() -> None:
    limits = Limits(query_bytes=30)
    query = "SELECT * { } #" + "人" * 5 + "x"
    assert len(query.encode()) == 30 and check_query(query, limits).text == query
    with pytest.raises(QueryTooLong) as met:
        check_query(query + "x", limits)
    assert str(met.value) == str(QueryTooLong(30))


@pytest.mark.parametrize("prologue", ["", "PREFIX x: <urn:x> ", "BASE <urn:x> ", 'VERSION "1.2" '])
def test_the_verb_comes_after_the_prologue(prologue: str) -> None:
    query = prologue + "SELECT * { ?insert ?delete 'DROP' }"
    assert check_query(query, LIMITS) == CheckedQuery(query, names_dataset=False)
    with pytest.raises(ReadOnly):
        check_query(prologue + "DROP ALL", LIMITS)


@pytest.mark.parametrize("piece", ["-", "!", "a-", ".", "<", "<a", ", \\q", '"', "\\", ":", "x:", "@a-", "?", "%", "人", "#\n", "{}"])
def test_check_takes_linear_time(piece: str) -> None:
    """A pattern that goes back over what it has read would take hours here."""
    with contextlib.suppress(Refused, LimitReached):
        check_query(piece * (Limits.query_bytes // 4 // len(piece.encode())), LIMITS)


def test_unescaped_decodes_codepoint_escapes() -> None:
    assert unescaped(r"\u0053ERVICE \U00000053ERVICE \UFFFFFFFF") == r"SERVICE SERVICE \UFFFFFFFF"
    assert unescaped(r"\u4EBA \U0010FFFF \U00110000") == "人 \U0010ffff \\U00110000"


@pytest.mark.parametrize("name", ["graph:o", "FROM:o", "named:o", "Describe:o"])
def test_a_name_that_begins_like_a_keyword_does_not_hide_a_service_after_it(name: str) -> None:
    assert not passes(f"PREFIX {name[:-1]} <urn:> PREFIX service: <urn:> SELECT * {{ ?s ?p {name} SERVICE:x {{ ?a ?b ?c }} }}")


def test_a_query_of_nothing_names_no_dataset() -> None:
    assert check_query("", LIMITS) == CheckedQuery("", False)
