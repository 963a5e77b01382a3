"""Quoted spans are marked however they nest or overlap, and a long text keeps what is quoted."""

from hypothesis import given
from hypothesis import strategies as st

from trackside.brief.marks import CONTEXTS, Span, clean, contexts, marked
from trackside.brief.page import Piece

TEXT = "The missile flew 1,090 km & reached <6,248.5 km> in 4,052 seconds.\nIt fell into the sea.\n" * 3


def words_of(pieces: tuple[Piece, ...]) -> dict[str, str]:
    """What each mark holds, put together from its parts; marks must close in the order they opened."""
    stack: list[str] = []
    found: dict[str, str] = {}
    for p in pieces:
        for mark, again in p.opens:
            assert again == (mark in found), "the first part carries the id, the others continue it"
            found.setdefault(mark, "")
            stack.append(mark)
        for mark in stack:
            found[mark] += p.text
        assert p.closes <= len(stack)
        del stack[len(stack) - p.closes :]
    assert not stack
    return found


@st.composite
def spans(draw: st.DrawFn) -> list[Span]:
    ends = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 60))
    made = {(a, min(a + n, len(TEXT))) for a, n in draw(st.lists(ends, max_size=14))}
    return [Span(a, b, f"m{a}-{b}", ((f"c{i}", str(i)),)) for i, (a, b) in enumerate(sorted(made))]


@given(spans())
def test_each_mark_holds_exactly_its_words(found: list[Span]) -> None:
    pieces = marked(TEXT, found)
    assert "".join(p.text for p in pieces) == TEXT
    assert words_of(pieces) == {s.mark: TEXT[s.start : s.end] for s in found}


@given(spans(), st.sampled_from(CONTEXTS))
def test_an_excerpt_keeps_every_mark_and_counts_what_it_leaves_out(found: list[Span], context: int) -> None:
    pieces = marked(TEXT, found, context)
    assert words_of(pieces) == {s.mark: TEXT[s.start : s.end] for s in found}
    assert sum(len(p.text) + p.gap for p in pieces) == len(TEXT)


@given(spans())
def test_every_quote_leads_back_once_and_never_from_inside_a_mark(found: list[Span]) -> None:
    deep = 0
    back: list[tuple[str, str]] = []
    for p in marked(TEXT, found):
        deep += len(p.opens) - p.closes
        assert deep == 0 or not p.back
        back.extend(p.back)
    assert sorted(back) == sorted(b for s in found for b in s.back)


@given(st.text())
def test_cleaning_keeps_every_offset(text: str) -> None:
    assert len(clean(text)) == len(text)
    clean(text).encode()


def test_short_texts_are_printed_whole_and_all_fit() -> None:
    texts = {"short": "flew 800 km. " * 10, "long": "ein langer Text über 800 km. " * 30_000}
    found = {k: [Span(5, 11, "a", ()), Span(len(t) // 2, len(t) // 2 + 6, "b", ())] for k, t in texts.items()}
    chosen = contexts(texts, found, most=600_000)
    assert chosen["short"] is None
    assert chosen["long"] == CONTEXTS[0]
    printed = sum(len("".join(p.text for p in marked(t, found[k], chosen[k])).encode()) for k, t in texts.items())
    assert printed <= 600_000
