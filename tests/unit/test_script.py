"""The page's script: modules put together without node, by rules that a module cannot break unnoticed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from graph.export import page_texts, view
from graph.export.letters import latin_letters
from graph.export.page_texts import LANGUAGES, texts
from graph.export.script import bundle, join
from graph.model import KINDS, RELATIONS
from graph.model.vocabulary import Bound, Identification, Judgement, RulingType, Status

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


TERM = re.compile(r"(kind|relation|field|value|status)\.(\w+)")


def read_terms(language: str) -> set[tuple[str, str]]:
    """What a language's file has translations of, by the model's own names: (family, name)."""
    file = Path(page_texts.__file__).parent / "page" / "texts" / f"{language}.json"
    return {(found[1], found[2]) for key in json.loads(file.read_text("utf-8")) if (found := TERM.fullmatch(key))}


def test_languages_translate_the_same_terms_and_only_those_of_the_model() -> None:
    known = {("kind", name) for name in KINDS} | {("relation", name) for name in RELATIONS}
    known |= {("value", str(word)) for words in (Bound, Identification, RulingType, Judgement) for word in words}
    known |= {("status", str(word)) for word in Status}
    known |= {("field", name) for kind in (*KINDS.values(), *RELATIONS.values()) for name in kind.model_fields}
    known |= {("field", name) for name in ("certainty", "dates", "metric")}
    first = read_terms("ru")
    assert first <= known
    assert len(first) > 150
    assert all(read_terms(language) == first for language in LANGUAGES if language != "en")


def test_what_a_language_does_not_translate_is_labelled_in_english() -> None:
    labels = {f"field.{name}" for name, label in page_texts.field_labels().items()}
    assert all(labels <= set(texts()[language]) for language in LANGUAGES)
    assert texts()["en"]["field.penalty_life"] == "life sentence possible"
    assert "field.penalty_life" not in json.loads((Path(page_texts.__file__).parent / "page/texts/en.json").read_text("utf-8"))


def test_letters_of_the_region_and_of_names_become_latin() -> None:
    letters = latin_letters(["李", "a"])
    assert (letters["ы"], letters["Ғ"], letters["李"]) == ("y", "Gh", "Li")
    assert "a" not in letters
    assert json.dumps(letters) == json.dumps(latin_letters(["a", "李"]))
