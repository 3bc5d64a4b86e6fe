"""--as-of and --known-at of show, query run and export html, on every engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.cli.main import main

pytestmark = pytest.mark.contract

MAN = "Askar Kubanychbek"


@pytest.fixture
def run(store_place: str, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command on a seeded store; gives exit code, stdout and stderr."""

    def command(*words: str) -> tuple[int, str, str]:
        code, _ = main([*words, "--store", store_place])
        out, err = capsys.readouterr()
        return code, out, err

    return command


def test_show_on_a_day(run: Any) -> None:
    code, out, _ = run("show", MAN, "--as-of", "2024-04-10", "--known-at", "2025-07-10", "--format", "json")
    shown = json.loads(out)
    assert code == 0
    assert shown["moment"] == {"as_of": "2024-04-10", "known_at": "2025-07-10"}
    certainty = {f"{row['relation']} {row['other_id']}": row["certainty"] for row in shown["relations"]}
    assert certainty["TRAVELLED_TO russia"] == "possibly"
    assert certainty["DEFENDANT_IN kubanychbek-case"] == "not stated"
    assert [(row["id"], row["certainty"]) for row in shown["rulings"]] == [
        ("kubanychbek-ten-years", "definitely"),
        ("kubanychbek-seven-years", "not stated"),
        ("kubanychbek-probation", "not stated"),
    ]


def test_show_prints_the_days_and_the_certainty(run: Any) -> None:
    _, out, err = run("show", MAN, "--as-of", "2023-05-15")
    assert out.splitlines()[1] == "as of 2023-05-15"
    assert "certainty" in out
    assert "possibly" in out
    assert err == ""
    _, known, _ = run("show", MAN, "--known-at", "2025-07-10")
    assert known.splitlines()[1] == "as known on 2025-07-10"
    assert "certainty" not in known


def test_show_without_a_day_knows_nothing_of_days(run: Any) -> None:
    _, out, _ = run("show", MAN, "--format", "json")
    shown = json.loads(out)
    assert "moment" not in shown
    assert all("certainty" not in row for part in ("relations", "rulings") for row in shown[part])


def test_a_group_keeps_the_day_of_its_own_count(run: Any) -> None:
    _, out, _ = run("query", "run", "counted-groups", "--format", "json")
    group = next(row for row in json.loads(out)["rows"] if row["as_of"])
    _, out, _ = run("show", group["name_id"], "--as-of", "2026-01-01", "--format", "json")
    assert (json.loads(out)["as_of"], json.loads(out)["moment"]) == (group["as_of"], {"as_of": "2026-01-01"})


def test_a_canned_query_on_a_day(run: Any) -> None:
    question = ("query", "run", "recruited-by", "--format", "json")
    everything, then, known = (
        json.loads(run(*question, *days)[1])
        for days in ((), ("--as-of", "2023-06-01"), ("--as-of", "2023-06-01", "--known-at", "2024-12-31"))
    )
    assert everything["columns"][-1] == then["columns"][-1] == "certainty"
    assert {row["certainty"] for row in everything["rows"]} == {None}
    assert "a-t" in {row["person_id"] for row in everything["rows"]}
    assert "a-t" not in {row["person_id"] for row in then["rows"]}
    assert {row["certainty"] for row in then["rows"]} == {"possibly", "not stated"}
    assert 0 < len(known["rows"]) < len(then["rows"]) < len(everything["rows"])
    assert run(*question, "-p", "as_of=2023-06-01")[1] == run(*question, "--as-of", "2023-06-01")[1]


@pytest.mark.parametrize(
    ("question", "option", "lacks", "hint"),
    [
        (("hubs",), "--as-of", "hubs has no parameter as_of", "casegraph query list"),
        (("hubs",), "--known-at", "hubs has no parameter known_at", "casegraph query list"),
        (
            ("sentence-as-of", "-p", f"person={MAN}", "-p", "on=2024-01-01"),
            "--as-of",
            "sentence-as-of has no parameter as_of",
            "on",
        ),
        (("known-on", "-p", "on=2024-01-01"), "--known-at", "known-on has no parameter known_at", "on, as_of"),
    ],
)
def test_a_query_without_that_axis_says_what_it_lacks(
    run: Any, question: tuple[str, ...], option: str, lacks: str, hint: str
) -> None:
    code, out, err = run("query", "run", *question, option, "2024-01-01")
    assert (code, out) == (2, "")
    assert lacks in err
    assert hint in err


