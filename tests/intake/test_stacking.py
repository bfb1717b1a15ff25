"""The rule on offers that overlap is read with its words, and only where a sentence is about overlap."""

from __future__ import annotations

import pytest

from kg.intake.head import read_head
from kg.intake.head.stacking import read_stacking
from kg.loaders.stacking import unstated_rules
from kg.model.document import StackingRule

HEAD = "雾岭市人民政府办公室\n关于印发雾岭市引才措施的通知\n雾政办〔2026〕3号\n一、给予补贴。\n"


@pytest.mark.parametrize(
    ("sentence", "rules", "words"),
    [
        ("本措施与现行政策有交叉重复的，按照“时间从新、标准从高、不重复”的原则执行。", ("newest", "highest", "not_twice"), None),
        ("本措施与我县相关政策重叠的，按就高不重复原则执行。", ("highest", "not_twice"), None),
        ("由市科技局解释，本措施与本市其他同类政策有重叠的，按照“从优、从高、不重复”原则执行。", ("highest", "not_twice"), "本措施与本市其他同类政策有重叠的，按照“从优、从高、不重复”原则执行"),
        ("同一主体有多项补助的，按从新从优原则执行，不可重复。", ("newest", "highest", "not_twice"), None),
        ("同一主体按就高不重复原则享受支持；", ("highest", "not_twice"), "同一主体按就高不重复原则享受支持"),
        ("本措施自印发之日起施行。", (), None),
        ("首次入库的每家给予5000元一次性奖励（不重复奖励）。", (), None),
        ("从高处着眼，不断提高人才工作水平。", (), None),
        ("择优评选一批标杆项目给予奖励。", (), None),
    ],
)  # fmt: skip
def test_rules(sentence: str, rules: tuple[str, ...], words: str | None) -> None:
    text = HEAD + sentence + "\n"
    head = read_head(text)
    assert head.stacking == rules
    if rules:
        quoted = head.words["stacking"]
        quote = text[quoted.start : quoted.end]
        assert quote == (words or sentence.rstrip("。"))
        assert not list(unstated_rules(StackingRule(rules=list(rules), quote=quote), quote, "document.yaml"))


def test_of_several_sentences_the_last_is_about_the_whole_document() -> None:
    first, last = "同一项目按就高不重复原则补助。\n", "本措施与其他政策重复的，按照从新从高不重复原则执行。\n"
    text = HEAD + first + last
    found = read_stacking(text)
    assert found and text[slice(*found[1])] == last.strip("。\n")
