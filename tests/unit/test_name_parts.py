"""Names in parts: roles by grammar, one sound for every script, distance, what is known to be two names. People are made up."""

from __future__ import annotations

from itertools import combinations

import pytest

from graph.names.alignment import APART, SAME, align, close
from graph.names.distance import closeness
from graph.names.known import one_name, two_names
from graph.names.organizations import alike
from graph.names.parts import parse
from graph.names.rules import languages, rules_of
from graph.names.skeleton import skeletons
from graph.names.sounds import sounds

ROLES = {
    "Нұрсұлтан Әбішұлы Жұмабаев": "given father surname",
    "Жұмабаев Нұрсұлтан Әбішұлы": "surname given father",
    "Жумабаев Нурсултан Абишевич": "surname given father",
    "Nursultan Zhumabayev": "given surname",
    "Zhumabayev, Nursultan": "surname given",
    "Мамат уулу Данияр": "father given",
    "Mamat uulu Daniyar": "father given",
    "Данияр Мамат уулу": "given father",
    "Сайёра Карим қизи Усмонова": "given father surname",
    "Alisher Bahodir oʻgʻli Rahimov": "given father surname",
    "Раҳимов Алишер Баҳодир ўғли": "surname given father",
    "Меҳроб Шарифзода": "given surname",
    "Роман Аркадьевич Абрамович": "given father surname",
    "Абрамович Роман Аркадьевич": "surname given father",
    "Олена Іванівна Ковальова": "given father surname",
    "Sergej Wiktorowitsch Lawrow": "given father surname",
    "Piotr Iwanowicz Pietrow": "given father surname",
    "ЯКОВ Лев": "surname given",
    "Исаков М.К.": "surname initial initial",
    "Sh. Isakov": "initial surname",
    "М.И.": "initial initial",
    "Salman bin Rashid al-Rawi": "given father surname",
    "Mr. Askar Beknazarov": "given surname",
}


@pytest.mark.parametrize(("name", "roles"), ROLES.items())
def test_the_parts_of_a_name_have_roles(name: str, roles: str) -> None:
    assert " ".join(part.role for part in parse(name).parts) == roles


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Усманова Сайёра Каримовна", "female"), ("Мамат уулу Данияр", "male"), ("Мамат кызы Айгул", "female"), ("Kim Yong", None)],
)
def test_endings_tell_the_gender(name: str, gender: str | None) -> None:
    assert parse(name).gender == gender


SPELLINGS = [
    "Жұмабаев Жумабаев Zhumabayev Schumabajew Joumabaïev Żumabajew Jumabaev Jūmabaev",
    "Қоңыратбаев Конуратбаев Qongyratbaev Kongyratbayev Qoñyratbaev",
    "Ҷамшед Джамшед Jamshed Dschamsched Djamched Dżamszed Camşed",
    "Ғайрат Гайрат Gayrat Gʻayrat Ghairat",
    "Тўхтаев Тухтаев Toʻxtayev Tukhtaev Tuchtajew",
    "Шоҳруҳ Шохрух Shohruh Shokhrukh Schochruch Szochruch Şohruh",
    "Үсөн Усон Uson Üsön",
    "Хуршед Xurshed Khurshed Churschid",
    "Зеленський Зеленский Zelensky Selenskyj Zełenski Zelenskyy",
    "Щербаков Shcherbakov Schtscherbakow Szczerbakow Chtcherbakov",
    "Хрущёв Khrushchev Chruschtschow Khrouchtchev",
    "Максат Мақсат Maksat Maqsat Maxat",
    "Айтматов Aitmatov Aytmatov Ajtmatow Aïtmatov",
    "Чыңғыз Чингиз Chyngyz Tschyngys Tchyngyz Czyngyz Çıngız",
]


@pytest.mark.parametrize("line", SPELLINGS, ids=lambda line: ascii(line.split()[2]))
def test_spellings_of_one_name_sound_alike(line: str) -> None:
    for one, other in combinations(line.split(), 2):
        assert close(*(parse(f"{word} Aaa").parts[0] for word in (one, other))) >= SAME, (one, other)
        assert set(skeletons(sounds(one))) & set(skeletons(sounds(other))) or closeness(sounds(one), sounds(other)) < 1, (
            one,
            other,
        )


@pytest.mark.parametrize(
    ("one", "other"),
    [("Марат", "Мурат"), ("Ержан", "Ерлан"), ("Хасан", "Хусан"), ("Талгат", "Талант"), ("Шухрат", "Шавкат"), ("Улан", "Уланбек"),
     ("Қуаныш", "Қаныш"), ("Азиз", "Азиза"), ("Гани", "Галым")],
)  # fmt: skip
def test_names_that_are_two_are_apart(one: str, other: str) -> None:
    assert close(parse(one).parts[0], parse(other).parts[0]) < APART


def test_what_is_known_of_names() -> None:
    assert two_names(sounds("Marat"), sounds("Мурат"))
    assert not two_names(sounds("Marat"), sounds("Марат"))
    assert one_name(sounds("Mykhailo"), sounds("Михаил"))
    assert not one_name(sounds("Qwrtz"), sounds("Михаил"))


def test_the_father_meets_a_surname_only_where_the_other_role_is_missing() -> None:
    assert len(align(parse("Мамат уулу Данияр"), parse("Данияр Маматов")).agreed) == 2
    apart = align(parse("Данияр Маматович Осмонов"), parse("Данияр Маматов"))
    assert [pair.role for pair in apart.against] == ["surname"]


def test_words_written_together_are_one() -> None:
    found = align(parse("Сайид Ахмад Холматов"), parse("Saidahmad Kholmatov"))
    assert (len(found.agreed), found.against, found.missing) == (2, (), ())


def test_a_script_without_vowels_is_compared_by_consonants() -> None:
    assert not align(parse("محمد كريم"), parse("Mohammed Karim")).against
    assert align(parse("محمد كريم"), parse("Mohammed Rashid")).against


ORGANIZATIONS = [
    ("OAO Severny Les", "Open Joint Stock Company Severny Les", 0.9, 1.0),
    ("ТОО «Ак Жол»", "Ak Zhol LLP", 0.9, 1.0),
    ("First Forest Bank", "1st Forest Bank", 0.9, 1.0),
    ("NFTU", "Northern Forest Trade Union", 0.8, 0.9),
    ("Severny Les 3", "Severny Les 4", 0.0, 0.5),
    ("Severny Les LLC", "Yuzhny Prud LLC", 0.0, 0.6),
]


@pytest.mark.parametrize(("one", "other", "least", "most"), ORGANIZATIONS)
def test_names_of_organizations(one: str, other: str, least: float, most: float) -> None:
    assert least <= alike(one, other)[0] <= most
    assert alike(one, other) == alike(other, one)


def test_every_file_of_rules_names_its_source() -> None:
    assert len(languages()) >= 12
    assert all(language["source"] for language in languages())
    assert all(rules_of(name)["source"] for name in ("grammar.yaml", "titles.yaml", "legal_forms.yaml"))
