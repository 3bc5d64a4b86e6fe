"""In which encoding a text is: told by its bytes where that is certain, and asked for where it is not.

UTF-8, and UTF-16 and UTF-32 with or without a mark, show themselves. Of the older ones chardet says how likely each is; what
they make of the text is then looked at as words, because letters of two scripts in one word, or a sign of money in the
middle of a name, are no text. Several answers that are nearly as likely are no answer: a wrong one would load gibberish.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from graph.errors import Fault, RecordFaults, UsageError

SAMPLE = 2**14
"""Bytes of lines with letters beyond ASCII that are looked at."""
UTF8 = "utf-8-sig"
MARKS = (
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
HINT = "name it as `encoding:` in the mapping, or with --encoding; or save the file as UTF-8"
_SURE = 1.9  # so many times likelier than the next
_RARE = 0.7  # what is left of a guess at an encoding that hardly any table is in
COMMON = frozenset(
    {"cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "koi8-r", "koi8-u",
     "cp866", "gb18030", "gbk", "gb2312", "big5", "cp950", "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949"}
)  # fmt: skip
"""What tables in the encodings of old are in."""
_COMMONEST = {"cp1252": 1.5, "cp1251": 1.2}
_SURE_OF_LATIN = 1.4
_SURE_OF_SIGNS = 3.5  # the same for Chinese characters, which every one of several encodings makes of nearly any bytes
_FEWEST_SIGNS = 4
_FEW = 2.0
_ODD_WORDS = 0.1  # more of the words may not be odd
_WORD = re.compile(r"[^\s\x00-\x26\x28-\x2c\x2e-\x40\[-`{-\x7f]+")
_QUOTES = frozenset("‘’‚“”„«»‹›–—…·¿¡ʼ´№")
_SERBIAN, _NOT_SERBIAN = frozenset("ђћљњџјѓќѕ"), frozenset("йщъыьэюяё")
_UKRAINIAN, _NOT_UKRAINIAN = frozenset("їєґ"), frozenset("ыэъё")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_SPOKEN = re.compile("[\u3040-\u30ff\uac00-\ud7af]")
_ESCAPES = re.compile(rb"\x1b[$(][@A-Z]")


def told_encoding(head: bytes, name: str) -> str:
    """The encoding of a text that begins with these bytes, as Python calls it; of a file with that name, for the error.

    Raises:
        RecordFaults: it cannot be told.
    """
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    if b"\0" in head:
        return _wide(head, name)
    if _ESCAPES.search(head):
        return "iso2022_jp_2"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _legacy(head, name)
    return UTF8


def named_encoding(name: str) -> str:
    """An encoding that somebody names, as Python calls it.

    Raises:
        UsageError: there is none of that name, or it is none of text.
    """
    try:
        found = codecs.lookup(name).name
        "a\n".encode(found)
    except (LookupError, ValueError, UnicodeError, TypeError):
        raise UsageError(f"there is no encoding {name}", hint="for example utf-8, cp1251, koi8-r, cp1252, gb18030") from None
    return UTF8 if found == "utf-8" else found


def is_wide(encoding: str) -> bool:
    """Whether a line end is more than one byte, so that lines cannot be told before decoding."""
    return encoding != UTF8 and "a\n".encode(encoding) != b"a\n"


def _wide(head: bytes, name: str) -> str:
    """UTF-16 or UTF-32 without a mark: of the ways that give text, the one that gives the most plain letters and signs."""
    found = []
    for encoding in WIDE:
        text = head[: len(head) // 4 * 4].decode(encoding, "replace")
        plain = sum("\t" <= sign < "\x7f" for sign in text)
        if "\0" not in text and "\ufffd" not in text[:-2]:
            found.append((plain, encoding))
    plain, encoding = max(found, default=(0, ""))
    if not plain:
        raise _unsure("holds bytes of zero, as no text does", name)
    return encoding


def _legacy(head: bytes, name: str) -> str:
    import chardet

    sample = _telling(head)
    texts: dict[str, tuple[float, str]] = {}
    for guess in chardet.detect_all(sample, ignore_threshold=True):
        encoding = str(guess["encoding"] or "")
        text = _decoded(sample, encoding)
        if text is None or not plausible(text):
            continue
        encoding = codecs.lookup(encoding).name
        score = guess["confidence"] * (_COMMONEST.get(encoding) or (1 if encoding in COMMON else _RARE))
        texts[text] = max(texts.get(text, (0.0, "")), (score, encoding))
    ranked = sorted(((score, encoding, text) for text, (score, encoding) in texts.items()), reverse=True)
    if not ranked:
        raise _unsure("is not UTF-8, and no text in any other encoding that is known", name)
    best, *others = ranked
    if _few_signs(best[2]) or (others and best[0] < _ratio(best[2]) * others[0][0]):
        raise _unsure(f"is not UTF-8; it may be {_either(ranked[:2])}", name)
    return best[1]


def _ratio(text: str) -> float:
    """How many times likelier than the next a text must be: the more, the fewer of its letters tell anything."""
    few = 1 + _FEW / max(len({word for word in _WORD.findall(text) if not word.isascii()}), 1)
    if _HAN.search(text) and not _SPOKEN.search(text):
        return _SURE_OF_SIGNS
    return few * (_SURE if any(sign > "\u024f" and sign.isalpha() for sign in text) else _SURE_OF_LATIN)


def _few_signs(text: str) -> bool:
    """Whether a text in Chinese characters is too short to tell one encoding from another."""
    return len(set(_HAN.findall(text)) | set(_SPOKEN.findall(text))) < _FEWEST_SIGNS if _HAN.search(text) else False


def _either(guesses: list[tuple[float, str, str]]) -> str:
    """The likeliest encodings, each with the first word that would be read otherwise in the other."""
    words = [_WORD.findall(text) for _, _, text in guesses]
    at = next((at for at, pair in enumerate(zip(*words, strict=False)) if len(set(pair)) > 1 or len(pair) == 1), 0)
    return " or ".join(f"{encoding} ({word[at][:30]})" for (_, encoding, _), word in zip(guesses, words, strict=True))


def _telling(head: bytes) -> bytes:
    """The whole lines that hold more than ASCII."""
    lines = head.splitlines(keepends=True)
    whole = lines[:-1] if len(lines) > 1 and not head.endswith(b"\n") else lines
    found = b"".join(line for line in whole if not line.isascii()) or head
    return found[:SAMPLE].rsplit(b"\n", 1)[0] if len(found) > SAMPLE else found


def _decoded(sample: bytes, encoding: str) -> str | None:
    try:
        return sample.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def plausible(text: str) -> bool:
    """Whether the words of a text could be words: at most one in ten is odd."""
    words = [word for word in dict.fromkeys(_WORD.findall(text)) if not word.isascii()]
    letters = set(text.lower())
    if letters & _SERBIAN and letters & _NOT_SERBIAN:
        return False
    return bool(words) and sum(map(_odd, words)) <= _ODD_WORDS * len(words)


def _odd(word: str) -> bool:
    """Whether a word is none: two scripts, signs beside letters, capitals after small letters."""
    if word[0] in "—–…" and len(word) > 1:
        return True
    signs = word.strip("-'").strip("".join(_QUOTES))
    kinds = {_kind(sign) for sign in signs if sign not in _QUOTES and sign not in "-'"}
    if (kinds & {"SIGN"} and len(kinds) > 1) or kinds & {"NONE"} or len(kinds - {"DIGIT", "SIGN"}) > 1:
        return True
    letters = set(signs.lower())
    if letters & _UKRAINIAN and letters & _NOT_UKRAINIAN:
        return True
    if any(quote in signs for quote in "·¿¡«»„´"):
        return True
    return any(one.islower() and other.isupper() for one, other in pairwise(signs))


@lru_cache(maxsize=65536)
def _kind(sign: str) -> str:
    """The script of a letter; SIGN, DIGIT, or NONE for what no text holds."""
    category = unicodedata.category(sign)
    if category in ("Cc", "Cn", "Co", "Cs", "Cf") and sign not in "\u200c\u200d\u200e\u200f\xad":
        return "NONE"
    if category == "Nd":
        return "DIGIT"
    if category[0] not in "LM" or (category == "Lm" and sign not in "々ー〆"):
        return "SIGN"
    script = unicodedata.name(sign, "NONE").split()[0].split("-")[0]
    return {"HIRAGANA": "CJK", "KATAKANA": "CJK", "IDEOGRAPHIC": "CJK", "COMBINING": "LATIN"}.get(script, script)


def _unsure(message: str, name: str) -> RecordFaults:
    return RecordFaults([Fault(message, name)], hint=HINT)
