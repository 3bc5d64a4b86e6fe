"""What headings of tables usually mean, in English and Russian: a word list, and how a heading is compared with it."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\W_]+")
_ASIDE = re.compile(r"\([^)]*\)")

ROLES: dict[str, tuple[str, ...]] = {
    "key": ("id", "uid", "uuid", "key", "person id", "entity id", "record id", "ид", "ид записи", "код", "идентификатор"),
    "number": ("no", "nr", "n", "number", "row", "п п", "n п п", "номер", "номер п п"),
    "person key": (
        "inn", "tax id", "tin", "ssn", "snils", "passport", "passport number", "personal code", "personal number", "national id",
        "инн", "снилс", "паспорт", "номер паспорта", "серия и номер паспорта", "пин", "иин", "жшшир", "личный номер",
    ),
    "name": (
        "name", "full name", "fullname", "person", "person name", "names", "фио", "ф и о", "ф и о полностью", "фамилия имя",
        "фамилия имя отчество", "имя фамилия", "полное имя", "имя и фамилия", "физическое лицо", "гражданин",
    ),
    "surname": ("surname", "last name", "lastname", "family name", "second name", "фамилия"),
    "given": ("first name", "firstname", "given name", "given names", "forename", "имя"),
    "patronymic": ("patronymic", "middle name", "middlename", "отчество"),
    "alias": (
        "alias", "aliases", "aka", "a k a", "also known as", "other names", "nickname", "call sign", "former name", "псевдоним",
        "псевдонимы", "прозвище", "позывной", "другие имена", "он же", "прежняя фамилия", "девичья фамилия",
    ),
    "birth date": (
        "birth date", "birthdate", "date of birth", "dob", "born", "birthday", "birth year", "year of birth", "дата рождения",
        "др", "д р", "родился", "год рождения", "день рождения",
    ),
    "occupation": ("occupation", "profession", "job", "профессия", "род занятий", "занятие"),
    "role": (
        "role", "position", "job title", "title", "post", "function", "rank", "должность", "роль", "пост", "звание", "чин",
    ),
    "age": ("age", "возраст", "лет"),
    "summary": ("summary", "description", "описание", "краткое описание"),
    "citizenship": ("citizenship", "nationality", "citizen of", "гражданство", "подданство"),
    "company": (
        "company", "company name", "organization", "organisation", "organization name", "employer", "firm", "business",
        "workplace", "legal entity", "компания", "организация", "предприятие", "место работы", "работодатель", "фирма",
        "юридическое лицо", "наименование организации", "название компании", "наименование компании", "юрлицо",
    ),
    "thing name": ("наименование", "название", "полное наименование", "краткое наименование"),
    "company key": (
        "ogrn", "registration number", "reg number", "company number", "company id", "company code", "lei", "vat", "vat number",
        "огрн", "огрнип", "инн организации", "инн компании", "инн юл", "регистрационный номер", "бин", "кпп", "окпо",
    ),
    "founded": ("incorporation date", "founded", "registration date", "date of registration", "дата регистрации", "основана"),
    "dissolved": ("dissolution date", "dissolved", "liquidated", "дата ликвидации", "дата прекращения"),
    "director": ("director", "ceo", "head", "manager", "директор", "руководитель",
                 "генеральный директор", "гендиректор", "глава"),
    "owner": ("owner", "shareholder", "founder", "beneficial owner", "владелец", "учредитель", "собственник", "бенефициар"),
    "share": ("share", "percentage", "stake", "percent", "доля", "процент", "доля в процентах"),
    "since": (
        "start date", "start", "since", "from", "date from", "begin", "hired", "appointed", "joined", "дата начала", "с",
        "начало",
        "дата приема", "дата назначения", "с даты", "дата вступления",
    ),
    "until": (
        "end date", "end", "until", "to", "date to", "left", "dismissed", "дата окончания", "по", "конец", "окончание",
        "дата увольнения", "по дату", "дата выхода",
    ),
    "case": ("case", "case number", "case no", "court case", "дело", "номер дела", "уголовное дело", "n дела"),
    "court": ("court", "court name", "суд", "наименование суда", "название суда"),
}  # fmt: skip
"""Roles of columns and the headings that have them, in lower case, without signs."""

BODIES = re.compile(
    r"\b(ltd|llc|llp|inc|corp|gmbh|ag|s\.?a|oy|ab|plc|bv|нпо|ооо|оао|зао|пао|ао|тоо|осоо|ип|гуп|муп|фгуп|company|компания|банк|bank)\b",
    re.I,
)
"""Words that names of bodies have and names of people have not."""


KIND_WORDS = {
    word: kind
    for kind, words in {
        "Person": ("person", "individual", "natural person", "man", "woman", "physical person", "физическое лицо", "физлицо",
                   "человек", "персона", "жеке тұлға", "fl", "фл"),
        "Company": ("company", "corporation", "firm", "компания", "фирма", "ооо", "тоо", "ао"),
        "Organization": ("organization", "organisation", "организация", "ngo", "нко", "ұйым"),
        "LegalEntity": ("legalentity", "legal entity", "entity", "юридическое лицо", "юрлицо", "заңды тұлға", "юл"),
        "PublicBody": ("publicbody", "public body", "government", "agency", "госорган", "государственный орган"),
        "Asset": ("vessel", "ship", "aircraft", "airplane", "vehicle", "security", "судно", "самолет", "cryptowallet", "asset"),
        "Place": ("address", "place", "location", "адрес", "место"),
        "LegalCase": ("case", "court case", "courtcase", "дело"),
        "Event": ("event", "событие"),
    }.items()
    for word in words
}  # fmt: skip
"""Words in a column that say of what kind each row is."""
COMPANY_WORDS = re.compile(
    r"\b(reg|registration|company|firm|employer|organi[sz]ation|огрн|бин|кпп|окпо|юр|компани|организаци|фирм|регистрац)"
)
"""What stands in headings of columns about a company, where the rows are about people."""


def plain(heading: str) -> str:
    """A heading as the word list has it: small letters, single blanks, no signs."""
    text = _ASIDE.sub(" ", heading.replace("№", " n ")).casefold().replace("ё", "е")
    return " ".join(_SIGNS.sub(" ", text).split())


_KNOWN = {word: role for role, words in ROLES.items() for word in words}


def role_of(heading: str) -> str:
    """The role of a column by its heading; "" for none that we know."""
    return _KNOWN.get(plain(heading), "")
