"""Comparing places and documents: what is stated, what is not, and that nothing is added up or ranked that does not compare."""

from __future__ import annotations

from typing import Any

import pytest

from kg.errors import UnknownValue
from kg.graph import Graph

Row = dict[str, Any]


def one(rows: list[Row], **cells: object) -> Row:
    [row] = [row for row in rows if all(row[column] == value for column, value in cells.items())]
    return row


class TestComparison:
    def test_a_cell_has_the_facts_that_the_question_of_the_facts_has(self, graph: Graph) -> None:
        for by, question, column in (("instrument", "measures", "instrument"), ("money", "funding", "kind")):
            facts = graph.answer(question).rows
            for row in graph.answer("comparison", {"by": by}).rows:
                ids = {fact["id"] for fact in facts if fact[column] == row["item"] and fact["city_code"] == row["city_code"]}
                assert set(row["fact_ids"]) == ids and row["facts"] == len(ids) and (row["state"] == "stated") == bool(ids)

    def test_said_nothing_is_told_from_not_read_and_not_held(self, graph: Graph) -> None:
        rows = graph.answer("comparison", {"by": "instrument", "city": ["云泽市", "霜桥市", "910000"]}).rows
        of_housing = {row["city"]: row["state"] for row in rows if row["item"] == "housing"}
        assert of_housing == {"云泽市": "unread", "苇塘县": "stated", "雾岭市": "stated", "霜桥市": "silent"}
        [other, *_] = graph.answer("comparison", {"by": "indicator", "city": "样例国", "across": "document"}).rows
        assert other["document"]

    def test_a_place_without_a_document_is_a_column(self, graph: Graph) -> None:
        below = graph.answer("comparison", {"city": "雾岭市"}).rows
        assert {row["state"] for row in below} <= {"stated", "silent"}

    def test_a_mention_is_no_offer(self, graph: Graph) -> None:
        rows = graph.answer("comparison", {"by": "program"}).rows
        mentioned = [row for row in rows if row["state"] == "mentioned"]
        assert mentioned and all(row["facts"] == 0 and row["fact_ids"] for row in mentioned)
        ids = {row["id"] for row in graph.answer("programs").rows}
        assert all(set(row["fact_ids"]) <= ids for row in mentioned)

    def test_a_narrower_category_counts_in_the_row_of_the_broader_one(self, graph: Graph) -> None:
        rows = graph.answer("comparison", {"by": "category"}).rows
        assert one(rows, item="high-level", city="云泽市")["facts"] >= one(rows, item="academician", city="云泽市")["facts"] > 0

    def test_documents_side_by_side(self, graph: Graph) -> None:
        rows = graph.answer("comparison", {"across": "document", "document": ["wuling-2019-8", "wuling-2023-6"]}).rows
        assert {row["document"] for row in rows} == {"wuling-2019-8", "wuling-2023-6"}

    def test_goals_stand_as_written(self, graph: Graph) -> None:
        rows = graph.answer("comparison", {"by": "indicator"}).rows
        assert one(rows, item="talent-total", city="雾岭市")["figures"] == ["2025：10万人", "2025：11万人"]

    def test_several_places_are_written_with_commas_between(self, graph: Graph) -> None:
        listed = graph.answer("comparison", {"city": ["霜桥市", "雾岭市"]}).rows
        for written in ("霜桥, 雾岭市", "霜桥，雾岭市"):
            assert graph.answer("comparison", {"city": written}).rows == listed
        with pytest.raises(UnknownValue, match="火星"):
            graph.answer("comparison", {"city": "霜桥,火星"})

    def test_an_unknown_row_is_refused(self, graph: Graph) -> None:
        with pytest.raises(UnknownValue, match="colour"):
            graph.answer("comparison", {"by": "colour"})


class TestInstrumentMatrix:
    def test_who_uses_what_a_place_lacks(self, graph: Graph) -> None:
        row = one(
            graph.answer("instrument_matrix", {"instrument": "housing", "city": ["霜桥市", "雾岭市"]}).rows, city="霜桥市", category=None
        )
        assert (row["state"], row["used_by"], row["used_elsewhere"]) == ("silent", ["雾岭市"], 1)

    def test_a_row_without_category_counts_every_measure_once(self, graph: Graph) -> None:
        rows = graph.answer("instrument_matrix").rows
        assert sum(row["measures"] for row in rows if row["category"] is None) == len(graph.answer("measures").rows)


