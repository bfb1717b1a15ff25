"""What the product is made of may be passed on under its own licence, Apache-2.0."""

from __future__ import annotations

import json
from importlib.metadata import metadata

import pytest

from tests.distribution.locks import REPOSITORY, locked

ALLOWED = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC-BY-4.0",  # pictures: the icons of the query editor
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-CMU",
    "MPL-2.0",  # its copyleft ends at the file, and no file of such a package is changed here
    "PSF-2.0",
    "W3C-20150513",
    "Zlib",
}
"""SPDX identifiers. GPL, LGPL and AGPL are not among them."""
SPDX = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "BSD": "BSD-3-Clause",  # pyvis, by its LICENSE_BSD.txt
    # pypdfium2, by the texts in its wheel: PDFium (BSD-3-Clause, Apache-2.0) and what is built into it, all permissive
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: ISC License (ISCL)": "ISC",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""Other words for the same licences, as packages have them in `License` or in their classifiers."""
IN_LICENSE_FILE = {"node_modules/jsuri": "MIT"}
"""Packages of npm that state their licence in a file alone."""


def stated(name: str) -> str:
    """The licence of an installed package: its SPDX expression, else what its field `License` or its classifiers say."""
    about = metadata(name)
    if expression := about.get("License-Expression"):
        return expression
    field = about.get("License", "").strip()
    if field and permitted(SPDX.get(field, field)):
        return SPDX.get(field, field)
    classifiers = [one for one in about.get_all("Classifier") or [] if one.startswith("License ::")]
    return " AND ".join(SPDX.get(one, one) for one in classifiers) or field.partition("\n")[0] or "no licence"


def permitted(expression: str) -> bool:
    """Whether an SPDX expression of AND and OR leaves a choice that is allowed. Exceptions (WITH) are not read, so not allowed."""
    terms = expression.replace("(", " ").replace(")", " ")
    return all(any(term.strip() in ALLOWED for term in choice.split(" OR ")) for choice in terms.split(" AND "))


@pytest.mark.parametrize("lock", ["runtime", "build"])
def test_all_packages_have_a_licence_that_is_allowed(lock: str) -> None:
    refused = {name: licence for name in locked(lock) if not permitted(licence := stated(name))}
    assert not refused, "use another package, or add the licence to ALLOWED if it is permissive"


def test_the_code_of_the_query_editor_has_a_licence_that_is_allowed() -> None:
    lock = json.loads((REPOSITORY / "kg/server/browser/package-lock.json").read_text(encoding="utf-8"))
    licences = {name: package.get("license", IN_LICENSE_FILE.get(name, "none")) for name, package in lock["packages"].items() if name}
    assert licences
    assert not {name: licence for name, licence in licences.items() if not permitted(licence)}


@pytest.mark.parametrize(
    ("expression", "may"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-or-later", True),
        ("(MIT OR Apache-2.0) AND BSD-3-Clause", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only OR LGPL-2.1-only", False),
        ("MIT AND GPL-2.0-only", False),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
        ("GNU General Public License (GPL)", False),
        ("no licence", False),
    ],
)
def test_copyleft_is_refused(expression: str, may: bool) -> None:
    assert permitted(expression) is may
