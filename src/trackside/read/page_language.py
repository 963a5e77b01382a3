"""Which language a text is in, told from its script, and English from its commonest words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files

UNDETERMINED = "und"
# A Korean or Japanese text may quote much Latin (names, units), an English one hardly any Hangul or kana.
SCRIPT_SHARE = 0.15
# English prose has about 40 % of these words; a flash in capitals has few, a neighbouring language hardly any.
ENGLISH_SHARE = 0.08
# The head of a long text tells its language as well as the whole.
SAMPLE = 4000

# A text of at most so many words has not room enough for the common ones; what it is about tells, too.
SHORT_WORDS = 40

_WORDS = {
    kind: frozenset(words)
    for kind, words in tomllib.loads(
        (files("trackside.read") / "data" / "languages.toml").read_text(encoding="utf-8")
    ).items()
}
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_KANA = re.compile("[\u3041-\u309f\u30a0-\u30ff]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, declared: str = "") -> str:
    """The ISO 639-1 code of ``en``, ``ko`` or ``ja`` where the letters show it, else as declared, or ``und``.

    Hangul makes it Korean, kana Japanese; Han letters alone could be Chinese and are left undetermined. Latin script
    is English when the commonest English words are common in it, or, in a short text, when words of missiles stand in
    it and none of another language.
    """
    sample = text[:SAMPLE]
    letters = sum(map(len, _WORD.findall(sample)))
    hangul, kana, han = (len(script.findall(sample)) for script in (_HANGUL, _KANA, _HAN))
    if hangul > max(kana, SCRIPT_SHARE * letters):
        return "ko"
    if kana + han > SCRIPT_SHARE * letters:
        return "ja" if kana > 0.05 * (kana + han) else _code(declared)
    words = [w.lower() for w in _WORD.findall(sample)]
    return "en" if _is_english([w for w in words if w.isascii()], words) else _code(declared)


def _is_english(plain: Sequence[str], words: Sequence[str]) -> bool:
    common = sum(w in _WORDS["english"] for w in plain)
    if plain and common >= max(1, ENGLISH_SHARE * len(plain)):
        return True
    short = len(words) == len(plain) <= SHORT_WORDS
    return short and not _WORDS["missiles"].isdisjoint(plain) and _WORDS["elsewhere"].isdisjoint(plain)


def _code(declared: str) -> str:
    """The language part of a declared tag such as ``en-GB``; a tag that is none counts for nothing."""
    code = declared.strip().lower().partition("-")[0].partition("_")[0]
    return code if re.fullmatch("[a-z]{2,3}", code) else UNDETERMINED
