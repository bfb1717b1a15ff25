"""The reader without an outline."""

from kg.text.structure import read_structure


def test_parts_are_found_without_an_outline() -> None:
    assert list(read_structure("前言。\n一、甲\n（一）乙。丙。\n").clauses) == ["preamble", "c1", "a1"]
