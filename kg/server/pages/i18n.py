"""Our own words on the pages, in Chinese and English. Names and texts stay as the graph has them."""

from __future__ import annotations

from collections.abc import Iterable

LANGUAGES = {"zh": "中文", "en": "English"}

_WORDS: dict[str, tuple[str, str]] = {
    "site": ("政脉", "Zhengmai"),
    "tagline": ("城市人才政策知识图谱", "a knowledge graph of city talent policy"),
    "skip": ("跳到正文", "Skip to content"),
    "you_are_here": ("所在位置", "You are here"),
    "home": ("首页", "Home"),
    "ontology": ("本体与词表", "Ontology and vocabularies"),
    "api": ("接口", "API"),
    "other_language": ("English", "中文"),
    "iri": ("标识 IRI", "IRI"),
    "anonymous": ("无名节点", "unnamed node"),
    "downloads": ("下载", "Downloads"),
    "as": ("本页数据", "This page as"),
    "type": ("类型", "Type"),
    "also_called": ("又称", "Also called"),
    "contents_of": ("本页", "On this page"),
    "statements": ("陈述", "Statements"),
    "no_statements": ("图谱没有以它为主语的陈述。", "The graph makes no statement about it; others refer to it."),
    "not_whole": ("陈述很多，这里只列出一部分；下载文件是完整的。", "Only some of its many statements stand here. The files have all."),
    "more_values": ("另有 {} 个值，见下载文件", "{} more values in the files"),
    "evidence": ("原文证据", "Evidence"),
    "offsets": ("第 {}–{} 字符", "characters {}–{}"),
    "offsets_about": ("原文全文中的起止位置，从 0 起，不含末位", "offsets in the stored text, from 0, end exclusive"),
    "in_document": ("出自", "From"),
    "in_clause": ("条款", "Clause"),
    "no_number": ("无文号", "no number"),
    "no_date": ("文本未载发文日期", "the text bears no date"),
    "issued": ("发文 {}", "issued {}"),
    "clause_words": ("条款原文", "Words of the clause"),
    "clause_words_about": ("标出的文字是事实的证据，点击可看该事实。", "Marked words state a fact; follow them to it."),
    "own_nodes": ("附属节点", "Nodes of its own"),
    "outline": ("结构", "Structure"),
    "parts": ("{} 个部分", "{} parts"),
    "part": ("1 个部分", "1 part"),
    "outline_cut": ("部分太多，更深的层级未列出。", "There are too many parts to list the deeper levels."),
    "incoming": ("谁指向它", "What points to it"),
    "incoming_about": ("以它为宾语的陈述，按属性分组。", "Statements with this thing as their object, by property."),
    "by": ("通过「{}」", "by “{}”"),
    "pointing_by": ("通过「{}」指向它的", "What points to it by “{}”"),
    "its_instances": ("它的实例", "its instances"),
    "entries": ("{} 条", "{} entries"),
    "all": ("全部 {}", "All {}"),
    "all_of": ("{}：全部 {}", "{}: all {}"),
    "to": ("指向", "pointing to"),
    "page_of": ("第 {} 页，共 {} 页", "Page {} of {}"),
    "previous": ("上一页", "Previous"),
    "next": ("下一页", "Next"),
    "nothing_here": ("这一页没有内容。", "There is nothing on this page."),
    "back_to": ("回到", "Back to"),
    "graph_version": ("图谱版本 {}", "Graph version {}"),
    "external": ("外部链接", "elsewhere"),
    "missing_title": ("图谱里没有这个标识", "The graph does not know this IRI"),
    "missing_about": (
        "它不是任何陈述的主语、宾语或属性。可能是拼写有误，也可能是这个版本的图谱里已经没有它。",
        "It is neither subject, object nor property of any statement. It may be misspelt, or this version of the graph no longer has it.",
    ),
    "looked_for": ("查找的标识", "Looked for"),
    "nearest": ("路径上有的", "Found on the way there"),
    "look_elsewhere": ("可以从首页开始，或用 SPARQL 查询。", "Begin at the home page, or ask by SPARQL."),
    "classes": ("类", "Classes"),
    "object_properties": ("关系属性", "Object properties"),
    "datatype_properties": ("数据属性", "Datatype properties"),
    "other_terms": ("其他术语", "Other terms"),
    "reused_terms": ("借用的术语", "Terms of other vocabularies"),
    "reused_about": ("取自其他词汇，本图谱直接使用。", "Taken from other vocabularies and used as they are."),
    "vocabularies": ("词表", "Vocabularies"),
    "concepts": ("{} 个概念", "{} concepts"),
    "instances": ("{} 个实例", "{} instances"),
    "uses": ("使用 {} 次", "used {} times"),
    "unused": ("尚未使用", "not used yet"),
    "contents": ("目录", "Contents"),
    "properties_of": ("属性", "Properties"),
    "subclasses": ("下位类", "Subclasses"),
    "version": ("版本", "Version"),
    "licence": ("许可", "Licence"),
    "triples": ("陈述", "triples"),
    "subjects": ("主语", "subjects"),
    "documents": ("收录文件", "Documents"),
    "entities": ("类与数量", "Classes and counts"),
    "graphs": ("命名图", "Named graphs"),
    "graph_content": ("它的全部陈述", "All its statements"),
    "named_graph": ("命名图", "Named graph"),
    "query": ("SPARQL 查询", "SPARQL query"),
    "problems": ("错误说明", "Problems"),
    "problems_about": (
        "出错时，服务器按 RFC 9457 说明：type 指向本页的一条，detail 是一句话。",
        "Where something goes wrong, the server tells it by RFC 9457: type points to a line here, detail is a sentence.",
    ),
    "sparql_about": (
        "只读。结果的格式由 Accept 协商，浏览器得到 JSON；默认查询所有命名图的并集。",
        "Read-only. The format of results is negotiated by Accept, and a browser gets JSON. Queries see the union of all named graphs.",
    ),
    "ask": ("查询", "Ask"),
    "ask_sparql": ("SPARQL 端点", "SPARQL endpoint"),
    "ask_docs": ("接口文档", "API documentation"),
    "ask_void": ("数据集描述（VoID、DCAT）", "Description of the dataset (VoID, DCAT)"),
    "ask_dump": ("整库下载", "The whole graph"),
    "examples": ("示例查询", "Example queries"),
    "run": ("运行", "Run"),
    "named_graph_about": ("这是一个命名图：一组陈述的名字。", "This is a named graph: the name of a set of statements."),
    "property_about": ("它是一个属性，图谱没有对它本身的陈述。", "It is a property; the graph says nothing of the property itself."),
    "thing_of_which": ("{}（类型 {}）", "{} ({})"),
}


