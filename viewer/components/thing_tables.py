"""What the graph says of a thing, and the facts that name it, as small tables. Every text is escaped."""

from __future__ import annotations

from html import escape

from kg.graph import Thing
from viewer.components.linked_html import Linked
from viewer.i18n import language, t
from viewer.links import to_source

STYLE = """<style>
.zm-said {max-height: 22rem; overflow: auto; border: 1px solid var(--zm-line); border-radius: 6px}
.zm-said table {width: 100%; margin: 0; border-collapse: collapse; font-size: .86rem; line-height: 1.5}
.zm-said :is(th, td) {padding: .3rem .6rem; border: 0; border-bottom: 1px solid var(--zm-line)}
.zm-said :is(th, td) {text-align: left; vertical-align: top; overflow-wrap: anywhere}
.zm-said th {position: sticky; top: 0; background: var(--zm-panel); color: var(--zm-quiet); font-weight: 400; white-space: nowrap}
</style>"""


def statements_html(thing: Thing) -> tuple[int, str]:
    """How many there are, and each property with its value."""
    name, first, second = "label" if language() == "zh" else "label_en", t("evidence.property"), t("evidence.value")
    said = sorted((row[name], row["value_label"] or row["value"]) for row in thing.statements if row[name])
    head = f'<th scope="col">{escape(first)}</th><th scope="col">{escape(second)}</th>'
    rows = "".join(f"<tr><td>{escape(words)}</td><td>{escape(value)}</td></tr>" for words, value in said)
    html = f'{STYLE}<div class="zm-said" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    return len(said), html


def facts_html(linked: Linked, thing: Thing) -> str:
    """Each fact that names it with its kind, and its words as a way to their place."""
    kind = "kind" if language() == "zh" else "kind_en"
    heads = "".join(f'<th scope="col">{escape(t(f"evidence.{name}"))}</th>' for name in ("kind", "words"))
    rows = "".join(
        f'<tr><td class="nowrap">{escape(fact[kind])}</td><td>{linked.a(to_source(fact["id"]), " ".join(fact["quote"].split()))}</td></tr>'
        for fact in thing.facts
    )
    return f'<div class="reading short" tabindex="0"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
