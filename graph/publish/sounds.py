"""Names in other scripts than the one on record, compared by their consonants: Petrov, بيتروف, 彼得罗夫 and 페트로프 are one.

Scripts that leave vowels out, or write syllables, keep no more of a foreign name than that. Equal sounds are a doubt, not a
proof; in doubt a name is withheld.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from graph.names import folded

LEAST = 3
"""As few sounds as tell a name."""
_ENDING = 2  # sounds that a case or a particle may add to a name of four or more
_GROUPS = str.maketrans("bfvpdtgkqcszjxlrmn", "PPPPTTKKKSSSSKRRMN", "aeiouywh")
_PAIRS = (("ph", "p"), ("sh", "s"), ("ch", "s"), ("zh", "s"), ("ts", "s"), ("dz", "s"), ("kh", "k"), ("gh", "k"), ("th", "t"),
          ("ng", "n"))  # fmt: skip
_HEBREW_VOWELS = re.compile("[\u05d5\u05d9]")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff]+")
_TWICE = re.compile(r"(.)\1+")
_OURS = ("LATIN", "CYRILLIC", "DIGIT", "FULLWIDTH", "MATHEMATICAL")
_VOWELLED = ("GREEK", "GEORGIAN", "ARMENIAN")
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
_FOREIGN_NAMES = frozenset(
    "阿埃艾爱安奥巴班贝本比彼别波博布达丹德得登蒂迪丁杜多厄恩尔法费夫弗福戈格根古哈海汉赫霍基吉加贾杰金卡凯康科克库拉莱兰朗劳雷"
    "里利列林留卢鲁罗洛马玛曼梅米明姆莫穆纳娜内尼涅宁努诺欧帕潘佩皮普齐奇恰切琴丘让日萨塞桑沙舍申什施史斯苏索塔泰坦汤特提图托瓦"
    "万维温文沃乌伍西希夏谢辛休雅亚延扬耶叶伊因英尤约泽扎兹宗佐祖朱茨采捷季秋柳热若生顿敦盖高果惠贡洪华怀胡"
)
"""Signs with which Chinese writes foreign names."""
_MOST_SIGNS = 8


def is_foreign(word: str) -> bool:
    """Whether a word is in a script that names on record are seldom in, so that its sounds are to be compared."""
    return not word.isascii() and not _script(word[0]).startswith(_OURS)


def is_unspaced(word: str) -> bool:
    """Whether its script sets no blanks between words."""
    return not word.isascii() and any(_script(sign).startswith(_UNSPACED) for sign in word)


@lru_cache(maxsize=65536)
def _script(sign: str) -> str:
    return unicodedata.name(sign, "")


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """The consonants of a word in groups, one sign each."""
    word = word[:1] + _HEBREW_VOWELS.sub("", word[1:])
    plain = folded(word).replace(" ", "")
    if _script(word[0]).startswith("KATAKANA"):
        plain = plain.replace("w", "v")
    for pair, sign in _PAIRS:
        plain = plain.replace(pair, sign)
    return _TWICE.sub(r"\1", plain.translate(_GROUPS))


def readings(word: str) -> set[str]:
    """The sounds of which a foreign word can be a form: without what an article or an ending adds.

    A script that writes its vowels is read as ours are; its sounds count only where there are more of them.
    """
    whole = sounds(word)
    if _script(word[0]).startswith("HANGUL") and len(word) <= _ENDING:
        return set()
    found, least = {whole}, LEAST + (2 if _script(word[0]).startswith(_VOWELLED) else 0)
    for cut in range(1, _ENDING + 1):
        found |= {whole[:-cut]} if len(whole) - cut > LEAST else set()
    found |= {whole[1:]} if len(whole) > LEAST else set()
    return {one for one in found if len(one) >= least}


def windows(word: str) -> list[tuple[int, int, str]]:
    """Parts of an unspaced word that may write a foreign name: start, end, sounds. Katakana sets such names off by itself."""
    found = [(*match.span(), sounds(match[0])) for match in _KATAKANA.finditer(word)]
    found = [one for one in found if len(one[2]) >= LEAST]
    for start in range(len(word)):
        for end in range(start + 2, min(len(word), start + _MOST_SIGNS) + 1):
            if not _writes_names(word[end - 1]) or not _writes_names(word[start]):
                break
            code = sounds(word[start:end])
            if len(code) >= LEAST:
                found.append((start, end, code))
    return found


def _writes_names(sign: str) -> bool:
    return sign in _FOREIGN_NAMES or _script(sign).startswith(("THAI", "LAO", "KHMER", "MYANMAR"))
