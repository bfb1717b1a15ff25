"""Pages: safe with whatever the graph holds, nothing from other hosts, readable by everybody."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from pyoxigraph import RdfFormat, Store

from kg.graph import Graph
from kg.i18n import MESSAGES
from kg.linked_data.addresses import Addresses
from kg.linked_data.clause_text import no_clause_texts
from kg.linked_data.incoming_links import incoming_links_page
from kg.linked_data.nodes import LiteralValue
from kg.linked_data.ontology_documentation import document_ontology
from kg.linked_data.resource import find_known, resource
from kg.linked_data.statistics import statistics
from kg.rdf.namespaces import BASE, CANONICAL, PREFIXES, ZM
from kg.server.i18n import best_language
from kg.server.pages.html import listing_page, missing_page, ontology_page, resource_page
from kg.server.pages.templating import STATIC, PageContext, clip, readable
from kg.store.oxigraph import OxigraphStore
from kg.store.sparql import SparqlStore

HOSTILE = """
@prefix : <http://data.example/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix zm: <https://w3id.org/zhengmai/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
:x a :Class ; rdfs:label "<img src=x onerror=alert(1)>" ; rdfs:comment "'\\"><script>alert(2)</script>{{ 7*7 }}{% raw %}"@en ;
    foaf:homepage <javascript:alert(3)> , <JAVASCRIPT:alert(4)> , <data:text/html,%3Cscript%3E> , <http://ok.example/> ;
    :prop "a\\u0000b\\u202Ec" ; zm:evidence <http://data.example/x#e> ; zm:inDocument :d ; zm:statedIn :c ; foaf:knows [ rdfs:label "<i>blank</i>" ] .
<http://data.example/x#e> oa:exact "<svg onload=alert(5)>" ; oa:start 1 ; oa:end 22 .
<http://data.example/x#"onmouseover="alert(6)> rdfs:label "never parsed" .
:Class rdfs:label "</title><script>alert(7)</script>" . :prop rdfs:label "<b onclick=alert(8)>p</b>" .
:d dcterms:title "<u>title</u>" ; eli:id_local "<script>alert(9)</script>" ; zm:statusBasis "<script>alert(10)</script>" ;
    zm:documentStatus :s . :s skos:prefLabel "<a href=javascript:alert(11)>s</a>" ; skos:notation "unknown\\" onclick=\\"alert(12)" .
:c skos:notation "<em>1</em>" ; dcterms:title "<script>alert(13)</script>" ; eli:is_part_of :d .
:y foaf:knows :x ; rdfs:label "<script>alert(14)</script>" ; a :Class .
""".replace('<http://data.example/x#"onmouseover="alert(6)> rdfs:label "never parsed" .\n', "")


class Page(HTMLParser):
    """What a browser would load, run and follow."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def loads(self) -> list[str]:
        """Addresses that are fetched without a click."""
        fetched = [value for tag, at in self.tags for name, value in at.items() if name in ("src", "srcset", "poster", "data") and value]
        return fetched + [at["href"] or "" for tag, at in self.tags if tag == "link" and at.get("rel") != "alternate"]

    @property
    def links(self) -> list[str]:
        return [at.get("href") or "" for tag, at in self.tags if tag == "a"]

    @property
    def ids(self) -> list[str]:
        return [at["id"] or "" for _, at in self.tags if "id" in at]


def check(html: str) -> Page:
    """What holds of every page."""
    page = Page(html)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "iframe", "object", "embed", "svg", "base", "style"}
    assert not [at for _, at in page.tags for name in at if name.startswith("on") or name == "style"]
    assert page.loads and all(address.startswith("/static/") for address in page.loads)
    assert all(link.startswith(("/", "#", "http://", "https://")) and not link.startswith("//") for link in page.links)
    assert len(page.ids) == len(set(page.ids)), [i for i in page.ids if page.ids.count(i) > 1]
    local = {link[1:] for link in page.links if link.startswith("#")}
    assert local <= set(page.ids), local - set(page.ids)
    assert next(at for tag, at in page.tags if tag == "html")["lang"] in ("zh-CN", "en")
    assert [tag for tag, _ in page.tags].count("h1") == 1 and "viewport" in html
    assert not re.search(r"\{\{|\{%", html.replace("{{ 7*7 }}{% raw %}", ""))
    return page


def page_of(select: SparqlStore, iri: str, language: str = "zh", texts: object = no_clause_texts, base: str = BASE) -> str:
    context = PageContext(Addresses((base, CANONICAL)), language, version="v", path="/about/x.html")
    found = find_known(select, [iri])
    assert found is not None
    return resource_page(context, found, resource(select, iri, texts))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def select(graph: Graph) -> SparqlStore:
    return graph.store


