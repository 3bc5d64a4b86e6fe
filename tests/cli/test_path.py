"""Every option of `path`, as a user types it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from graph.stores import open_store
from tests.conftest import Outcome, Run
from tests.contract.small import NOTE, PAPER, claim, load, person

AT, WAGNER, ASKAR = "A.T.", "Wagner Group", "Askar Kubanychbek"
HYPOTHESIS = (ASKAR, "kyrgyz-man-ten-years", "--through-hypotheses")


class Asking:
    """`path` in one store."""

    def __init__(self, run: Run, place: Path) -> None:
        self._run, self._place = run, place

    def __call__(self, *words: object) -> Outcome:
        return self._run("path", *words, "--store", self._place)

    def json(self, *words: object) -> dict[str, Any]:
        """The JSON that is promised."""
        done = self(*words, "--format", "json")
        assert done.code == 0, done.err
        found: dict[str, Any] = json.loads(done.out)
        return found

    def routes(self, *words: object) -> list[list[str]]:
        """The ids along each path."""
        return [[node["id"] for node in one["nodes"]] for one in self.json(*words)["paths"]]


@pytest.fixture
def path(run: Run, seeded_folder: Path) -> Asking:
    """`path` in the seeds."""
    return Asking(run, seeded_folder)


@pytest.fixture(scope="module")
def doubles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which two people have one name, and grades and days differ."""
    folder = tmp_path_factory.mktemp("doubles") / "casegraph.db"
    with open_store(str(folder), create=True) as store:
        store.migrate()
        load(
            store,
            [
                PAPER,
                NOTE,
                person("ivan-1", "Ivan Petrov"),
                person("ivan-2", "Ivan Petrov"),
                person("olga", "Olga Sidorova"),
                person("place", "Place"),
                claim("ivan-1", "RELATIVE_OF", "olga", source="note", credibility=4),
                claim("ivan-1", "RELATIVE_OF", "place", since="2020-01-01", until="2022-01-01"),
                claim("place", "RELATIVE_OF", "olga", since="2021", until="2023"),
                claim("ivan-2", "RECRUITED_BY", "olga", source="note", credibility=3),
            ],
        )
    return folder


def test_k_gives_the_best_few_in_order(path: Asking) -> None:
    one, three = path.routes(AT, WAGNER), path.routes(AT, WAGNER, "-k", 3)
    assert one == three[:1]
    assert [len(route) - 1 for route in three] == [2, 3, 4]
    assert len({tuple(route) for route in three}) == 3


def test_all_and_k_exclude_each_other(path: Asking) -> None:
    done = path(AT, WAGNER, "--all", "-k", 2)
    assert (done.code, done.out) == (2, "")
    assert "--all" in done.err


@pytest.mark.parametrize("k", ["0", "-1", "1001", "few"])
def test_impossible_numbers_of_paths_are_usage_errors(path: Asking, k: str) -> None:
    done = path(AT, WAGNER, "-k", k)
    assert (done.code, done.out) == (2, "")


def test_eight_hops_are_looked_for_unless_told_otherwise(path: Asking) -> None:
    help_text = path("--help").out
    assert re.search(r"--max-hops[^-]*\[default: 8\]", help_text)
    assert path(AT, WAGNER, "--avoid", "Russia", "--max-hops", 4).code == 3
    assert len(path.routes(AT, WAGNER, "--avoid", "Russia", "--max-hops", 5)[0]) == 6


def test_via_takes_names_and_ids_and_may_be_repeated(path: Asking) -> None:
    [route] = path.routes(AT, WAGNER, "--via", "Kyrgyzstan")
    assert "kyrgyzstan" in route
    [route] = path.routes(AT, WAGNER, "--via", "kyrgyzstan", "--via", "Central Asia")
    assert {"kyrgyzstan", "central-asia"} <= set(route)
    done = path(AT, WAGNER, "--via", "Nobody")
    assert (done.code, done.out) == (3, "")
    assert "Nobody" in done.err


def test_avoid_takes_names_aliases_ids_and_kinds(path: Asking) -> None:
    ends = (AT, "Russian Ministry of Defense", "--all")
    forces = "russian-armed-forces"
    assert forces in [key for route in path.routes(*ends) for key in route]
    for name in ("Russian armed forces", "russian ARMY", forces):
        assert forces not in [key for route in path.routes(*ends, "--avoid", name) for key in route]
    kinds = {node["kind"] for one in path.json(*ends)["paths"] for node in one["nodes"][1:-1]}
    assert "Country" in kinds
    for kind in ("Country", "country", "COUNTRY"):
        done = path(AT, WAGNER, "--avoid", kind)
        assert done.code == 3
        assert "Russia" in done.err
    below = path.json(*ends, "--avoid", "place")["paths"]
    assert not {"Country", "Place"} & {node["kind"] for one in below for node in one["nodes"][1:-1]}


def test_an_end_of_an_avoided_kind_is_still_an_end(path: Asking) -> None:
    assert path.routes(AT, "Russia", "--avoid", "Country") == [["a-t", "russia"]]
    done = path(AT, "Russia", "--avoid", "Russia")
    assert done.code == 2
    assert "avoid" in done.err


