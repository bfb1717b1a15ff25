"""The text above the table of a ledger: title, documents and notes."""

from __future__ import annotations

from kg.export.ledger.rows import IMPLIED, UNASSIGNED, Ledger


def title(ledger: Ledger) -> str:
    """The title of the ledger."""
    return f"{ledger.name}人才工作任务台账" + ("（假设方案）" if ledger.changes else "")


def preface(ledger: Ledger) -> list[str]:
    """The lines between title and table: one for each document, the version of the graph, the notes."""
    return [
        *ledger.changes,
        *_documents(ledger),
        _version_line(ledger),
        "\n".join(f"说明{i}：{note}" for i, note in enumerate(_notes(ledger), start=1)),
    ]


def _documents(ledger: Ledger) -> list[str]:
    lines = []
    for document in ledger.documents:
        facts = [
            document["number"] or "无文号",
            f"{document['issued']} 印发" if document["issued"] else "文本未载印发日期",
            f"{ledger.statuses.get(document['status'], document['status'])}（{document['status_basis']}）",
        ]
        lines.append(f"依据文件：《{document['title']}》，{'，'.join(facts)}")
    return lines


def _version_line(ledger: Ledger) -> str:
    built = f"图谱生成日期 {ledger.built}" if ledger.built else None
    version = f"图谱版本 {ledger.version}" if ledger.version else None
    return "，".join(filter(None, [f"共 {len(ledger.entries)} 项任务", built, version]))


def _notes(ledger: Ledger) -> list[str]:
    names = [name for entry in ledger.entries for name in (*entry.leads, *entry.supporting)]
    notes = []
    if any(IMPLIED in name for name in names):
        notes.append(f"注（{IMPLIED}）的，文件没有明确分派，只是行文以该单位为行为主体。")
    if any(name.endswith("）") and not name.endswith(f"（{IMPLIED}）") for name in names):
        notes.append("注明其他角色（责任、统筹、监督、出资）的，按文件所写角色理解；没有明确牵头单位的任务，责任单位列入牵头单位栏。")
    if any(UNASSIGNED in entry.leads for entry in ledger.entries):
        notes.append(f"“{UNASSIGNED}”指文件没有明确牵头单位。")
    if any(entry.due is None for entry in ledger.entries):
        notes.append("完成时限空白的，文件没有写明期限，由填报单位填写。")
    notes.append(
        "单位名称用机构登记的简称。底色为淡黄的各栏由填报单位填写，所填是单位的说法，不是文件的内容；“任务标识”固定不变，用于收回和核对。"
    )
    if ledger.without_task:
        notes.append(f"另有 {ledger.without_task} 条责任所在的条款不属于任何任务，未列入。")
    return notes
