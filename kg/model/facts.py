"""The kinds of fact that a curator writes: one class a kind, one CSV file and one public table a class.

A field is a column; its annotations drive loading, proof, triples, shapes and the table. The order of the classes is that of legends
and lists. To add one, see docs/adding.md.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from kg.i18n import message
from kg.model.fact import CLAUSE_PATH, FACT_KINDS, OPTIONAL_COLUMNS, Fact
from kg.model.fact_kind import VALUE, AsEdge, AsNode, AttachedTo, Caption, FactKind, Mark
from kg.model.faults import disagreement
from kg.model.fields import (
    Blank,
    ClauseRef,
    Concept,
    FactRef,
    Figure,
    Listed,
    MayBeMissing,
    Money,
    Name,
    Named,
    PartialDate,
    Percent,
    Property,
    Quoted,
    QuotedWords,
    Rate,
    Ref,
    Required,
    Stated,
    Title,
    Written,
    Year,
)  # fmt: skip

__all__ = ["CLAUSE_PATH", "FACT_KINDS", "OPTIONAL_COLUMNS", "Fact"]

Categories = Annotated[Listed, Ref("category"), Property("zm:category")]
Span = Annotated[str | None, Blank, Concept("span"), MayBeMissing()]
"""Whether the figure is that of a point in time, of one year, or of a whole period."""
Area = Annotated[str | None, Blank, Ref("place"), MayBeMissing()]
"""The place that the figure is about, where it is not the document's."""
Programmes = Annotated[Listed, Ref("programme"), Property("zm:program")]
Application = Annotated[PartialDate, MayBeMissing()]
"""The first or the last day on which an offer may be applied for (申报时间, 受理时间)."""
ApplicationWords = Annotated[QuotedWords, MayBeMissing()]
"""When it may be applied for, where the text gives no date: 每年3月至4月."""


class Task(
    Fact,
    kind=FactKind(
        name="tasks",
        caption=Caption("任务", "Tasks"),
        about=Caption("最小一级编号单位所作的工作安排", "what each smallest numbered unit orders"),
        mark=Mark(Caption("任", "Ta"), "action", "solid"),
        summary=("title", "due"),
        graph=AsNode("rectangle", searched=True),
        columns=("task", "title", "due", "has_lead"),
    ),
):
    title: Title
    due: PartialDate = None


class Responsibility(
    Fact,
    kind=FactKind(
        name="responsibilities",
        caption=Caption("责任", "Responsibilities"),
        about=Caption("谁牵头、谁配合，文件分派还是行文所示", "who leads and supports which task"),
        mark=Mark(Caption("责", "Re"), "actor", "solid"),
        summary=("role", "agency_name", "basis"),
        graph=AsEdge("agency", "task", "zm:effectiveRole", {"lead": "zm:leads", "support": "zm:supports"}),
        columns=("task", "task_title", "agency", "agency_name", "role", "effective_role", "basis"),
    ),
):
    agency: Annotated[Required, Named("agency")]
    role: Annotated[Required, Concept("role")]
    basis: Annotated[Required, Concept("basis")]
    task: Annotated[str | None, Blank, ClauseRef()] = None


class Deliverable(
    Fact,
    kind=FactKind(
        name="deliverables",
        caption=Caption("拟出台文件", "Deliverables"),
        about=Caption("文件称将制定或出台的文件，及其任务的牵头单位", "documents that will be issued, and who owes them"),
        mark=Mark(Caption("拟", "De"), "action", "dashed"),
        summary=("title",),
        graph=AsNode("rectangle", hollow=True, dashed=True, searched=True),
        columns=("title", "task", "agencies"),
    ),
):
    title: Title
    task: Annotated[str | None, Blank, ClauseRef()] = None


class FundingOffer(
    Fact,
    kind=FactKind(
        name="funding",
        caption=Caption("资金", "Funding offers"),
        about=Caption("承诺的资金，元；比例为小数", "money that is offered, in yuan; rates are fractions"),
        mark=Mark(Caption("资", "Fu"), "benefit", "solid"),
        summary=("kind", VALUE, "recipient", "purpose"),
        graph=AsNode("octagon", offered_by="programs"),
        columns=(
            *("kind", "recipient", "categories", "programs", "per", "tier", "purpose", "amount_min", "amount_max", "value_text", "period"),
            *("rate_min", "rate_max", "payer", "payer_agency", "apply_from", "apply_until", "apply_window", "task", "issued", "status"),
        ),
    ),
):
    """Money that the text offers. Sums in yuan, rates as fractions. A sum, a rate, or words: one of them must be there."""

    kind: Annotated[Required, Concept("funding-kind")]
    recipient: QuotedWords = None
    categories: Categories = Field(default_factory=list)
    programs: Programmes = Field(default_factory=list)
    per: Annotated[str | None, Blank, Concept("recipient-unit")] = None
    tier: QuotedWords = None
    purpose: QuotedWords = None
    amount_min: Money = None
    amount_max: Money = None
    value_text: QuotedWords = None
    period: Annotated[Required, Concept("period")]
    rate_min: Rate = None
    rate_max: Rate = None
    payer: Annotated[str | None, Blank, Named("agency", id_column="payer_agency", words_column="payer")] = None
    apply_from: Application = None
    apply_until: Application = None
    apply_window: ApplicationWords = None

    @model_validator(mode="after")
    def _has_a_value(self) -> Self:
        if all(getattr(self, name) is None for name in ("amount_min", "amount_max", "rate_min", "rate_max", "value_text")):
            raise disagreement(message("issues.found.no_amount"), message("issues.expected.one_of_them"))
        return self