_TERMS: dict[str, tuple[str, str]] = {
    "rdfs:subClassOf": ("上位类", "subclass of"),
    "rdfs:subPropertyOf": ("上位属性", "subproperty of"),
    "rdfs:domain": ("主语的类", "domain"),
    "rdfs:range": ("值的类", "range"),
    "rdfs:seeAlso": ("参见", "see also"),
    "rdfs:label": ("标签", "label"),
    "rdfs:comment": ("说明", "comment"),
    "rdfs:isDefinedBy": ("定义于", "defined by"),
    "rdf:type": ("类型", "type"),
    "owl:versionInfo": ("版本", "version"),
    "skos:topConceptOf": ("顶层概念于", "top concept of"),
    "skos:Concept": ("概念", "concept"),
    "skos:ConceptScheme": ("词表", "concept scheme"),
    "owl:Class": ("类", "class"),
    "owl:Ontology": ("本体", "ontology"),
    "owl:ObjectProperty": ("关系属性", "object property"),
    "owl:DatatypeProperty": ("数据属性", "datatype property"),
    "owl:AnnotationProperty": ("注释属性", "annotation property"),
    "rdfs:Class": ("类", "class"),
    "rdf:Property": ("属性", "property"),
}
"""Terms of RDF, OWL and SKOS themselves, which a graph uses and seldom names."""


class Words:
    """The catalogue in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._at = list(LANGUAGES).index(language)

    def term(self, key: str) -> str | None:
        """What a term of RDF, OWL or SKOS is called, by its prefixed name."""
        words = _TERMS.get(key)
        return words[self._at] if words else None

    def __call__(self, key: str, *values: object) -> str:
        words = _WORDS[key][self._at]
        return words.format(*(f"{value:,}" if isinstance(value, int) else value for value in values)) if values else words


def best_language(accepted: str | None, asked: str | None) -> str:
    """The language of a page: the one asked for, else the one that the browser likes best, else Chinese."""
    from werkzeug.datastructures import LanguageAccept
    from werkzeug.http import parse_accept_header

    if asked in LANGUAGES:
        return str(asked)
    wanted: LanguageAccept = parse_accept_header(accepted or "", LanguageAccept)
    primary: Iterable[tuple[str, float]] = [(tag.split("-")[0].lower(), quality) for tag, quality in wanted]
    return next((tag for tag, quality in sorted(primary, key=lambda pair: -pair[1]) if quality > 0 and tag in LANGUAGES), "zh")
