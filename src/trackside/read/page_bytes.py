"""Bytes to text: what kind of file it is, in which encoding, and whether it holds text at all."""

from __future__ import annotations

import codecs
import json
import re
import unicodedata
from enum import StrEnum
from types import UnionType

from trackside.errors import BadDocument

# A news story is some ten thousand bytes, the longest report of a commission a few million.
LARGEST_BYTES = 20_000_000
# How much of the bytes is looked at to tell what they are.
HEAD_BYTES = 4096
# Share of control characters above which decoded bytes are no text; real text has none.
CONTROL_SHARE = 0.01
# Replacement characters say that somebody before us lost letters: this many, and this share, is too much.
LOST_LETTERS, LOST_SHARE = 3, 0.001
# So many sequences like "â€™" (UTF-8 read as Windows-1252) are no accident of spelling.
GARBLED_RUNS = 3
# In no Latin script are so many letters accented; Korean or Japanese bytes read as Latin-1 are nothing else.
ACCENTED_SHARE, ACCENTED_LETTERS = 0.3, 12


class Form(StrEnum):
    """What a text is written in."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


# First bytes of what people give by mistake, with its name (each format's own specification, "magic number").
_SIGNATURES = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF file (a picture, sound or film)"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What pages declare, and the superset that writers really used (WHATWG Encoding Standard, section 4.2).
_DECLARED = {
    "euc-kr": "cp949",
    "euckr": "cp949",
    "ks_c_5601-1987": "cp949",
    "korean": "cp949",
    "windows-949": "cp949",
    "cp949": "cp949",
    "uhc": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "cp932": "cp932",
    "euc-jp": "euc_jp",
    "x-euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "iso-8859-9": "cp1254",
    "windows-1254": "cp1254",
    "windows-1251": "cp1251",
    "koi8-r": "koi8_r",
    "windows-1256": "cp1256",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "utf-8": "utf-8",
    "utf8": "utf-8",
}
# Guessed when nothing is declared: the encodings that Korean, Japanese and western pages were written in.
_GUESSED = ["cp949", "cp932", "euc_jp", "cp1252"]

# Names of files that hold JSON; lines of it have a reader of their own, by the name .jsonl.
_JSON_NAMES = frozenset({"json", "geojson", "jsonld"})

_CHARSET = re.compile(r"""(?:charset|encoding)\s{0,12}=\s{0,12}["']?\s{0,12}([\w:.-]{2,40})""", re.IGNORECASE)
_HTML_START = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FEED_START = re.compile(
    r"\s*(?:(?:<\?xml[^>]{0,500}>|<!DOCTYPE\s[^>]{0,500}>|<!ENTITY[^>]{0,500}>|\]>|<!--[^-]{0,500}-->)\s*)*+"
    r"<(?:\w{1,20}:)?(?:rss|feed|RDF)\b",
    re.IGNORECASE,
)
_CLOSING_TAG = re.compile(r"</(?:p|div|h[1-6]|article|section|main|li|table)\s*>", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(\w{1,10})(?:[?#].*)?$")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_JOINERS_IN_NUMBER = re.compile(r"(?<=\d)[\u200c\u200d]+|(?<![\u200c\u200d])[\u200c\u200d]+(?=\d)")
_DECOMPOSED = re.compile(r"[\u1100-\u11ff]+|\w[\u0300-\u036f\u3099\u309a]+")
# What UTF-8's two- and three-byte sequences turn into when read as Windows-1252 (0x80-0xBF as it or Latin-1 show them).
_TRAIL = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
_TRAIL += "\u2013-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
_GARBLED = re.compile(f"[\u00c2-\u00df][{_TRAIL}]|[\u00e0-\u00ef][{_TRAIL}]{{2}}")
_ACCENTED = re.compile("[\u00c0-\u024f]")
_LATIN_HIGH = re.compile("[\u00a1-\u00ff]")


def readable(raw: bytes, source: str, kind: str) -> tuple[str, Form]:
    """The text that bytes hold, with newlines as ``\\n``, and what it is written in.

    Parameters
    ----------
    raw : bytes
        At most `LARGEST_BYTES`.
    source : str
        As the caller named it; its suffix decides where the content leaves the form open.
    kind : str
        ``text``, ``markdown``, ``html`` or a media type with or without a charset, where the giver knows; else empty.

    Raises
    ------
    BadDocument
        For too many bytes, none, a known binary format, NUL bytes, an encoding that cannot be told, or JSON.
    """
    text = decoded(raw, source, kind)
    refuse_damaged(text, source)
    _refuse_json(text, source)
    return normalised(text), _form(text, source, kind)


def is_pdf(raw: bytes) -> bool:
    """Whether bytes begin as a PDF does: its mark within the first 1,024 (Adobe's notes on ISO 32000-1, 7.5.2)."""
    return b"%PDF-" in raw[:1024]


def is_feed(raw: bytes) -> bool:
    """Whether bytes begin with the root element of a feed."""
    head = raw[:HEAD_BYTES].decode(_marked(raw) or "utf-8", "ignore")
    return bool(_FEED_START.match(_without_lead(head)))


def decoded(raw: bytes, source: str, kind: str) -> str:
    """The letters that bytes hold, not yet looked at; errors as in `readable`."""
    _refuse_unreadable(raw, source, kind)
    return _decoded(raw, source, kind)


def _refuse_unreadable(raw: bytes, source: str, kind: str) -> None:
    if len(raw) > LARGEST_BYTES:
        size, most = len(raw) / 1e6, LARGEST_BYTES / 1e6
        raise BadDocument(
            source, f"holds {size:.1f} MB, the most is {most:.0f} MB", "give the article alone, or split the file"
        )
    if not raw.strip() or not raw.removeprefix(codecs.BOM_UTF8).strip():
        raise BadDocument(source, "is empty, an article was wanted", "check that the file was saved or fetched whole")
    _refuse_false_pdf(source, kind)
    for signature, name in _SIGNATURES:
        if raw.startswith(signature):
            raise BadDocument(source, f"is {name}, a text or a web page was wanted", "save its words as a text file")
    if b"\0" in raw and not _marked(raw):
        raise BadDocument(
            source, f"holds a NUL byte at offset {raw.index(0)}, so it is no text", "give a text, Markdown or HTML file"
        )


def _refuse_false_pdf(source: str, kind: str) -> None:
    if _suffix(source) == "pdf" or _media(kind) == "application/pdf":
        raise BadDocument(
            source, "is named a PDF but is not one", "give it the name of what it is (.txt, .html), or fetch it again"
        )


def _marked(raw: bytes) -> str:
    return next((codec for mark, codec in _MARKS if raw.startswith(mark)), "")


def _decoded(raw: bytes, source: str, kind: str) -> str:
    if codec := _marked(raw) or _escaped(raw):
        return _strictly(raw, codec, source)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass  # Not UTF-8: what the page declares or what its bytes look like decides.
    for name in _CHARSET.findall(f"{kind} {raw[:HEAD_BYTES].decode('latin-1')}"):
        codec = _DECLARED.get(name.lower(), "")
        try:
            if codec and codec != "utf-8":
                return raw.decode(codec)
        except UnicodeDecodeError:
            continue  # A false declaration is common; the bytes have the last word.
    return _strictly(raw, _guessed(raw, source), source)


def _escaped(raw: bytes) -> str:
    # ISO-2022-JP is plain ASCII with escape sequences, and so also valid UTF-8.
    return "iso2022_jp" if b"\x1b$B" in raw or b"\x1b$@" in raw else ""


def _guessed(raw: bytes, source: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(raw, cp_isolation=_GUESSED).best()
    if best is None:
        raise _unknown_encoding(source)
    return str(best.encoding)


def _strictly(raw: bytes, codec: str, source: str) -> str:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError as error:
        raise _unknown_encoding(source) from error


def _unknown_encoding(source: str) -> BadDocument:
    return BadDocument(source, "is in no encoding that can be told from its bytes", "save it again as UTF-8")


def refuse_damaged(text: str, source: str) -> None:
    """Refuse a text that is empty, binary, lost letters or was read in a wrong encoding before it came here.

    Raises
    ------
    BadDocument
        With one line that says which.
    """
    if "\0" in text:
        raise BadDocument(source, "holds NUL characters, so it is no text", "give a text, Markdown or HTML file")
    if not _INVISIBLE.sub("", text).strip():
        raise BadDocument(source, "is empty, an article was wanted", "check that the file was saved or fetched whole")
    if len(_CONTROL.findall(text)) > CONTROL_SHARE * len(text):
        raise BadDocument(source, "holds binary data, a text or a web page was wanted", "save its words as a text file")
    lost = text.count("\ufffd")
    if lost >= LOST_LETTERS and lost > LOST_SHARE * len(text):
        raise BadDocument(source, f"has lost {lost} letters (shown as \ufffd)", "fetch it again and save it as UTF-8")
    if example := _mojibake(text):
        raise BadDocument(
            source,
            f"was read in a wrong encoding before it came here ({example!r})",
            "fetch it again and save it as UTF-8",
        )


def _refuse_json(text: str, source: str) -> None:
    """Refuse a text that is JSON, or lines of it; one that only begins with a bracket is a text."""
    bare = text.lstrip("\ufeff \t\r\n")
    if not bare.startswith(("{", "[")):
        return
    lines = _is_json(bare.partition("\n")[0], dict)
    if lines or _suffix(source) in _JSON_NAMES or _is_json(bare, dict | list):
        what = "JSON Lines" if lines and bare.rstrip().count("\n") else "JSON"
        advice = 'give its texts one by one, or a .jsonl file with {"text": ...} on each line'
        raise BadDocument(source, f"is {what}, a text or a web page was wanted", advice)


def _is_json(text: str, wanted: type | UnionType) -> bool:
    try:
        return isinstance(json.loads(text), wanted)
    except (ValueError, RecursionError):
        return False


def _mojibake(text: str) -> str:
    """What was read in a wrong encoding before it came here, when most accented letters are of that make; or empty."""
    runs = _GARBLED.findall(text)
    honest = len(_ACCENTED.findall(_GARBLED.sub("", text)))
    if len(runs) >= GARBLED_RUNS and len(runs) > honest:
        return "".join(runs[:3])
    high = _LATIN_HIGH.findall(text)
    letters = sum(c.isalpha() for c in text) if len(high) >= ACCENTED_LETTERS else 0
    return "".join(high[:6]) if letters and len(high) > ACCENTED_SHARE * letters else ""


def normalised(text: str) -> str:
    """The same visible text with newlines as ``\\n``, without invisible characters, accents and Hangul composed."""
    text = re.sub(r"\r\n?|[\f\v\x85\u2028\u2029]", "\n", text)
    text = _JOINERS_IN_NUMBER.sub("", _INVISIBLE.sub("", text))
    return _DECOMPOSED.sub(lambda run: unicodedata.normalize("NFC", run[0]), text)


def _form(text: str, source: str, kind: str) -> Form:
    head = _without_lead(text[:HEAD_BYTES])
    if _FEED_START.match(head):
        raise BadDocument(
            source, "is a feed of many articles, one article was wanted", "give the address of one article"
        )
    if _HTML_START.match(head) or (head.startswith("<") and len(_CLOSING_TAG.findall(head)) >= 3):
        return Form.HTML
    told = (kind.lower(), _media(kind), _suffix(source))
    if any(word in ("html", "htm", "xhtml", "text/html", "application/xhtml+xml") for word in told):
        return Form.HTML
    if any(word in ("markdown", "md", "text/markdown") for word in told):
        return Form.MARKDOWN
    return Form.TEXT


def _without_lead(head: str) -> str:
    """The beginning of a text without byte order mark, white space and comments before it."""
    head = head.lstrip("\ufeff \t\r\n")
    while head.startswith("<!--"):
        head = head.partition("-->")[2].lstrip()
    return head


def _media(kind: str) -> str:
    return kind.partition(";")[0].strip().lower()


def _suffix(source: str) -> str:
    found = _SUFFIX.search(source)
    return found[1].lower() if found else ""