@pytest.fixture(scope="module")
def hostile() -> SparqlStore:
    store = Store()
    store.load(HOSTILE.encode(), RdfFormat.TURTLE)
    return OxigraphStore(store)


def one_of_each_class(graph: Graph) -> list[str]:
    rows = graph.sparql("SELECT (MIN(STR(?thing)) AS ?one) { ?thing a ?class } GROUP BY ?class")
    return sorted({row["one"].value for row in rows})  # type: ignore[union-attr]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_of_each_class_has_a_sound_page(graph: Graph, select: SparqlStore, language: str) -> None:
    things = one_of_each_class(graph)
    assert len(things) > 20
    for iri in things:
        page = check(page_of(select, iri, language, graph.clause))
        assert iri in page.text and any("/static/style.css" in address for address in page.loads)


def test_hostile_words_are_letters(hostile: SparqlStore) -> None:
    for iri in ("x", "d", "c", "y", "Class", "s"):
        page = check(page_of(hostile, f"http://data.example/{iri}", base="http://data.example/"))
        assert not [link for link in page.links if "script:" in link.lower() or link.lower().startswith("data:")]
    page = Page(html := page_of(hostile, "http://data.example/x", base="http://data.example/"))
    assert "<img src=x onerror=alert(1)>" in page.text and "&lt;img src=x" in html
    assert "<svg onload=alert(5)>" in page.text and "<script>alert(9)</script>" in page.text
    assert "javascript:alert(3)" in page.text and "http://ok.example/" in page.links
    assert "{{ 7*7 }}{% raw %}" in page.text


def test_hostile_words_are_letters_in_lists_and_where_nothing_is_found(hostile: SparqlStore) -> None:
    context = PageContext(
        Addresses(("http://data.example/",)), "en", path='/about/"><script>', parameters=(("via", '"><script>alert(1)</script>'),)
    )
    found = resource(hostile, "http://data.example/x", no_clause_texts)
    listed = incoming_links_page(hostile, "http://data.example/x", "http://xmlns.com/foaf/0.1/knows", None, 1)
    page = check(listing_page(context, found.description.thing, listed))
    assert "<script>alert(14)</script>" in page.text
    assert "<script>alert(1)</script>" in check(missing_page(context, "<script>alert(1)</script>", None)).text


def test_links_outside_say_so_and_take_nothing_along(hostile: SparqlStore) -> None:
    page = Page(page_of(hostile, "http://data.example/x", base="http://data.example/"))
    outside = [at for tag, at in page.tags if tag == "a" and (at.get("href") or "").startswith("http")]
    assert outside and all(at.get("rel") == "external nofollow noreferrer" for at in outside)


def test_a_fact_shows_its_words_and_where_they_stand(graph: Graph, select: SparqlStore) -> None:
    page = check(page_of(select, BASE + "document/yunze-2021-5/i1/funding/1", "zh", graph.clause))
    quote = "对全职引进的院士、领军人才，分别给予100万元、50万元安家补贴，由市财政局承担"
    start = graph.source("yunze-2021-5").text.index(quote)
    for words in (
        "100万元、50万元安家补贴",
        f"第 {start}–{start + len(quote)} 字符",
        "云党办发〔2021〕5号",
        "2021-03-01",
        "有效",
        "1,000,000",
    ):
        assert words in page.text, words
    assert {"/document/yunze-2021-5", "/document/yunze-2021-5/i1", "/category/academician"} <= set(page.links)
    assert "/about/document/yunze-2021-5/i1/funding/1.ttl" in page.links and "evidence" in page.ids


def test_a_document_shows_outline_and_facts_by_kind(select: SparqlStore) -> None:
    page = check(page_of(select, BASE + "document/yunze-2021-5", "en"))
    assert "1 实施云雀计划" in page.text and "Funding offer 6" in page.text
    assert any("via=" in link and "of=" in link and "FundingOffer" in link for link in page.links)
    assert len(page.tags) < 1500


def test_a_clause_shows_its_words_with_links_to_what_they_state(graph: Graph, select: SparqlStore) -> None:
    page = check(page_of(select, BASE + "document/yunze-2021-5/i1", "zh", graph.clause))
    assert "对全职引进的院士、领军人才" in re.sub(r"\s", "", page.text)
    assert sum("/i1/" in link for link in page.links) > 6


