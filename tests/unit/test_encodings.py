"""Encodings are told where they are certain; where they are not the file is refused, never read as gibberish."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from graph.errors import RecordFaults, UsageError
from graph.model.located import Located
from loaders import StreamOptions, open_stream
from loaders.encodings import named_encoding, told_encoding

MAPPING = "entities: {p: {kind: Person, key: id, name: name, extra: rest}}\n"
NAMES = {  # made up
    "gb18030": "李明 王芳 张伟 北京市朝阳区 上海贸易有限公司 赵丽颖",
    "big5": "陳大文 林小姐 張偉 臺北市信義區 香港貿易有限公司",
    "shift_jis": "山田太郎 株式会社ヤマダ 東京都港区 タナカ さくら商事",
    "euc_kr": "김철수 이영희 서울특별시 주식회사",
    "cp1256": "محمد علي فاطمة الزهراء القاهرة أحمد",
    "cp1255": "יוסף כהן שרה לוי אביב מזרחי חברת המסחר ירושלים דוד",
    "cp1253": "Γιώργος Παπαδόπουλος Μαρία Νικολάου Αθήνα",
    "cp1251": "Иванов Пётр Кузнецова Ольга Москва «Ромашка»",
    "koi8-r": "Иванов Пётр Кузнецова Ольга Москва",
    "cp866": "Иванов Пётр Кузнецова Ольга Москва",
    "kz1048": "Әлия Нұрланқызы Қайрат Өтебаев Ғалым Жүнісов",
    "cp1250": "Łucja Świątek Paweł Żółć Łódź Grażyna Dąbrowska",
    "cp1254": "Şükrü Yıldız Ayşe Öztürk İstanbul Çelik",
    "cp1252": "Jörg Müller Käthe Groß Köln Düsseldorf Süß Söhne Grün Böhm",
}


def table(names: str, sign: str = ",") -> str:
    return f"id{sign}name\n" + "".join(f"{at}{sign}{name}\n" for at, name in enumerate(names.split(), 1))


def read(folder: Path, content: bytes, mapping: str = MAPPING, **options: str) -> list[str]:
    path, how = folder / "t.csv", folder / "t.yml"
    path.write_bytes(content)
    how.write_text(mapping, encoding="utf-8")
    with open_stream(path, StreamOptions(mapping=how, **options)) as stream:
        return [one.record.name for one in stream if isinstance(one, Located)]


@pytest.mark.parametrize("encoding", [name for name in NAMES if name != "cp1255"])
@pytest.mark.parametrize("sign", [",", ";"])
def test_the_encodings_of_old_are_told(encoding: str, sign: str) -> None:
    text = table(NAMES[encoding], sign)
    content = text.encode(encoding)
    assert content.decode(told_encoding(content, "t.csv")) == text


@pytest.mark.parametrize("encoding", NAMES)
def test_a_few_names_are_read_rightly_or_refused(encoding: str) -> None:
    chance = random.Random(encoding)
    for _ in range(40):
        names = chance.choices(NAMES[encoding].split(), k=chance.choice((1, 2, 3, 6)))
        text = table(" ".join(names))
        content = text.encode(encoding)
        try:
            told = told_encoding(content, "t.csv")
        except RecordFaults:
            continue
        assert content.decode(told) == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "utf-8-sig", "iso2022_jp"])
def test_unicode_shows_itself(tmp_path: Path, encoding: str) -> None:
    names = ["山田太郎", "佐藤花子"] if encoding == "iso2022_jp" else ["Иванов Пётр", "Zoë 李明"]
    text = f"id,name\r\n1,{names[0]}\r\n2,{names[1]}\r\n"
    assert sorted(read(tmp_path, text.encode(encoding))) == sorted(names)


def test_what_may_be_several_is_refused_with_the_way_out(tmp_path: Path) -> None:
    content = "id,name\n1,山田太郎\n".encode("euc_jp")
    with pytest.raises(RecordFaults) as raised:
        read(tmp_path, content)
    assert "is not UTF-8; it may be gb18030 (怀拍吕虾) or " in raised.value.faults[0].message
    assert raised.value.hint.startswith("name it as `encoding:` in the mapping, or with --encoding")
    assert read(tmp_path, content, f"encoding: euc_jp\n{MAPPING}") == ["山田太郎"]
    assert read(tmp_path, content, f"encoding: cp1251\n{MAPPING}", encoding="euc_jp") == ["山田太郎"]


def test_bytes_that_are_no_text_are_refused() -> None:
    for content in (b"id,name\n1,\x00\x01\x02\x03\xff\xfe", b"\x80\x81\x82\x83,\xff\xff\xff\n"):
        with pytest.raises(RecordFaults):
            told_encoding(content, "t.csv")


def test_text_that_ends_otherwise_than_it_begins_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordFaults):
        read(tmp_path, "id,name\n1,A\n".encode("utf-16") + b"x")


def test_an_encoding_that_there_is_not_is_told() -> None:
    with pytest.raises(UsageError, match="there is no encoding klingon"):
        named_encoding("klingon")


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "\ufeffsep=;"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16"])
def test_a_line_for_excel_names_the_delimiter_and_is_no_row(tmp_path: Path, first: str, encoding: str) -> None:
    if first.startswith("\ufeff") and encoding != "utf-8":
        return
    content = f"{first}\nid;name;город\n1;Ada, Kern;Порт Москва\n2;Ben Lund;Вена Прага\n".encode(encoding)
    assert sorted(read(tmp_path, content)) == ["Ada, Kern", "Ben Lund"]


@pytest.mark.parametrize("sign", ["\t", "|", ",", "^"])
def test_any_sign_may_be_named_for_excel(tmp_path: Path, sign: str) -> None:
    assert read(tmp_path, f"sep={sign}\nid{sign}name\n1{sign}Ada\n".encode()) == ["Ada"]
