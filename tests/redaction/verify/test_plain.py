"""Text files show what a reader sees; what markup hides is kept apart."""

from __future__ import annotations

import pytest

from redaction.errors import UnprovenError
from redaction.formats.registry import HTML, TEXT
from redaction.verify.look import look
from redaction.verify.plain import decode
from redaction.verify.strand import Sort


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
def test_a_text_is_decoded_by_its_mark_or_by_what_fits(encoding: str) -> None:
    assert decode("受理单位：市政府".encode(encoding)) == "受理单位：市政府"


def test_a_declared_encoding_is_believed_if_it_fits() -> None:
    page = '<meta charset="gb2312"><p>镕</p>'
    assert decode(page.encode("gb18030")) == page


def test_bytes_of_no_encoding_prove_nothing() -> None:
    with pytest.raises(UnprovenError):
        decode(b"\xff\xff\xff")


def test_only_what_a_browser_draws_is_shown() -> None:
    page = (
        "<html><head><title>题</title><style>p{}</style></head><body><!-- 注 -->"
        "<p title='提示'>显<b>示</b></p><p style='display: none'>藏<br>起</p><p hidden>隐</p>"
        "<script>var a='码';</script><p>末</p></body></html>"
    )
    sight = look(page.encode(), HTML)
    shown = "".join(sight.shown())
    assert "显示" in shown
    assert "末" in shown
    assert not set("藏起隐码注提") & set(shown)
    aside = "".join(s.text for s in sight.strands if s.sort is Sort.TEXT)
    assert set("藏起隐码注提") <= set(aside)
    assert sight.extras["markup-remarks"] == 1
    assert sight.extras["hidden-text"] == 4


def test_a_text_shows_all_of_itself() -> None:
    sight = look("第一行\n第二行".encode(), TEXT)
    assert list(sight.shown()) == ["第一行\n第二行"]
    assert not sight.extras
