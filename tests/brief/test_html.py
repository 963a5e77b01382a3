"""The page: well-formed, complete in itself, every claim traced, everything from outside escaped."""

import dataclasses
import itertools
import re
from collections.abc import Callable
from importlib.resources import files

import pytest
from lxml import etree, html

from tests.brief.cases import (
    EVIL,
    KCNA_2022,
    MADE,
    VERSION,
    A,
    arctic,
    cruise,
    hostile,
    icbm,
    km,
    rail,
    reading,
    words_only,
)
from trackside import moment
from trackside.assess import Assessment
from trackside.brief import briefing
from trackside.brief.html import MOST_BYTES
from trackside.brief.marks import clean
from trackside.earth.land import Land
from trackside.record import HistoryStatement, Reaction, Reading, Source, quote

Assess = Callable[[list[Reading]], list[Assessment]]


def page(assessments: list[Assessment], land: Land) -> tuple[bytes, html.HtmlElement]:
    raw = briefing(assessments, land, made=MADE, version=VERSION)
    return raw, html.document_fromstring(raw.decode())


def marked_words(root: html.HtmlElement, mark: str) -> str:
    """What a mark and its continuations hold."""
    parts = root.xpath("//mark[@id=$m or @data-of=$m]", m=mark)
    return "".join(p.text_content() for p in parts)


def test_tags_are_balanced_and_ids_are_unique(case: list[Assessment], land: Land) -> None:
    raw, root = page(case, land)
    text = raw.decode()
    assert text.startswith("<!DOCTYPE html>")
    # HTML written so that it is XML but for its void elements; an unclosed or crossed tag fails here.
    body = re.sub(r"<(meta|link)([^<>]*)>", r"<\1\2/>", text.removeprefix("<!DOCTYPE html>"))
    etree.fromstring(body, etree.XMLParser(huge_tree=True, resolve_entities=False))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_nothing_is_loaded_and_nothing_runs(case: list[Assessment], land: Land) -> None:
    _, root = page(case, land)
    assert not root.xpath("//script | //iframe | //object | //embed | //form | //img | //base | //video | //audio")
    assert not root.xpath("//@src | //@srcset | //@data | //@action | //@background | //@poster")
    assert not [a for e in root.iter() for a in e.attrib if str(a).lower().startswith("on")]
    assert root.xpath("//link/@href") == ["data:,"]
    assert all(href.startswith(("#", "https://", "http://")) for href in root.xpath("//a/@href"))
    style = "".join(root.xpath("//style/text()"))
    assert "url(" not in style
    assert "@import" not in style
    assert not root.xpath("//*[local-name()='use' or local-name()='image']")
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")


def test_every_link_on_the_page_has_its_end(case: list[Assessment], land: Land) -> None:
    _, root = page(case, land)
    ids = set(root.xpath("//@id"))
    missing = [h for h in root.xpath("//a/@href") if h.startswith("#") and h[1:] not in ids]
    assert missing == []
    named = " ".join(root.xpath("//@aria-labelledby")).split()
    assert set(named) <= ids


def test_every_claim_leads_to_its_exact_words_and_back(case: list[Assessment], land: Land) -> None:
    _, root = page(case, land)
    claims = {c.id: c for a in case for c in a.launch.claims}
    rows = root.xpath("//*[starts-with(@id,'c') and number(substring(@id,2))]")
    assert len(rows) == len(claims)
    quoted = []
    for row in rows:
        (mark,) = row.xpath(".//a[@class='quote']/@href")
        words = marked_words(root, mark[1:])
        assert words == row.xpath(".//q")[0].text_content()
        assert root.xpath("//a[@class='back' and @href=$h]", h=f"#{row.get('id')}")
        quoted.append(words)
    assert sorted(quoted) == sorted(clean(c.quote.exact) for c in claims.values())


