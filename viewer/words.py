"""The words of the interface, and text made safe for the places that read markup."""

from __future__ import annotations

import re

FONTS = "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"

COLUMNS = {
    "agencies": "承担机构", "agency": "机构", "agency_name": "机构（原文）", "aliases": "别名", "amount_max": "至多（元）",
    "amount_min": "至少（元）", "baseline_value": "基期值", "baseline_year": "基期年", "basis": "依据", "binding": "约束性",
    "broader": "上位类", "categories": "人才类别", "category": "类别", "cited": "被引文件", "cited_number": "被引文号",
    "cited_title": "被引标题", "city": "城市", "city_code": "区划代码", "clause": "条款", "clauses": "条款数", "comparator": "比较",
    "deliverables": "应出台", "document": "文件", "due": "期限", "facts": "事实数", "full_name": "全称", "function": "职能",
    "funding_items": "资金", "group": "组", "growth_percent": "增幅%", "has_lead": "有牵头", "heading": "标题", "id": "标识",
    "indicator": "指标", "indicator_name": "指标（原文）", "instrument": "政策工具", "issued": "发文日期", "issuer": "发文机关",
    "kind": "类型", "lead": "牵头", "lead_assigned": "牵头（分派）", "lead_implied": "牵头（行文）", "level": "层级", "load": "负荷",
    "mention": "提及", "message": "说明", "message_en": "说明（英）", "name": "名称", "number": "编号", "offer": "待遇",
    "other_quote": "另一处原文", "owner": "所属地", "parent": "上级条款", "partner": "伙伴", "partners": "伙伴", "payer": "出资方",
    "payer_agency": "出资机构", "per": "按", "period": "周期", "period_end": "期末", "period_start": "期初", "program": "人才项目",
    "programs": "人才项目", "purpose": "用途", "quote": "原文", "rank": "排名", "rate_max": "比例至多", "rate_min": "比例至少",
    "read": "阅读", "recipient": "对象", "relation": "关系", "role": "角色", "rule": "规则", "severity": "程度", "source": "来源",
    "status": "状态", "status_basis": "状态依据",
    "support": "配合", "support_implied": "配合（行文）",
    "target_year": "目标年", "targets": "目标", "task": "任务",
    "text": "内容", "tier": "级别", "title": "标题", "unit": "单位", "value": "值", "value_max": "至多", "value_min": "至少",
    "value_text": "值（原文）", "year": "年份",
}  # fmt: skip
"""Headings of columns and inputs. One that is not here goes by its own name."""

FILTERS = {"text": "字词"}
ROLES = {"lead": "牵头", "support": "配合", "responsible": "责任", "oversight": "监督", "funding": "出资"}
BASES = {"assigned": "明确分派", "implied": "行文所示"}
KINDS = {
    "party": "党委部门", "government": "政府部门", "county": "县区", "public_institution": "事业单位", "university": "院校",
    "enterprise": "企业", "group": "机构群", "other": "其他",
}  # fmt: skip
STATUSES = {"in_force": "有效", "expired": "已过期", "replaced": "已被替代", "unknown": "效力未核实"}
STATUS_COLOURS = {"in_force": "#2f6f4e", "expired": "#8a3b2e", "replaced": "#8a3b2e", "unknown": "#8a6d1d"}
CONCEPTS = ROLES | BASES | KINDS | STATUSES

_MARKUP = re.compile(r"([!-/:-@\[-`{-~])")


def heading(column: str) -> str:
    return COLUMNS.get(column, column)


def concept(code: str) -> str:
    """`牵头 lead`; a code without a Chinese word stays as it is."""
    return f"{CONCEPTS[code]} {code}" if code in CONCEPTS else code


def literal(text: str) -> str:
    """`text` for a place that reads Markdown: shown as it stands, no link, no picture."""
    return _MARKUP.sub(r"\\\1", text)
