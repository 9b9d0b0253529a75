"""A survey's HTML is untrusted: whatever it is, only the allow-list comes out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.domain.definition.markup import (
    ALLOWED,
    CLASSES,
    LONGEST,
    clean,
    plain_text,
    safe_html,
)

NASTY = [
    '<img src="https://evil.example/x.png" onerror="alert(1)">',
    "<IMG SRC=javascript:alert(1) alt='a\"><script>'>",
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<svg/onload=alert(1)>",
    "<svg><a href='https://evil.example'><b>x</b></a></svg>",
    "<a href='https://evil.example' onclick=x>go</a>",
    "<style>@import url(https://evil.example)</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<div style='background:url(https://evil.example/x)'>",
    "<b style=color:red class=piped onmouseover=x>bold</b>",
    "<iframe src=//evil.example></iframe>",
    "<table background=//evil.example><tr><td>cell</table>",
    "<body background=file:///etc/passwd>",
    "<object data=x></object><embed src=y>",
    "<!--<b>--><![CDATA[<b>]]><!DOCTYPE html><?php x ?>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x&#62;",
    "<b title='>'><i>",
    "<ul><li>one<ul><li>two",
    "</span></b></i></ul>",
    "${e://Field/<script>}",
    '${q://QID1/"onclick="x}',
    "\ufdd0\ufdd1\ufffc\u202e\u2066\x00\x1b",
    "<a <a <a <a",
    '<p title="',
]
pieces = st.one_of(
    st.sampled_from(NASTY),
    st.sampled_from(
        ["<", ">", "/", '"', "'", "=", "&", ";", "<!--", "-->", " ", "\n", "<b", "</b"]
    ),
    st.sampled_from(["script", "style", "img", "on", "src", "href", "&#", "x3c", "br", "li", "td"]),
    st.text(max_size=8),
)
anything = st.one_of(st.text(), st.lists(pieces, max_size=30).map("".join))


class _Checker(HTMLParser):
    """Fails at the first thing that is not on the allow-list, or that is not balanced."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "span":
            assert [key for key, _ in attrs] == ["class"]
            assert attrs[0][1] in CLASSES
        else:
            assert tag in ALLOWED
            assert attrs == []
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, *_: object) -> None:
        raise AssertionError(tag)

    handle_comment = handle_decl = handle_pi = unknown_decl = handle_startendtag  # type: ignore


def check(rich: str) -> None:
    checker = _Checker()
    checker.feed(rich)
    checker.close()
    assert checker.open == []
    # Where no tag of ours stands, no bracket stands either: nothing is left to the reader's mercy.
    bare = re.sub(r'</?[a-z]+>|<span class="[a-z]+">', "", rich)
    assert "<" not in bare
    assert ">" not in bare
    assert not re.search("[\ufdd0-\ufdef\ufffc\u202a-\u202e\u2066-\u2069\ud800-\udfff]", rich)


@given(anything)
def test_only_the_allow_list_comes_out_of_anything(source: str) -> None:
    check(safe_html(source))


@given(st.text())
def test_text_without_markup_comes_out_as_it_is(source: str) -> None:
    kept = source.replace("<", "").replace("&", "").replace("$", "")

    assert plain_text(kept) == " ".join(clean(kept).split())


@pytest.mark.parametrize("source", NASTY)
def test_known_attacks_leave_no_tag_address_or_handler(source: str) -> None:
    rich = safe_html(source)

    check(rich)
    outside = re.sub(r"<[^>]*>", "", rich)
    if "$" not in source and not source.startswith(("&", "<a <a", "<p", "<!--")):
        assert "evil.example" not in rich
        assert "alert" not in outside or source.startswith("<scr<")


@pytest.mark.parametrize(
    ("source", "rich"),
    [
        ("<strong>a</strong> <em>b</em>", "<b>a</b> <i>b</i>"),
        ("<div>a</div><div>b</div>", "a<br>b"),
        ("<p>a</p>\n<p>b</p>", "a<br>b"),
        ("a<br><br><br><br>b", "a<br><br>b"),
        ("<ul><li>a</li><li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<li>a", "a"),
        ("<b>a<i>b</b>c", "<b>a<i>b</i></b>c"),
        ('<a href="https://x.example">there</a>', '<span class="link">there</span>'),
        ('<img src="x" alt="a &lt; b">', '<span class="media">picture: a &lt; b</span>'),
        ("<video><source src=x>old</video>seen", '<span class="media">film</span>seen'),
        ("Dear ${m://FirstName},", 'Dear <span class="piped">FirstName</span>,'),
        ("${e://Field/Plan%20B?x=1}", '<span class="piped">Plan%20B</span>'),
        (
            "${q://QID4/ChoiceTextEntryValue}",
            '<span class="piped">QID4 ChoiceTextEntryValue</span>',
        ),
        ("1 < 2 & 3 > 2", "1 &lt; 2 &amp; 3 &gt; 2"),
        ("&lt;b&gt;", "&lt;b&gt;"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "&emsp;a&emsp;b"),
        ("<span style='color:red'>red</span>", "red"),
    ],
)
def test_what_is_kept(source: str, rich: str) -> None:
    assert safe_html(source) == rich


def test_plain_text_names_pictures_and_joins_lines() -> None:
    source = "<p>Look&nbsp;at</p><img alt='a cat'> &amp; <b>say</b><ul><li>one<li>two</ul>"

    assert plain_text(source) == "Look at [picture: a cat] & say one two"


@pytest.mark.parametrize(
    "piece",
    ["<a ", "<!--", "<![", "</", "<?", "<a b='", '<a b="', "<b>", "&nbsp;", "<br> ", "${e:"],
)
def test_a_hostile_text_is_read_in_one_go(piece: str) -> None:
    # A scanner that looks ahead again and again would sit here for minutes.
    check(safe_html(piece * (LONGEST // len(piece))))


def test_a_very_long_text_is_cut() -> None:
    assert len(safe_html("a" * (LONGEST + 5))) == LONGEST


def test_nesting_is_limited() -> None:
    assert safe_html("<b>" * 5000 + "deep").count("<b>") < 50