def test_the_name_of_a_kind_means_the_kind(run: Run, doubles: Path) -> None:
    ask = Asking(run, doubles)
    assert ask.routes("ivan-1", "Olga Sidorova", "-k", 2, "--avoid", "place") == [
        ["ivan-1", "olga"],
        ["ivan-1", "place", "olga"],
    ]
    assert "always means the kind" in " ".join(ask("--help").out.split())


def test_only_and_not_take_types_as_they_are_said(path: Asking) -> None:
    for name in ("recruited-by", "RECRUITED_BY", "Recruited By"):
        found = path.json(AT, "Russian armed forces", "--only", name)
        [hop] = found["paths"][0]["hops"]
        assert (hop["relation"], hop["also"]) == ("RECRUITED_BY", [])
    found = path.json(AT, WAGNER, "--not", "travelled to")
    assert len(found["paths"][0]["hops"]) == 4
    assert "TRAVELLED_TO" not in json.dumps(found)
    both = path.json(AT, WAGNER, "--only", "travelled-to", "--only", "located-in")
    assert [hop["relation"] for hop in both["paths"][0]["hops"]] == ["TRAVELLED_TO", "LOCATED_IN"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--only", "recruited-bye"), "RECRUITED_BY"),
        (("--not", "loves"), "no relation “loves”"),
        (("--only", "heads", "--not", "heads"), "no relation type is left"),
        (("--min-grade", "Z9"), "B2"),
        (("--min-origins", "0"), "--min-origins"),
        (("--as-of", "2024"), "YYYY-MM-DD"),
        (("--prefer", "long"), "--prefer"),
        (("--timeout", "0"), "--timeout"),
        (("--format", "xml"), "mermaid"),
    ],
)
def test_bad_values_are_usage_errors_that_help(path: Asking, words: tuple[str, ...], told: str) -> None:
    done = path(AT, WAGNER, *words)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert "Traceback" not in done.err


def test_directed_walks_along_relations_only(path: Asking) -> None:
    done = path(ASKAR, WAGNER, "--directed")
    assert done.code == 3
    assert "--directed" in done.err
    assert path.routes(AT, "Russia", "--directed") == [["a-t", "russia"]]


def test_a_day_is_said_of_each_hop(run: Run, doubles: Path) -> None:
    ask = Asking(run, doubles)
    around = ("ivan-1", "olga", "--min-grade", "B6")
    done = ask(*around, "--as-of", "2021-06-01")
    assert "on 2021-06-01: definitely" in done.out
    assert "on 2021-06-01: possibly" in done.out
    assert "on 2021-06-01: not stated" in ask("ivan-1", "olga", "--as-of", "2021-06-01").out
    rows = list(csv.DictReader(io.StringIO(ask(*around, "--as-of", "2021-06-01", "--format", "csv").out)))
    assert [row["certainty"] for row in rows] == ["definitely", "possibly"]
    assert "definitely" in ask(*around, "--as-of", "2021-06-01", "--format", "mermaid").out
    done = ask(*around, "--as-of", "2024-06-01")
    assert (done.code, done.out) == (3, "")
    assert "2024-06-01" in done.err


def test_what_was_known_on_a_day(path: Asking) -> None:
    assert path(ASKAR, "Kyrgyzstan", "--known-at", "2026-06-01").code == 0
    done = path(ASKAR, "Kyrgyzstan", "--known-at", "2024-06-01")
    assert (done.code, done.out) == (3, "")
    assert "as known on 2024-06-01" in done.err


def test_min_grade_finds_the_detour_that_qualifies_and_names_the_weaker_one(run: Run, doubles: Path) -> None:
    ask = Asking(run, doubles)
    assert ask.routes("ivan-1", "olga") == [["ivan-1", "olga"]]
    assert ask.routes("ivan-1", "olga", "--min-grade", "b3") == [["ivan-1", "place", "olga"]]
    done = ask("ivan-2", "olga", "--min-grade", "B3")
    assert done.code == 3
    assert "F3" in done.err


def test_min_origins_asks_for_independent_voices(path: Asking) -> None:
    found = path.json("I Want to Live", "Ukraine", "--min-origins", 2)
    assert found["paths"][0]["weakest"] == {"grade": "B2", "origins": 2}
    assert path(AT, WAGNER, "--min-origins", 2).code == 3


def test_the_support_of_a_path_is_said(run: Run, path: Asking, doubles: Path) -> None:
    assert path(AT, WAGNER).out.splitlines()[-1] == "  weakest hop B2, 1 origin"
    assert "  weakest hop B2, 2 origins" in path("I Want to Live", "Ukraine", "--min-origins", 2).out.splitlines()
    assert "  weakest hop F4, 1 origin" in Asking(run, doubles)("ivan-1", "olga").out.splitlines()