def test_the_source_text_is_printed_as_it_is(case: list[Assessment], land: Land) -> None:
    _, root = page(case, land)
    for box in root.xpath("//div[@class='text']"):
        for back in box.xpath(".//a[@class='back']"):
            back.drop_tree()
    printed = sorted(box.text_content() for box in root.xpath("//div[@class='text']"))
    assert printed == sorted(clean(d.text) for d in {d.id: d for a in case for d in a.documents}.values())


def test_headings_go_down_one_step_at_a_time(case: list[Assessment], land: Land) -> None:
    _, root = page(case, land)
    levels = [int(h.tag[1]) for h in root.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_tables_and_figures_speak_to_those_who_do_not_see_them(case: list[Assessment], land: Land) -> None:
    _, root = page(case, land)
    assert root.get("lang") == "en"
    assert all(th.get("scope") in {"col", "row"} for th in root.iter("th"))
    for svg in root.xpath("//*[local-name()='svg']"):
        assert svg.get("role") == "img"
        words = [root.get_element_by_id(i).text_content() for i in svg.get("aria-labelledby").split()]
        assert len(words) == 2
        assert all(words)
    assert all(v.text_content().strip() for v in root.xpath("//*[contains(@class,'verdict ')]"))
    assert root.xpath("//a[@class='skip']/@href") == ["#content"]


def test_making_it_twice_gives_the_same_bytes(case: list[Assessment], land: Land) -> None:
    assert page(case, land)[0] == page(case, land)[0]


def test_hostile_words_stay_words(assessed: Assess, land: Land) -> None:
    raw, root = page(assessed(hostile()), land)
    text = raw.decode()
    assert "<script" not in text.lower()
    assert "<img" not in text.lower()
    assert "{{ 7*7 }}" in root.text_content()
    assert "<script>alert('s')</script>" in root.text_content()
    assert "\x1b" not in text
    assert "\x00" not in text
    # Outside of quoted words nothing may turn the line around.
    for quoted in root.xpath("//div[@class='text'] | //q"):
        quoted.drop_tree()
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", root.text_content())
    assert not [h for h in root.xpath("//a/@href") if "javascript" in h]
    assert root.xpath("//@lang[contains(., '<')]") == []
    assert EVIL.count("300") == 2


def test_the_gravest_finding_is_told_first_and_by_how_much(assessed: Assess, land: Land) -> None:
    _, root = page(assessed(icbm()), land)
    lead = root.xpath("//div[@class='lead']")[0].text_content()
    assert "contradicted" in lead
    assert "KCNA’s flight time cannot be right" in lead
    assert "59 s too few" in lead
    assert "flight time (71 min) is consistent with KCNA’s distance and peak height" in lead
    for number in ("1,090 km", "6,248.5 km", "67 min 32 s", "71 min", "more than 6,000 km", "about 1,080 km"):
        assert number in lead
    checks = [c.text_content() for c in root.xpath("//li[@class='check']")]
    tokyo = [c for c in checks if "Japan Ministry of Defense’s flight time against KCNA’s" in c]
    assert tokyo
    assert "consistent" in tokyo[0]
    assert "Found, not yet checked" in root.text_content()


def test_what_it_could_do_is_never_drawn_as_flown_and_what_is_denied_is_struck(assessed: Assess, land: Land) -> None:
    _, root = page(assessed(icbm()), land)
    rows = {tr.xpath("th")[0].text_content().strip(): tr for tr in root.xpath("//table[@class='facts'][1]/tbody/tr")}
    assert "15,000 km" in rows["Distance it could reach"].text_content()
    assert "15,000" not in rows["Distance flown"].text_content()
    (possible,) = [tr for tr in root.xpath("//table[@class='claims']//tr[@id]") if "15,000 km" in tr.text_content()]
    assert "possible, not flown" in possible.text_content()
    assert "Distance flown" not in possible.text_content()
    figures = " ".join(f.text_content() for f in root.xpath("//figure"))
    assert "15,000 km" not in figures
    assert rows["System, denied"].xpath(".//s")[0].text_content() == "Hwasong-17"


def test_how_far_the_same_vehicle_could_fly_is_told_and_drawn(assessed: Assess, land: Land) -> None:
    _, root = page(assessed(icbm()), land)
    (figure,) = root.xpath("//figure[@class='longest']")
    words = root.xpath("string(//figure[@class='longest']/preceding::ul[1])")
    assert words.count("The same vehicle with the same load, on its best trajectory, would reach") == 2
    assert "By the flights that come nearest to these numbers, the same vehicle" in words
    assert words.count("It burnt out at ") == 2
    assert "spent on distance alone" not in words
    assert "What load it carried is not known." in figure.text_content()
    assert "with a lighter one it would fly farther" in root.xpath("string(//h2[@id='l1-unknown']/following::ul[1])")


def test_a_path_that_is_no_arc_has_no_longest_range(assessed: Assess, land: Land) -> None:
    _, root = page(assessed(rail()), land)
    assert not root.xpath("//figure[@class='longest']")
    assert "The same vehicle" not in root.text_content()


def test_a_flat_path_is_called_what_it_is(assessed: Assess, land: Land) -> None:
    _, root = page(assessed(rail()), land)
    assert root.xpath("//p[@class='gravest']")[0].text_content().strip().endswith("not a ballistic arc")
    side = root.xpath("//figure[@class='side']")[0]
    assert "path not known" in side.text_content()
    assert "Other launches told of" in root.text_content()
    assert len(root.xpath("//article")) == 1


def test_cruise_missiles_have_no_arc(assessed: Assess, land: Land) -> None:
    _, root = page(assessed(cruise()), land)
    assert "flies on wings" in root.text_content()
    assert not root.xpath("//figure[@class='side']")


def test_several_launches_have_a_section_each(assessed: Assess, land: Land) -> None:
    _, root = page(assessed([*icbm(), *rail(), *arctic(), *cruise()]), land)
    assert len(root.xpath("//article")) == 4
    assert root.xpath("//h1")[0].text_content() == "Four launches"
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_methods_and_data_are_those_that_were_used(assessed: Assess, land: Land) -> None:
    _, root = page(assessed(icbm()), land)
    told = root.xpath("//section[@aria-labelledby='methods']")[0].text_content()
    assert "Bate" in told
    assert "Natural Earth 1:50m countries" in told
    assert "1:110m" not in told
    _, bare = page(assessed(words_only()), land)
    told = bare.xpath("//section[@aria-labelledby='methods']")[0].text_content()
    assert "Bate" not in told
    assert "Natural Earth" not in told


@pytest.mark.parametrize(
    "filler", ["The missile & its <makers> were praised again. ", "발사체는 동해상으로 비행했다. ", "x" * 97]
)
def test_very_long_documents_still_travel_by_mail(assessed: Assess, land: Land, filler: str) -> None:
    made = []
    for n in range(6):
        long = f"{KCNA_2022}\n{n}\n" + filler * (1_000_000 // len(filler.encode())) + "\nIt flew 1,090 km, it said."
        made.append(reading(long, [("It flew 1,090 km", "range", km(1090, 10), "KCNA", A)], name=f"{n}.txt"))
    raw, root = page(assessed(made), land)
    assert len(raw) < MOST_BYTES
    rows = root.xpath("//table[@class='claims']//tr[@id]")
    assert len(rows) == 6
    assert all(marked_words(root, r.xpath(".//a[@class='quote']/@href")[0][1:]) == "It flew 1,090 km" for r in rows)
    assert "characters left out" in root.text_content()


def test_thousands_of_claims_and_dozens_of_launches_still_travel_by_mail(assessed: Assess, land: Land) -> None:
    text = "It flew 800 km. " * 3000
    first = reading(text, [("It flew 800 km", "range", km(800), f"Speaker {n}", A) for n in range(1500)])
    raw, root = page(assessed([first]), land)
    assert len(raw) < MOST_BYTES
    assert "further claims left out here" in root.text_content()
    launch = assessed(rail())[0]
    many = [
        dataclasses.replace(
            launch,
            launch=dataclasses.replace(
                launch.launch, mentions=tuple(dataclasses.replace(m, ordinal=n) for m in launch.launch.mentions)
            ),
        )
        for n in range(40)
    ]
    raw, root = page(many, land)
    assert len(raw) < MOST_BYTES
    assert len(root.xpath("//article")) == 40


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _contrast(a: str, b: str) -> float:
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_colours_contrast_as_wcag_aa_asks_in_light_dark_and_print() -> None:
    style = (files("trackside.brief") / "templates" / "style.css").read_text(encoding="utf-8")
    schemes = [
        dict(re.findall(r"--([a-z0-9]+):\s*(#[0-9a-f]+)", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    ]
    assert len(schemes) == 3
    for scheme in schemes:
        for ink in ("ink", "soft", "accent", "bad", "warn", "good"):
            for paper in ("paper", "panel"):
                assert _contrast(scheme[ink], scheme[paper]) >= 4.5, (ink, paper, scheme)
        for ink, paper in (("ink", "mark"), ("ink", "mark2"), ("accent", "mark"), ("ink", "land"), ("soft", "land"),
                           ("accent", "water"), ("ink", "home"), ("bad", "land"), ("bad", "water")):  # fmt: skip
            assert _contrast(scheme[ink], scheme[paper]) >= 4.5, (ink, paper, scheme)


def test_no_launch_at_all_is_a_page_too(land: Land) -> None:
    raw, root = page([], land)
    assert root.xpath("//h1")[0].text_content() == "No launch"
    assert len(raw) < 60_000


def test_a_background_launch_tells_its_history_and_reactions(assessed: Assess, land: Land) -> None:
    text = (
        "Missile fired\n\nA missile flew 500 km on March 24. Two years ago another test, the first of its kind, had"
        " been condemned by Oslo.\n"
    )
    one = reading(text, [("500 km", "range", km(500, 10), "KCNA", A)])
    old = dataclasses.replace(
        one.mentions[0], ordinal=1, country="KR", date=moment.year(2020, "Asia/Seoul"), main=False
    )

    def words(exact: str):  # type: ignore[no-untyped-def]
        start = text.index(exact)
        return quote(one.document, start, start + len(exact))

    history = HistoryStatement(old.id, "first_of_kind", None, words("the first of its kind"))
    reaction = Reaction(old.id, Source("Oslo"), "condemns", words("condemned by Oslo"))
    both = dataclasses.replace(one, mentions=(*one.mentions, old), reactions=(reaction,), history=(history,))
    _, root = page(assessed([both]), land)
    listed = root.xpath("//section[@aria-labelledby='background']")[0]
    assert "First of its kind: the first of its kind" in listed.text_content()
    assert "Oslo condemns: condemned by Oslo" in listed.text_content()
    for href in listed.xpath(".//a[@class='quote']/@href"):
        assert marked_words(root, href[1:]) in {"the first of its kind", "condemned by Oslo"}


def test_the_head_names_speakers_and_a_source_only_where_there_is_none(assessed: Assess, land: Land) -> None:
    text = "Missile fired\n\nIt flew 500 km, 501 km, 502 km, 503 km, 504 km, 505 km and 506 km.\n"
    who = ["narrator", "Ann", "Bob", "Cid", "Dora", "Eve", "narrator"]
    said = [(f"{500 + i} km", "range", km(500 + i), name, A) for i, name in enumerate(who)]

    def head(n: int) -> str:
        _, root = page(assessed([reading(text, said[:n])]), land)
        return str(root.xpath("//div[@class='lead']/p")[1].text_content())

    assert head(1).endswith("according to the report.")
    assert head(3).endswith("according to Ann and Bob.")
    assert head(5).endswith("according to Ann, Bob, Cid and Dora.")
    assert head(7).endswith("according to Ann, Bob, Cid, Dora and one other.")