def test_a_day_given_twice_is_refused(run: Any) -> None:
    code, _, err = run("query", "run", "coerced", "-p", "as_of=2024-01-01", "--as-of", "2024-01-02")
    assert code == 2
    assert "as_of is given twice" in err


@pytest.mark.parametrize(
    "command", [("show", MAN), ("query", "run", "coerced"), ("export", "html", "-", "--around", MAN)], ids=lambda words: words[0]
)
@pytest.mark.parametrize("option", ["--as-of", "--known-at"])
@pytest.mark.parametrize("day", ["2024", "2024-05", "2024-02-30", "20240531", "tomorrow"])
def test_a_day_is_a_whole_date(run: Any, command: tuple[str, ...], option: str, day: str) -> None:
    code, out, err = run(*command, option, day)
    assert (code, out) == (2, "")
    assert option in err
    assert "write YYYY-MM-DD" in err or "no day of the calendar" in err


def view_of(page: Path) -> dict[str, Any]:
    text = page.read_text(encoding="utf-8").split('<script type="application/json" id="data">', 1)[1].split("</script>", 1)[0]
    found: dict[str, Any] = json.loads(text)["view"]
    return found


def test_a_page_on_a_day(run: Any, tmp_path: Path) -> None:
    page = tmp_path / "then.html"
    around = ("export", "html", str(page), "--around", MAN, "--hops", "1")
    assert run(*around)[0] == 0
    today = view_of(page)
    assert run(*around, "--as-of", "2024-04-10", "--known-at", "2025-07-10")[0] == 0
    view = view_of(page)
    assert view["description"].endswith("within 1 hop, as of 2024-04-10, as known on 2025-07-10")
    assert view["description"] in page.read_text(encoding="utf-8").split("<footer>")[1].split("</footer>")[0]
    assert {edge["properties"]["certainty"] for edge in view["edges"]} == {"possibly", "not stated"}
    assert {edge["id"] for edge in view["edges"]} <= {edge["id"] for edge in today["edges"]}
    assert {source["id"] for source in view["sources"]} <= {"src-russian-life", "src-diplomat"}
    assert "certainty" not in str(today["edges"])
    assert run(*around, "--as-of", "2023-04-30")[0] == 0
    assert not any("kubanychbek-ten-years" in edge["id"] for edge in view_of(page)["edges"])
    assert any("kubanychbek-ten-years" in edge["id"] for edge in view["edges"])


def test_a_page_of_a_query_asks_the_query_for_that_day(run: Any, tmp_path: Path) -> None:
    page = tmp_path / "query.html"
    for name in ("recruited-by", "hubs"):
        assert run("export", "html", str(page), "--query", name, "--as-of", "2023-06-01")[0] == 0
        assert "as of 2023-06-01" in view_of(page)["description"]
    assert run("export", "html", str(page), "--query", "recruited-by", "--as-of", "2023-06-01")[0] == 0
    assert "a-t" not in {node["id"] for node in view_of(page)["nodes"]}


def test_a_page_of_a_path_and_of_everything(run: Any, tmp_path: Path) -> None:
    page = tmp_path / "some.html"
    assert run("export", "html", str(page), "--path", MAN, "Kyrgyzstan", "--as-of", "2024-04-10")[0] == 0
    assert run("export", "html", str(page), "--all", "--known-at", "2025-01-01")[0] == 0
    assert {source["id"] for source in view_of(page)["sources"]} == {"src-migrants-digest"}


def test_a_page_of_a_day_on_which_nothing_was_known(run: Any, tmp_path: Path) -> None:
    code, _, err = run("export", "html", str(tmp_path / "none.html"), "--around", MAN, "--known-at", "2001-01-01")
    assert code == 3
    assert "nothing to show as known on 2001-01-01" in err
    assert not (tmp_path / "none.html").exists()
