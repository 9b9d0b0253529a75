"""A survey's own HTML, made safe: what is left is a handful of tags without attributes.

Anyone who may edit a survey wrote this HTML. The allow-list below is all that ever comes out, each
tag balanced and none with an attribute of the author's; every other character is escaped. So
nothing can be fetched, run, clicked or drawn over the window. Pictures, films and frames become
a short name in a span of class "media", links the text alone in a span of class "link", piped
text `${e://Field/x}` a name in a span of class "piped".

The scanner is our own because the standard library's `html.parser` (3.11.7) takes 100 s for 90 kB
of `<a `; here every `<` is looked at once and no further than to the next one.
"""

from __future__ import annotations

import re
from html import escape, unescape

LONGEST = 100_000
"""Characters of one text that are read: a consent form has 30,000."""
DEEPEST = 24
"""Open tags at a time: a text editor that lays out deeper nesting may run out of stack."""

ALLOWED = frozenset({"b", "i", "u", "s", "sub", "sup", "br", "ul", "ol", "li"})
CLASSES = frozenset({"media", "link", "piped"})

_INLINE = {
    "strong": "b",
    "em": "i",
    "ins": "u",
    "del": "s",
    "strike": "s",
} | {tag: tag for tag in ("b", "i", "u", "s", "sub", "sup", "ul", "ol", "li")}
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset"}
    | {"figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main"}
    | {"nav", "p", "pre", "section", "table", "tr"}
)
_SILENT = frozenset(
    {"applet", "audio", "head", "iframe", "math", "noembed", "noframes", "noscript", "object"}
    | {"script", "select", "style", "svg", "template", "textarea", "title", "video", "xmp"}
)
"""Tags whose whole content is left out."""
_MEDIA = {
    "img": "picture",
    "svg": "picture",
    "video": "film",
    "audio": "sound",
    "iframe": "frame",
    "object": "object",
    "applet": "object",
    "embed": "object",
}
_UNWANTED: dict[int, str | None] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0xFEFF, *range(0xFFF9, 0xFFFD))),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFDD0, 0xFDF0))),
    **dict.fromkeys((0xFFFE, 0xFFFF)),
    **dict.fromkeys((0x09, 0x0A, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"),
}
"""Control characters, text direction overrides, and the marks Qt uses inside its documents."""
_PIPED = re.compile(r"\$\{\s*([a-z]{1,8})://([^{}]{1,300})\}")
_SIMPLE = re.compile(r"[ !#%'-;=?-z|}~]*")
_BREAKS = re.compile(r"(?: ?<br> ?){3,}")
_BLANKS = re.compile(r"[ \t]+")
_TOKEN = re.compile(
    r"""<!--|<[!?][^<>]*>"""
    r"""|<(?P<end>/?)(?P<tag>[a-z][a-z0-9:-]*)(?P<rest>(?:[^<>"']|"[^"<]*"|'[^'<]*')*)>"""
    r"""|<(?P<end2>/?)(?P<tag2>[a-z][a-z0-9:-]*)[^<>]*>""",
    re.IGNORECASE,
)
"""The second form of a tag is for those whose quotation marks do not pair."""
_CLOSING = {tag: re.compile(rf"</{tag}\b[^>]*>?", re.IGNORECASE) for tag in _SILENT}
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_OURS = re.compile(r"<[^>]*>")
_MEDIA_SPAN = re.compile(r'<span class="media">([^<]*)</span>')


def clean(text: str) -> str:
    """Text without control characters and text direction overrides."""
    return text.translate(_UNWANTED)


def safe_html(source: str) -> str:
    """A survey's HTML as rich text that may be shown."""
    kept, writer, place = clean(source[:LONGEST]), _Writer(), 0
    while found := _TOKEN.search(kept, place):
        writer.text(unescape(kept[place : found.start()]))
        place = found.end()
        tag = (found["tag"] or found["tag2"] or "").lower()
        if found[0] == "<!--":
            end = kept.find("-->", place)
            place = len(kept) if end < 0 else end + 3
        elif found["end"] or found["end2"]:
            writer.close(tag)
        elif tag:
            writer.open(tag, found["rest"] or "")
            if tag in _SILENT and not (found["rest"] or "").endswith("/"):
                closing = _CLOSING[tag].search(kept, place)
                place = len(kept) if closing is None else closing.end()
    writer.text(unescape(kept[place:]))
    return writer.finish()


def plain_text(source: str) -> str:
    """The same as one line without any markup, for lists, titles and search."""
    # Most texts have nothing in them that would be read as anything but letters.
    if len(source) < LONGEST and source.isascii() and _SIMPLE.fullmatch(source):
        return " ".join(source.split())
    rich = safe_html(source).replace("<br>", " ").replace("<li>", " ")
    return " ".join(unescape(_OURS.sub("", _MEDIA_SPAN.sub(r"[\1]", rich))).split())


def piped_name(kind: str, path: str) -> str:
    """What a piped text stands for, short: the field, or the question and what of it."""
    parts = [part for part in path.split("?")[0].split("/") if part]
    if not parts:
        return kind
    if kind in ("e", "m", "lm"):
        return parts[-1]
    return " ".join(dict.fromkeys((parts[0], parts[-1])))


class _Writer:
    """Writes safe pieces; `finish` closes what is open."""

    def __init__(self) -> None:
        self._made: list[str] = []
        self._open: list[str] = []
        self._is_empty = True

    def text(self, text: str) -> None:
        """Text between tags, with piped text in it."""
        last = 0
        for found in _PIPED.finditer(text):
            self._plain(text[last : found.start()])
            self._span("piped", piped_name(found[1], found[2]))
            last = found.end()
        self._plain(text[last:])

    def open(self, tag: str, attributes: str) -> None:
        """A start tag, or a tag without an end."""
        if tag in _MEDIA:
            name = _ALT.search(attributes)
            said = clean(unescape(name[1] or name[2] or "")).strip()[:100] if name else ""
            self._span("media", f"{_MEDIA[tag]}: {said}" if said else _MEDIA[tag])
        elif tag in _BLOCKS or tag == "br":
            self._break(is_wanted=tag == "br")
        elif tag in ("td", "th"):
            self._made.append("&emsp;")
        elif tag == "a":
            self._push("a", '<span class="link">')
        elif tag in _INLINE:
            made = _INLINE[tag]
            if made != "li" or "ul" in self._open or "ol" in self._open:
                self._push(made, f"<{made}>")

    def close(self, tag: str) -> None:
        """An end tag; those inside that are still open end with it."""
        if tag in _BLOCKS:
            self._break(is_wanted=False)
            return
        made = "a" if tag == "a" else _INLINE.get(tag, "")
        if made in self._open:
            while self._pop() != made:
                pass

    def finish(self) -> str:
        """The rich text, with every tag closed and no heap of empty lines."""
        while self._open:
            self._pop()
        made = _BREAKS.sub("<br><br>", _BLANKS.sub(" ", "".join(self._made)))
        return made.strip().removesuffix("<br>").removesuffix("<br>").strip()

    def _plain(self, text: str) -> None:
        text = clean(text)
        if text.strip(" "):
            self._is_empty = False
        elif self._is_empty or self._made[-1].endswith("<br>"):
            return
        if text:
            self._made.append(escape(text))

    def _span(self, name: str, label: str) -> None:
        self._is_empty = False
        self._made.append(f'<span class="{name}">{escape(clean(label))}</span>')

    def _break(self, *, is_wanted: bool) -> None:
        if not self._is_empty and (is_wanted or not self._made[-1].endswith("<br>")):
            self._made.append("<br>")

    def _push(self, tag: str, made: str) -> None:
        if len(self._open) < DEEPEST:
            self._open.append(tag)
            self._made.append(made)

    def _pop(self) -> str:
        tag = self._open.pop()
        self._made.append("</span>" if tag == "a" else f"</{tag}>")
        return tag
