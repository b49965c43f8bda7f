"""Text files: every encoding, escape and unseen place."""

from __future__ import annotations

import base64
from urllib.parse import quote

from recognizers.text import Layer
from tests.plants.media import small_jpeg
from tests.plants.plant import KEPT, plant

_LINES = "\n".join(KEPT)


def _text(channel: str, encoding: str, *, kind: str = "han", newline: str = "\n") -> None:
    @plant("txt", channel, kind=kind)
    def _make(secret: str) -> bytes:
        return f"{_LINES}\n申请人：{secret}。\n".replace("\n", newline).encode(encoding)


_text("UTF-8", "utf-8")
_text("UTF-8 with a mark", "utf-8-sig")
_text("GB18030", "gb18030")
_text("UTF-16 with a mark", "utf-16")
_text("number in UTF-8", "utf-8", kind="digits")
_text("lines ended as on Windows", "gb18030", newline="\r\n")


@plant("txt", "broken over two lines")
def _broken(secret: str) -> bytes:
    return f"{_LINES}\n申请人：{secret[:2]}\n{secret[2:]}。\n".encode()


@plant("txt", "spaced out")
def _spaced(secret: str) -> bytes:
    return f"{_LINES}\n申请人：{' '.join(secret)}。\n".encode()


@plant("txt", "number in full width", kind="digits")
def _wide(secret: str) -> bytes:
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in secret)
    return f"{_LINES}\n电话：{wide}\n".encode()


@plant("txt", "twice")
def _twice(secret: str) -> bytes:
    return f"{_LINES}\n{secret}与{secret}系同一人。\n".encode()


def _csv(channel: str, line: str, encoding: str = "utf-8") -> None:
    @plant("csv", channel)
    def _make(secret: str) -> bytes:
        rows = "\r\n".join(f"{n},{sentence}" for n, sentence in enumerate(KEPT, start=1))
        return f"序号,内容\r\n{rows}\r\n{line.replace('{s}', secret)}\r\n".encode(encoding)


_csv("field", "3,{s}")
_csv("quoted field", '3,"申请人,""{s}"""')
_csv("formula", '3,"=HYPERLINK(""http://x.invalid/{s}"")"')
_csv("GB18030", "3,{s}", "gb18030")
_csv("field over two lines", '3,"甲\n{s}"')


def _markdown(channel: str, line: str) -> None:
    @plant("md", channel)
    def _make(secret: str) -> bytes:
        return ("\n\n".join(KEPT) + "\n\n" + line.replace("{s}", secret) + "\n").encode()


_markdown("emphasis", "申请人：**{s}**")
_markdown("address of a link", "[链接](http://example.invalid/{s})")
_markdown("comment", "<!-- {s} -->")


def _html(
    channel: str, inner: str, layer: Layer = Layer.BODY, head: str = "", kind: str = "han"
) -> None:
    @plant("html", channel, layer, kind=kind)
    def _make(secret: str) -> bytes:
        kept = "".join(f"<p>{sentence}</p>" for sentence in KEPT)
        page = (
            f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>公示</title>{head}'
            f"</head><body>{kept}{inner}</body></html>"
        )
        return page.replace("{s}", secret).encode()


_html("paragraph", "<p>申请人：{s}</p>")
_html("split by elements", "<p>申请人：<b>{s}</b>先生</p>")
_html("table cell", "<table><tr><th>姓名</th></tr><tr><td>{s}</td></tr></table>")
_html("comment", "<!-- {s} -->", Layer.HIDDEN)
_html("script", "<script>var a='{s}';</script>", Layer.HIDDEN)
_html("style", "<style>p::after{content:'{s}'}</style>", Layer.HIDDEN)
_html("alternative text", '<img src="a.png" alt="{s}">', Layer.ATTRIBUTE)
_html("title attribute", '<p title="{s}">说明</p>', Layer.ATTRIBUTE)
_html("data attribute", '<p data-name="{s}">说明</p>', Layer.ATTRIBUTE)
_html("address of a link", '<a href="http://example.invalid/{s}">链接</a>', Layer.ATTRIBUTE)
_html("value of a field", '<input value="{s}">', Layer.ATTRIBUTE)
_html("hidden field", '<input type="hidden" value="{s}">', Layer.ATTRIBUTE)
_html(
    "description in the head",
    "<p>说明</p>",
    Layer.METADATA,
    '<meta name="description" content="{s}">',
)
_html("undisplayed element", '<p style="display: none">{s}</p>', Layer.HIDDEN)
_html("hidden element", "<p hidden>{s}</p>", Layer.HIDDEN)
_html("template element", "<template><p>{s}</p></template>", Layer.HIDDEN)
_html("text for browsers without scripts", "<noscript>{s}</noscript>", Layer.HIDDEN)
_html("number", "<p>电话：{s}</p>", kind="digits")


def _encoded(channel: str, encode: str, inner: str, layer: Layer = Layer.ATTRIBUTE) -> None:
    """Register a place where the secret stands in an escaped form."""

    @plant("html", channel, layer)
    def _make(secret: str) -> bytes:
        forms = {
            "decimal": "".join(f"&#{ord(c)};" for c in secret),
            "hex": "".join(f"&#x{ord(c):x};" for c in secret),
            "percent": quote(secret),
            "percent gbk": quote(secret, encoding="gb18030"),
            "unicode": "".join(f"\\u{ord(c):04x}" for c in secret),
            "base64": base64.b64encode(f"名称={secret}".encode()).decode(),
            "hexadecimal": secret.encode("utf-16-be").hex(),
        }
        kept = "".join(f"<p>{sentence}</p>" for sentence in KEPT)
        body = kept + inner.replace("{s}", forms[encode])
        return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


_encoded("decimal references", "decimal", "<p>申请人：{s}</p>", Layer.BODY)
_encoded("hexadecimal references", "hex", "<p>申请人：{s}</p>", Layer.BODY)
_encoded("percent encoded address", "percent", '<a href="http://x.invalid/{s}">链接</a>')
_encoded("percent encoded address in GBK", "percent gbk", '<a href="http://x.invalid/{s}">链接</a>')
_encoded("escapes in a script", "unicode", '<script>var a="{s}";</script>', Layer.HIDDEN)
_encoded("data address in base64", "base64", '<a href="data:text/plain;base64,{s}">链接</a>')
_encoded("hexadecimal attribute", "hexadecimal", '<p data-x="{s}">说明</p>')


@plant("html", "EXIF of a picture in a data address", Layer.ATTRIBUTE)
def _data_picture(secret: str) -> bytes:
    picture = base64.b64encode(small_jpeg(secret)).decode()
    kept = "".join(f"<p>{sentence}</p>" for sentence in KEPT)
    page = f'{kept}<img src="data:image/jpeg;base64,{picture}">'
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{page}</body></html>'.encode()


@plant("html", "declared as GBK")
def _declared(secret: str) -> bytes:
    kept = "".join(f"<p>{sentence}</p>" for sentence in KEPT)
    page = f'<html><head><meta charset="gbk"></head><body>{kept}<p>{secret}</p></body></html>'
    return page.encode("gb18030")
