"""The profile of the served dataset: title, description, licence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.linked_data.dataset_description import Profile
from kg.queries.catalog import questions
from kg.rdf.namespaces import BASE


def profile(version: str | None, manifest: Mapping[str, Any]) -> Profile:
    """The profile of the published version `version`, built as its manifest says; of a bare store, a profile without metadata."""
    if version is None:
        return Profile({"zh": "一个图谱", "en": "A graph"}, {}, BASE)
    examples = [question for folder in ("graph", "tables") for question in questions(folder).values() if not question.internal]
    return Profile(
        titles={"zh": "政脉：中国城市人才政策知识图谱", "en": "Zhengmai: a knowledge graph of Chinese city talent policy"},
        descriptions={
            "zh": "谁向谁承诺了什么，由谁牵头、谁配合，多少钱、到何时；每个事实都有官方文件的原文为证。",
            "en": "Who promised what to whom, who leads and who helps, how much and by when; each fact has the words of an official text.",
        },
        uri_space=BASE,
        licence="https://www.apache.org/licenses/LICENSE-2.0",
        rights={
            "zh": "程序与整理后的数据采用 Apache 许可证；文件原文为各发文机关的官方文件。",
            "en": "Program and curated data are under the Apache License; the official texts are documents of their issuers.",
        },
        version=version,
        built=manifest.get("built"),
        questions=tuple(examples),
    )