def test_prefer_says_what_is_best(run: Run, path: Asking, doubles: Path) -> None:
    assert path.routes(AT, WAGNER, "--prefer", "short")[0] == path.routes(AT, WAGNER)[0]
    ask = Asking(run, doubles)
    assert ask.routes("ivan-1", "olga", "-k", 2, "--prefer", "evidence")[0] == ["ivan-1", "olga"]
    costs = [one["cost"] for one in path.json(ASKAR, WAGNER, "-k", 3, "--prefer", "specific")["paths"]]
    assert costs == sorted(costs)
    done = path(AT, WAGNER, "--all", "--prefer", "evidence")
    assert done.code == 2


def test_a_hypothesis_is_walked_only_when_asked_and_marked_in_every_format(path: Asking, tmp_path: Path) -> None:
    assert "POSSIBLY_SAME_AS" not in path(*HYPOTHESIS[:2], "--format", "json").out
    text = path(*HYPOTHESIS).out
    assert "—[possibly the same as (hypothesis)]—" in text.splitlines()[0]
    assert "possibly the same as (hypothesis)" in text.splitlines()[1]
    assert path.json(*HYPOTHESIS)["paths"][0]["hops"][0]["hypothesis"] is True
    assert json.loads(path(*HYPOTHESIS, "--format", "jsonl").out)["hops"][0]["hypothesis"] is True
    [row] = csv.DictReader(io.StringIO(path(*HYPOTHESIS, "--format", "csv").out))
    assert (row["relation"], row["hypothesis"]) == ("POSSIBLY_SAME_AS", "yes")
    mermaid = path(*HYPOTHESIS, "--format", "mermaid").out
    assert re.search(r'n0 -\.-\|"possibly the same as #40;hypothesis#41;.*"\| n1', mermaid)
    done = path(*HYPOTHESIS, "--html", tmp_path / "page.html")
    assert done.code == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert '"dashes":[14,6]' in page.replace(" ", "")


def test_explain_follows_the_answer_and_leaves_the_data_alone(path: Asking) -> None:
    words = (ASKAR, WAGNER, "--min-grade", "B2", "--explain")
    plain, explained = path(*words[:-1]), path(*words)
    assert explained.out.startswith(plain.out)
    assert "by --min-grade" in explained.out
    assert "step 1, outwards from" in explained.out
    for fmt in ("json", "jsonl", "csv", "mermaid"):
        done = path(*words, "--format", fmt)
        assert "by --min-grade" in done.err
        assert "outwards" not in done.out
    assert path.json(*words)["explain"]["removed"]["min_grade"] > 0
    assert "explain" not in path.json(*words[:-1])


def test_no_time_is_told_with_what_helps(path: Asking) -> None:
    done = path(AT, WAGNER, "--timeout", "0.000001")
    assert (done.code, done.out) == (1, "")
    assert "--timeout" in done.err


def test_csv_has_one_row_a_hop_with_the_same_columns_whatever_is_found(path: Asking) -> None:
    rows = list(csv.reader(io.StringIO(path(AT, WAGNER, "-k", 2, "--format", "csv").out)))
    assert rows[0][:3] == ["path", "hop", "relation"]
    assert rows[0][-3:] == ["certainty", "hypothesis", "also"]
    assert [row[:2] for row in rows[1:]] == [["1", "1"], ["1", "2"], ["2", "1"], ["2", "2"], ["2", "3"]]
    also = [row[-1] for row in csv.reader(io.StringIO(path(ASKAR, WAGNER, "--format", "csv").out))][1]
    assert "askar-kubanychbek|TRAVELLED_TO|russia" in also


def test_mermaid_draws_each_entity_and_relation_once(path: Asking) -> None:
    lines = path(ASKAR, WAGNER, "-k", 2, "--format", "mermaid").out.splitlines()
    assert lines[0] == "flowchart LR"
    nodes = [line for line in lines if re.fullmatch(r'  n\d+\[".*"\]', line)]
    edges = [line for line in lines if re.fullmatch(r'  n\d+ (-->|-\.->|-\.-)\|".*"\| n\d+', line)]
    assert len(nodes) + len(edges) + 1 == len(lines)
    assert len(set(nodes)) == len(nodes) == 4
    assert len(set(edges)) == len(edges) > 4


def test_html_is_written_beside_the_answer(path: Asking, tmp_path: Path) -> None:
    out = tmp_path / "how.html"
    done = path(AT, WAGNER, "--html", out)
    assert (done.code, done.out) == (0, path(AT, WAGNER).out)
    assert "3 entities" in done.err
    assert "protected" in done.err
    page = out.read_text(encoding="utf-8")
    assert "From A.T. to Wagner Group" in page
    done = path(AT, WAGNER, "--html", tmp_path / "nowhere" / "how.html")
    assert done.code == 1
    assert "cannot be written" in done.err


def test_a_name_of_several_says_which_of_the_names_it_was(run: Run, doubles: Path) -> None:
    ask = Asking(run, doubles)
    for words in (
        ("Ivan Petrov", "olga"),
        ("olga", "place", "--via", "Ivan Petrov"),
        ("olga", "place", "--avoid", "Ivan Petrov"),
    ):
        done = ask(*words)
        assert (done.code, done.out) == (3, "")
        assert "ivan-1" in done.err
        assert "ivan-2" in done.err
        assert "for “Ivan Petrov”" in done.err
