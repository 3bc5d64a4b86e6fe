"""A file of FollowTheMoney entities made up for measuring: 80 % nodes, 20 % edges, names in Latin and Cyrillic.

The same count gives the same file. Edges come among the nodes and may come before their ends.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

GIVEN = ("Anna", "Boris", "Chinara", "Dmitri", "Elena", "Farid", "Gulnara", "Ivan", "Анна", "Борис", "Чинара", "Дмитрий")
FAMILY = ("Petrov", "Asanova", "Kim", "Rahimov", "Orlova", "Петров", "Асанова", "Ким", "Рахимов", "Орлова", "Сыдыков")
PLACES = ("Bishkek", "Osh", "Moscow", "Almaty", "Бишкек", "Ош", "Москва", "Алматы")
FORMS = ("LLC", "Holding", "Trading", "ООО", "Холдинг")
COUNTRIES = ("kg", "kz", "ru", "uz", "tj")


def person(rng: random.Random, key: str) -> dict[str, Any]:
    """A person with one or two names, a birth date and a nationality."""
    name = f"{rng.choice(GIVEN)} {rng.choice(FAMILY)} {rng.randrange(10**6)}"
    names = [name] if rng.random() < 0.6 else [name, f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}"]
    born = f"{rng.randrange(1940, 2004)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"
    properties = {"name": names, "birthDate": [born], "nationality": [rng.choice(COUNTRIES)]}
    return {"id": key, "schema": "Person", "properties": properties}


def body(rng: random.Random, key: str) -> dict[str, Any]:
    """A company or organization with a name, a country and an address."""
    name = f"{rng.choice(PLACES)} {rng.choice(FAMILY)} {rng.choice(FORMS)} {rng.randrange(10**6)}"
    properties = {"name": [name], "country": [rng.choice(COUNTRIES)], "address": [f"{rng.choice(PLACES)}, {rng.randrange(200)}"]}
    return {"id": key, "schema": "Company" if rng.random() < 0.7 else "Organization", "properties": properties}


def edge(rng: random.Random, key: str, people: int, bodies: int) -> dict[str, Any]:
    """An ownership, directorship, employment or family tie."""
    one = rng.randrange(people)
    start, other = f"p-{one}", f"p-{(one + rng.randrange(1, people)) % people}"
    end, since = f"o-{rng.randrange(bodies)}", f"{rng.randrange(1990, 2025)}"
    ties: tuple[tuple[str, dict[str, list[str]]], ...] = (
        ("Ownership", {"owner": [start], "asset": [end], "startDate": [since]}),
        ("Directorship", {"director": [start], "organization": [end], "role": ["director"], "startDate": [since]}),
        ("Employment", {"employee": [start], "employer": [end], "role": ["accountant"]}),
        ("Family", {"person": [start], "relative": [other], "relationship": ["cousin"]}),
    )
    schema, properties = rng.choice(ties)
    return {"id": key, "schema": schema, "properties": properties}


def write(path: Path, count: int) -> None:
    """Writes `count` entities."""
    rng = random.Random(count)
    nodes, edges = count * 8 // 10, count - count * 8 // 10
    people = nodes * 6 // 10
    bodies = nodes - people
    order = [("p", number) for number in range(people)] + [("o", number) for number in range(bodies)]
    order += [("e", number) for number in range(edges)]
    rng.shuffle(order)
    with path.open("w", encoding="utf-8") as file:
        for sort, number in order:
            key = f"{sort}-{number}"
            made = person(rng, key) if sort == "p" else body(rng, key) if sort == "o" else edge(rng, key, people, bodies)
            file.write(json.dumps(made, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
