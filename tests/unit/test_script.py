"""The page's script: modules put together without node, by rules that a module cannot break unnoticed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from graph.export import view
from graph.export.letters import latin_letters
from graph.export.page_texts import LANGUAGES, texts
from graph.export.script import bundle, join
from graph.model import KINDS, RELATIONS
from graph.model.vocabulary import Bound, Identification, RulingType, Status

FOLDER = Path(view.__file__).parent / "page" / "script"


def test_the_bundle_holds_every_module_once_and_imports_nothing() -> None:
    script = bundle()
    assert sorted(re.findall(r"^/\* --- (\S+) --- \*/$", script, re.MULTILINE)) == sorted(
        file.name for file in FOLDER.glob("*.js")
    )
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    assert "</script" not in script
    assert "innerHTML" not in script
    assert not re.search(r"\beval\(|new Function|document\.write|\.style\.|setAttribute\('(on|style)", script)


@pytest.mark.parametrize(
    ("texts_", "complaint"),
    [
        ({"a.js": "const x = 1;\n", "b.js": "class x {}\n"}, "both name 'x'"),
        ({"a.js": "const x = 1;\n", "b.js": "import { x } from './a.js';\n"}, "does not export: x"),
        ({"a.js": "import * as b from './b.js';\n"}, "of a form that is not put together"),
        ({"a.js": "export default 1;\n"}, "of a form that is not put together"),
    ],
)
def test_what_breaks_a_rule_is_refused(texts_: dict[str, str], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        join(texts_)


def test_modules_that_import_in_a_circle_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "page" / "script"
    folder.mkdir(parents=True)
    (folder / "page.js").write_text("import { b } from './b.js';\n", "utf-8")
    (folder / "b.js").write_text("import { c } from './page.js';\nexport const b = 1;\n", "utf-8")
    monkeypatch.setattr("graph.export.script.resources.files", lambda _: tmp_path)
    with pytest.raises(ValueError, match=r"in a circle: page.js → b.js → page.js"):
        bundle.__wrapped__()


def test_the_script_knows_the_fields_of_the_view() -> None:
    types = (FOLDER / "types.d.ts").read_text("utf-8")
    for part in (
        view.ViewNode,
        view.ViewEdge,
        view.ViewClaim,
        view.ViewSource,
        view.ViewConflict,
        view.LegendEntry,
        view.GraphView,
    ):
        found = re.search(rf"interface {part.__name__} {{\n(.*?)\n}}", types, re.DOTALL)
        assert found, part
        assert re.findall(r"^  (\w+)", found[1], re.MULTILINE) == list(part.model_fields), part


def test_each_kind_relation_and_word_of_the_model_has_a_name_in_every_language() -> None:
    keys = {f"kind.{name}" for name in KINDS} | {f"relation.{name}" for name in RELATIONS} | {f"status.{word}" for word in Status}
    keys |= {f"value.{word}" for words in (Bound, Identification, RulingType) for word in words}
    base = {
        "id",
        "kind",
        "source",
        "target",
        "sources",
        "origins",
        "grade",
        "status",
        "since",
        "until",
        "datasets",
        "protected",
        "as_of",
    }
    keys |= {f"field.{name}" for kind in (*KINDS.values(), *RELATIONS.values()) for name in set(kind.model_fields) - base}
    for language in LANGUAGES:
        assert keys - set(texts()[language]) == set(), language


def test_letters_of_the_region_and_of_names_become_latin() -> None:
    letters = latin_letters(["李", "a"])
    assert (letters["ы"], letters["Ғ"], letters["李"]) == ("y", "Gh", "Li")
    assert "a" not in letters
    assert json.dumps(letters) == json.dumps(latin_letters(["a", "李"]))