class Measure(
    Fact,
    kind=FactKind(
        name="measures",
        caption=Caption("措施", "Measures"),
        about=Caption("不以金额表示的给予、放宽或设立", "what a clause grants, relaxes or sets up without a sum"),
        mark=Mark(Caption("措", "Me"), "benefit", "dashed"),
        summary=("instrument", "text"),
        graph=AsNode("octagon", hollow=True, offered_by="programs"),
        columns=("instrument", "categories", "programs", "text", "apply_from", "apply_until", "apply_window", "task", "issued", "status"),
    ),
):
    instrument: Annotated[Required, Concept("instrument")]
    categories: Categories = Field(default_factory=list)
    programs: Programmes = Field(default_factory=list)
    text: Annotated[Required, Written(in_order=True)]
    apply_from: Application = None
    apply_until: Application = None
    apply_window: ApplicationWords = None


class Condition(
    Fact,
    kind=FactKind(
        name="conditions",
        caption=Caption("条件", "Conditions"),
        about=Caption(
            "享受待遇所需条件，同组并列，异组择一", "what an offer asks for; one group holds together, another is an alternative"
        ),
        mark=Mark(Caption("件", "Co"), "benefit", "dotted"),
        summary=("kind", VALUE),
        graph=AttachedTo("offer"),
    ),
):
    offer: Annotated[Required, FactRef(("funding", "measures"))]
    kind: Annotated[Required, Concept("condition-kind")]
    comparator: Annotated[Required, Concept("comparator")]
    value: Annotated[Required, Written(in_order=True), Property("zm:conditionValue")]
    group: Annotated[int, Field(ge=1), Property("zm:conditionGroup")]


class Target(
    Fact,
    kind=FactKind(
        name="targets",
        caption=Caption("目标", "Targets"),
        about=Caption("指标到某年应达到的数值，以原文单位计", "goals, in the unit as written"),
        mark=Mark(Caption("目", "Go"), "goal", "solid"),
        summary=("indicator_name", VALUE, "target_year"),
        graph=AsNode("flag"),
        columns=(
            *("indicator", "indicator_name", "value_min", "value_max", "value_text", "unit", "comparator", "baseline_value"),
            *("baseline_year", "growth_percent", "target_year", "binding", "span", "area", "source", "task"),
        ),
    ),
):
    """A goal. Values are in the unit as written: 16 with unit %, 10.104 with unit 万人."""

    indicator: Annotated[Required, Ref("indicator")]
    indicator_name: Quoted
    value_min: Figure = None
    value_max: Figure = None
    value_text: QuotedWords = None
    unit: QuotedWords = None
    comparator: Annotated[str | None, Blank, Concept("comparator")] = None
    baseline_value: Figure = None
    baseline_year: Year = None
    growth_percent: Percent = None
    target_year: Year = None
    binding: Annotated[str | None, Blank, Concept("binding")] = None
    span: Span = None
    area: Area = None

    @model_validator(mode="after")
    def _has_a_value(self) -> Self:
        if self.value_min is None and self.value_max is None and self.value_text is None:
            raise disagreement(message("issues.found.no_figure"), message("issues.expected.one_of_them"))
        return self


class Baseline(
    Fact,
    kind=FactKind(
        name="baselines",
        caption=Caption("已有成绩", "Baselines"),
        about=Caption("文件所述已经达到的数值", "results already reached"),
        mark=Mark(Caption("绩", "Ba"), "goal", "dashed"),
        summary=("indicator_name", VALUE, "year"),
        graph=AsNode("flag", hollow=True),
    ),
):
    indicator: Annotated[Required, Ref("indicator")]
    indicator_name: Quoted
    value: Annotated[Decimal, Stated("number", "unit")]
    unit: QuotedWords = None
    year: Year = None
    growth_percent: Percent = None
    span: Span = None
    area: Area = None


class ProgrammeMention(
    Fact,
    kind=FactKind(
        name="programs",
        caption=Caption("人才项目", "Programmes"),
        about=Caption("文件提到的有名称的工程、计划、奖项、平台等", "named schemes, prizes, cards and platforms"),
        mark=Mark(Caption("项", "Pr"), "programme", "solid"),
        summary=("name", "mention"),
        graph=AsEdge("clause", "program"),
        columns=("program", "name", "kind", "owner", "mention", "task"),
    ),
):
    program: Annotated[Required, Ref("programme")]
    name: Name
    mention: Annotated[Required, Concept("mention")]


class CategoryUse(
    Fact,
    kind=FactKind(
        name="categories",
        caption=Caption("人才类别", "Talent categories"),
        about=Caption("文件就哪些类别的人才作出规定", "talent categories as the documents use them"),
        mark=Mark(Caption("人", "Ca"), "people", "dotted"),
        summary=("name",),
        graph=AsEdge("clause", "category"),
        columns=("category", "name", "broader", "task"),
    ),
):
    category: Annotated[Required, Ref("category")]
    name: Name


class Citation(
    Fact,
    kind=FactKind(
        name="citations",
        caption=Caption("引用文件", "Citations"),
        about=Caption("文件所依据、落实、引用的其他文件", "other documents that a text names"),
        mark=Mark(Caption("引", "Ci"), "reference", "dashed"),
        summary=("relation", "cited_title", "cited_number"),
        graph=AsEdge(
            *("document", "cited", "relation"),
            {"based_on": "eli:based_on", "implements": "eli:implements", "cites": "eli:cites", "amends": "eli:amends"},
            always=True,
        ),
        columns=("cited", "cited_title", "cited_number", "relation", "level", "task"),
    ),
):
    cited: Annotated[Required, Ref("cited_document")]
    cited_title: Annotated[str | None, Blank, Written()] = None
    cited_number: Annotated[str | None, Blank, Written()] = None
    relation: Annotated[Required, Concept("citation-relation")]