class TestOfferRanges:
    def test_only_sums_of_one_kind_period_unit_and_tier_are_ranked_together(self, graph: Graph) -> None:
        rows = graph.answer("offer_ranges").rows
        facts = {row["id"]: row for row in graph.answer("funding").rows}
        assert sorted(id_ for row in rows for id_ in row["fact_ids"]) == sorted(facts)
        for row in rows:
            own = [facts[id_] for id_ in row["fact_ids"]]
            assert {(f["kind"], f["period"], f["per"], f["tier"], f["document"]) for f in own} == {
                (row["kind"], row["period"], row["per"], row["tier"], row["document"])
            }
            most = [f["amount_max"] or f["amount_min"] for f in own if f["amount_max"] or f["amount_min"]]
            assert row["amount_max"] == max(most, default=None) and (row["rank"] is None) == (not most)

    def test_the_highest_comes_first_and_a_ceiling_is_called_one(self, graph: Graph) -> None:
        rows = graph.answer("offer_ranges").rows
        settling = [(row["rank"], row["city"], row["amount_max"]) for row in rows if row["what"] == ["安家补贴"]]
        assert settling == [(1, "云泽市", 1000000.0), (2, "霜桥市", 200000.0)]
        assert one(rows, kind="reward", per="enterprise")["at_most"] is True

    def test_money_without_a_sum_is_counted(self, graph: Graph) -> None:
        row = one(graph.answer("offer_ranges").rows, kind="relief")
        assert (row["without_sum"], row["amount_max"], row["rank"]) == (1, None, None)


class TestGoalsCompared:
    def test_pace_is_compounded_from_the_base(self, graph: Graph) -> None:
        row = one(graph.answer("goals_compared", {"indicator": "人才公寓"}).rows, city="雾岭市")
        assert (row["base"], row["goal"], row["goal_year"] - row["base_year"]) == (300, 500, 5)
        assert row["pace"] == pytest.approx((500 / 300) ** 0.2 - 1) and row["growth"] == pytest.approx(2 / 3) and row["per_year"] == 40
        assert (row["rank"], row["compared"], row["comparability"]) == (2, 2, "compared")

    def test_what_does_not_compare_says_why(self, graph: Graph) -> None:
        rows = graph.answer("goals_compared").rows
        assert one(rows, indicator="talent-apartments", city="苇塘县")["comparability"] == "other_place"
        assert one(rows, indicator="talent-apartments", city="云泽市")["comparability"] == "no_base"
        assert one(rows, indicator="doctors-recruited", city="云泽市")["comparability"] == "flow"
        assert all((row["rank"] is not None) == (row["comparability"] == "compared") for row in rows)

    def test_of_less_is_better_the_fastest_to_fall_is_first(self, graph: Graph) -> None:
        row = one(graph.answer("goals_compared", {"indicator": "就业困难人员"}).rows, city="雾岭市")
        assert row["direction"] == "less" and row["pace"] < 0 and row["rank"] == 1

    def test_two_values_for_one_year_are_both_there(self, graph: Graph) -> None:
        rows = graph.answer("goals_compared", {"indicator": "人才资源总量", "city": "雾岭市"}).rows
        assert [(row["goal_written"], row["goals_here"]) for row in rows] == [("11万人", 2), ("10万人", 2)]
        assert [row["base_elsewhere"] for row in rows] == [False, True]

    def test_about_is_the_value_itself(self, graph: Graph) -> None:
        assert one(graph.answer("goals_compared", {"indicator": "人才公寓"}).rows, city="云泽市")["goal"] == 1000


class TestClassCrosswalk:
    def test_what_is_recorded_has_its_grade_both_ways(self, graph: Graph) -> None:
        there = one(graph.answer("class_crosswalk", {"city": "云泽市", "category": "A类人才"}).rows, other="academician")
        back = one(graph.answer("class_crosswalk", {"city": "雾岭市", "category": "院士"}).rows, other="yunze-class-a")
        assert (there["grade"], there["basis"], back["grade"]) == ("narrow", "recorded", "broad")

    def test_one_class_in_two_places_shows_what_only_one_asks(self, graph: Graph) -> None:
        row = one(graph.answer("class_crosswalk", {"city": "云泽市", "category": "院士"}).rows, other="academician")
        assert (row["grade"], row["shared"], row["only_here"], row["only_there"]) == ("exact", [], ["学历学位≥博士"], [])


class TestClauseMatches:
    def test_clauses_of_one_subject_meet(self, graph: Graph) -> None:
        rows = graph.answer("clause_matches", {"document": "shuangqiao-2022-2", "other": "wuling-2021-2025"}).rows
        row = one(rows, clause="shuangqiao-2022-2/t1-r3", rank=1)
        assert row["other"] == "wuling-2021-2025/t1-r4" and "high-skilled-talent-total" in row["shared"]
        assert dict(zip(row["shared"], row["shared_kinds"], strict=True))["high-skilled-talent-total"] == "indicator"
        assert all(0.15 <= row["score"] <= 1 and row["shared"] for row in rows if row["other"])

    def test_it_needs_two_documents(self, graph: Graph) -> None:
        with pytest.raises(UnknownValue, match="other"):
            graph.answer("clause_matches", {"document": "shuangqiao-2022-2"})