def test_the_ontology_has_each_term_at_its_anchor_in_both_languages(select: SparqlStore, graph: Graph) -> None:
    context = PageContext(Addresses((BASE, CANONICAL)), "zh", version="v")
    page = check(ontology_page(context, document_ontology(select, CANONICAL + "ontology", statistics(select))))
    terms = {row["t"].value for row in graph.sparql("SELECT ?t { ?t rdfs:isDefinedBy ?o }")}  # type: ignore[union-attr]
    assert len(terms) > 100 and {term.partition("#")[2] for term in terms} <= set(page.ids)
    for words in (
        "资金待遇",
        "Funding offer",
        "A sum, a rate or a relief that the text offers; an offer, not a payment.",
        "金额上限",
        "机构职能",
    ):
        assert words in page.text, words
    schemes = {row["s"].value for row in graph.sparql("SELECT ?s { ?s a skos:ConceptScheme }")}  # type: ignore[union-attr]
    assert {"/" + iri.removeprefix(CANONICAL) for iri in schemes} <= set(page.links)


def test_large_lists_are_told_by_page(select: SparqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.linked_data.incoming_links.PAGE_SIZE", 5)
    iri = CANONICAL + "vocab/comparator/eq"
    assert len(Page(page_of(select, iri)).links) < 80
    context = PageContext(Addresses((BASE, CANONICAL)), "en", language_chosen=True, version="v")
    listed = incoming_links_page(select, iri, ZM + "comparator", None, 2)
    page = check(listing_page(context, resource(select, iri, no_clause_texts).description.thing, listed))
    assert any("page=1" in link for link in page.links) and any("page=3" in link for link in page.links)
    assert all("lang=en" in link for link in page.links if "page=" in link)


def test_a_chosen_language_goes_along(select: SparqlStore) -> None:
    context = PageContext(Addresses((BASE, CANONICAL)), "en", language_chosen=True)
    html = resource_page(context, find_known(select, [BASE + "place/910100"]), resource(select, BASE + "place/910100", no_clause_texts))  # type: ignore[arg-type]
    assert "/place/910000?lang=en" in Page(html).links and "/ontology?lang=en#Place" in Page(html).links


def test_every_word_of_a_template_is_in_the_catalog() -> None:
    used = "".join(path.read_text(encoding="utf-8") for path in (STATIC.parent / "templates").iterdir())
    assert not {f"pages.{key}" for key in re.findall(r"w\('(\w+)'", used)} - MESSAGES.keys()


@pytest.mark.parametrize(
    ("accepted", "asked", "expected"),
    [
        (None, None, "zh"), ("en-GB,en;q=0.9", None, "en"), ("zh-CN,en;q=0.8", None, "zh"), ("fr,de", None, "zh"), ("*", None, "zh"),
        ("zh", "en", "en"), ("en", "xx", "en"), ("en;q=0,zh-TW", None, "zh"), ("de,en;q=0.3", None, "en"), (";;,\x00", None, "zh"),
    ],
)  # fmt: skip
def test_the_language_is_the_readers(accepted: str | None, asked: str | None, expected: str) -> None:
    assert best_language(accepted, asked) == expected


def test_numbers_are_read_in_threes_and_names_on_one_line() -> None:
    decimal = PREFIXES["xsd"] + "decimal"
    assert [readable(LiteralValue(n, "", decimal)) for n in ("12000000", "-1234.5", "0.5", "x")] == ["12,000,000", "-1,234.5", "0.5", "x"]
    assert readable(LiteralValue("2025", "", PREFIXES["xsd"] + "gYear")) == "2025"
    assert clip("市\n\n委编办") == "市委编办" and clip("字" * 300).endswith("…")


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1])
def test_colours_are_told_apart(scheme: int) -> None:
    """WCAG 2.2, success criterion 1.4.3: text stands out by 4.5 to 1, in light and dark."""
    blocks = re.findall(r":root \{(.*?)\}", (STATIC / "style.css").read_text(encoding="utf-8"), re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", blocks[scheme]))
    grounds = [colours[name] for name in ("ground", "panel", "card")]
    pairs = [(colours[name], ground) for name in ("text", "quiet", "link", "brand") for ground in grounds]
    pairs += [
        (colours["mark-text"], colours["mark"]),
        *((colours["badge-text"], colours[name]) for name in ("good", "bad", "open", "quiet")),
    ]
    for one, other in pairs:
        light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (one, other)


def test_the_style_loads_nothing() -> None:
    style = (STATIC / "style.css").read_text(encoding="utf-8")
    assert "url(" not in style and "@import" not in style
