"""First names with what they are shortened to, folded to ASCII: of Russian, Ukrainian, Polish and Central Asian usage.

Somebody on record as Ivan is also spoken of as Vanya; and who is called Sergey is somebody else than an Ivan of the same
surname. The list is not complete, and the guide says so: a nickname that is neither here nor on record is not found.
"""

from __future__ import annotations

from functools import lru_cache

_NAMES = """
aibek aybek; aigul aygul; ainura aynura; akmal; aleksandr alexander oleksandr sasha sashka shura sanya alik alex;
aleksandra alexandra oleksandra sasha shura; aleksei alexei aleksey alexey oleksii oleksiy lyosha lesha lyoha alyosha;
ali; alina; aliya; anastasia anastasiya nastya nastia nastena; anatoly anatoly anatolii anatoliy tolya tolik;
andrei andrey andrii andriy andrew andryusha dryusha andriyko; anna anya nyura anyuta annushka hanna; anton antosha tosha;
arman; armen; artem artyom tyoma tema; asan; askar; aslan; azamat; bakyt; bekzat; bogdan bohdan bodya; boris borys borya;
daniyar; daria darya dasha dashka; darkhan; dastan; denis denys den denya; dilnoza; dilshod; dinara; dmitry dmitri dmitrii
dmitriy dmytro dima dimka mitya; ekaterina yekaterina kateryna katerina katarzyna katya katia kasia katyusha; elena yelena
olena lena lenka alyona; emil; erlan yerlan; evgeny yevgeny evgenii evgeniy yevhen zhenya; evgenia yevgenia zhenya;
farhod; farrukh; galina halyna galya; georgy georgii georgiy heorhiy gosha zhora; grigory hryhoriy grisha; gulnara; igor
ihor igorek; ilya illya ilyusha; inna; irina iryna ira irka irisha; ivan vanya vania vanka vanyusha vanechka ivanych ivas
jamshid; jan janek; jerzy jurek; kairat; karim; katarzyna kasia; kirill kyrylo kirya; konstantin kostiantyn kostya;
krzysztof krzysiek; larisa larysa lara; leonid lyonya; lidia lidiya lida; lyubov liubov lyuba; lyudmila liudmyla lyuda
mila; malgorzata gosia; maria mariya mariia masha mashka manya marusya; marina maryna; maksim maxim maksym max maks;
mikhail mykhailo michal misha mishka; mukhtar; murat; nadezhda nadiya nadia nadya; natalia nataliya natalya natasha nata;
nikita; nikolai nikolay mykola kolya kolyan; nurlan; oksana ksyusha ksusha oksanka ksenia; oleg oleh olezhka; olga olha
olya olka; pavel pavlo pawel pasha pashka; petr pyotr peter petro piotr petya petka; piotr; polina polya; rashid; ravshan
roman roma romka; ruslan rusik; rustam; sabina; sergei sergey serhii serhiy serge seryozha serezha serega; sherzod; stanislav
stas stasik; stepan styopa; svetlana svitlana sveta svetka; tatiana tatyana tetiana tanya tanka; temirlan tima timur; timur
tima; ulugbek; valentin valya; valentina valya; valery valeriy valerii valera; vasily vasiliy vasyl vasya; vera; veronika
nika; viktor victor viktor vitya; viktoria victoria viktoriya vika; vitaly vitaliy vitalii vitalik; vladimir volodymyr vova
volodya vovka; vladislav vladyslav vlad vladik; vyacheslav viacheslav slava slavik; yana; yaroslav slava; yulia yuliya
julia yulya; yuri yuriy yury yura yurka; zarina; zulfiya; john; mary; james; david; michael; robert; william; thomas; daniel;
george; ahmad ahmed; mohammad muhammad mohammed; hassan; hussein; ibrahim; omar; yusuf; mustafa; mehmet; fatima; aisha;
leila layla
"""


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in " ".join(_NAMES.split()).split(";"):
        group = frozenset(line.split())
        for name in group:
            found[name] = found.get(name, frozenset()) | group
    return found


def other_forms(plain: str) -> frozenset[str]:
    """What somebody of a first name is called as well; nothing for a word that is none."""
    return _groups().get(plain, frozenset()) - {plain}


def names() -> frozenset[str]:
    """All of them, folded."""
    return frozenset(_groups())


def is_given(plain: str) -> bool:
    """Whether a folded word is a first name."""
    return plain in _groups()


_PATRONYMIC = (
    ("ovich", "ych"),
    ("ovich", "ich"),
    ("evich", "ich"),
    ("evich", "eich"),
    ("ievich", "ich"),
    ("ovna", "na"),
    ("evna", "na"),
)


def short_patronymics(plain: str) -> frozenset[str]:
    """How a patronymic is spoken: Ivanovich as Ivanych, Sergeevich as Sergeich."""
    return frozenset(plain.removesuffix(long) + short for long, short in _PATRONYMIC if plain.endswith(long))
