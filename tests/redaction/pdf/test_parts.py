"""The small parts: geometry, cuts, gates, checks, layout."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from recognizers.finding import Treatment
from recognizers.text import BlockId, Box, Layer, Sha256, Span
from redaction.errors import StalePlanError
from redaction.formats.pdf import gate
from redaction.formats.pdf.binding import bind
from redaction.formats.pdf.crosscheck import agreement, lacks
from redaction.formats.pdf.cuts import Cut, cuts_of, strips_of
from redaction.formats.pdf.fields import _lines
from redaction.formats.pdf.flow import rejoined
from redaction.formats.pdf.grid import tables_of
from redaction.formats.pdf.matrix import apply, bounds, covered, invert, multiply
from redaction.formats.pdf.passage import Passage
from redaction.formats.pdf.paths import colour_of
from redaction.formats.pdf.scene import Rule
from redaction.formats.pdf.state import Path
from redaction.plan import BAR, Edit, RedactionPlan

numbers = st.floats(-100, 100, allow_nan=False).map(lambda value: round(value, 3))
matrices = st.tuples(*[numbers] * 6)


@given(matrices, matrices, numbers, numbers)
def test_maps_are_applied_one_after_the_other(first, second, x: float, y: float) -> None:
    step = apply(second, *apply(first, x, y))
    assert apply(multiply(first, second), x, y) == pytest.approx(step, rel=1e-6, abs=1e-3)


@given(matrices, numbers, numbers)
def test_an_inverse_leads_back(matrix, x: float, y: float) -> None:
    back = invert(matrix)
    assume(back is not None and abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) > 1)
    assert apply(back, *apply(matrix, x, y)) == pytest.approx((x, y), abs=1e-3)


@given(matrices, numbers, numbers)
def test_bounds_hold_every_corner(matrix, x: float, y: float) -> None:
    x0, y0, x1, y1 = bounds(matrix, (0, 0, abs(x), abs(y)))
    for corner in ((0, 0), (abs(x), 0), (0, abs(y)), (abs(x), abs(y))):
        px, py = apply(matrix, *corner)
        assert x0 - 1e-6 <= px <= x1 + 1e-6
        assert y0 - 1e-6 <= py <= y1 + 1e-6


def test_what_flattens_the_plane_has_no_inverse() -> None:
    assert invert((1, 1, 1, 1, 0, 0)) is None


@pytest.mark.parametrize(
    ("inner", "share"),
    [((0, 0, 1, 1), 1.0), ((1, 0, 3, 1), 0.5), ((5, 5, 6, 6), 0.0), ((0, 0, 0, 1), 0.0)],
    ids=["inside", "half", "apart", "empty"],
)
def test_shares_of_cover(inner, share: float) -> None:
    assert covered(inner, (0, 0, 2, 2)) == share


@pytest.mark.parametrize(
    ("parts", "colour"),
    [((0.5,), (0.5, 0.5, 0.5)), ((1, 0, 0), (1, 0, 0)), ((0, 0, 0, 1), (0, 0, 0)), ((), None)],
    ids=["grey", "rgb", "cmyk", "unknown"],
)
def test_colours(parts, colour) -> None:
    assert colour_of(parts) == colour


# -- cuts --------------------------------------------------------------------


def _passage(
    text: str, *, x: float = 50, top: float = 100, page: int = 1, size: float = 10, **more
) -> Passage:
    boxes, left, line = [], x, top
    for char in text:
        if char == "\n":
            boxes.append(Box(page, left, line, left, line + size))
            left, line = x, line + 1.5 * size
        else:
            boxes.append(Box(page, left, line, left + size, line + size))
            left += size
    glyphs = tuple(() if char == "\n" else (at,) for at, char in enumerate(text))
    return Passage(text, tuple(boxes), glyphs, more.pop("layer", Layer.BODY), **more)


def _cuts(text: str, stand_in: str, treatment: Treatment = Treatment.MASK) -> list[Cut]:
    edit = Edit(Span(BlockId("a"), 0, len(text)), treatment, stand_in)
    plan = RedactionPlan(Sha256("0"), (edit,))
    return cuts_of(plan, {BlockId("a"): _passage(text)})[BlockId("a")]


@pytest.mark.parametrize(
    ("text", "stand_in", "treatment", "cut"),
    [
        ("13812345678", "138****5678", Treatment.MASK, Cut(3, 7, "****", bar=False)),
        ("张卫国", "张某某", Treatment.PSEUDONYM, Cut(1, 3, "某某", bar=False)),
        ("某县某村三组", "某县某村", Treatment.GENERALISE, Cut(4, 6, "", bar=True)),
        ("张卫国", BAR, Treatment.REMOVE, Cut(0, 3, BAR, bar=True)),
        ("张卫国", "", Treatment.PSEUDONYM, Cut(0, 3, "", bar=True)),
        ("李四", "张某", Treatment.PSEUDONYM, Cut(0, 2, "张某", bar=False)),
    ],
    ids=["mask", "pseudonym", "generalise", "remove", "second-span", "nothing-shared"],
)
def test_only_what_differs_is_cut(text: str, stand_in: str, treatment: Treatment, cut: Cut) -> None:
    assert _cuts(text, stand_in, treatment) == [cut]


@given(st.text("张李138*某", min_size=1, max_size=8), st.text("张李138*某", max_size=8))
def test_a_cut_leaves_what_the_stand_in_says(text: str, stand_in: str) -> None:
    (cut,) = _cuts(text, stand_in)
    after = text[: cut.start] + cut.text + text[cut.end :]
    assert after == (stand_in or "")


def test_a_plan_that_names_unknown_places_is_refused() -> None:
    for span in (Span(BlockId("b"), 0, 1), Span(BlockId("a"), 0, 9)):
        plan = RedactionPlan(Sha256("0"), (Edit(span, Treatment.REMOVE, BAR),))
        with pytest.raises(StalePlanError):
            cuts_of(plan, {BlockId("a"): _passage("甲乙")})


def test_a_cut_over_two_lines_has_two_strips_and_one_text() -> None:
    strips = strips_of(_passage("甲乙丙\n丁戊己"), [Cut(1, 5, "某", bar=True)])
    assert [(strip.box.x0, strip.box.x1) for strip in strips] == [(60, 80), (50, 60)]
    assert [strip.text for strip in strips] == ["某", ""]


# -- layout ------------------------------------------------------------------


def test_a_line_that_a_long_number_broke_early_goes_on() -> None:
    first = _passage("当事人某某身份证号码是以下")
    second = _passage("11010119000307001X，联系电话见附表一二三四", top=115)
    assert [p.text for p in rejoined([first, second])] == [f"{first.text}\n{second.text}"]


@pytest.mark.parametrize(
    "second",
    [
        _passage("二、乙方的权利与义务如下所述一二三四五六七", top=115, x=75),
        _passage("下一段文字与上一段文字相距太远一二三四五六", top=160),
        _passage("字号大得多的一行文字", top=115, size=16),
    ],
    ids=["indented", "far-below", "larger"],
)
def test_a_new_paragraph_does_not_go_on(second: Passage) -> None:
    first = _passage("当事人某某身份证号码是以下一二三四五六七八")
    assert len(rejoined([first, second])) == 2


def test_running_heads_become_margins_and_folios_too() -> None:
    pages = [
        [
            _passage("某县人民政府公报", top=20, page=n),
            _passage(f"第{n}段正文"),
            _passage(f"- {n} -", top=800),
        ]
        for n in (1, 2, 3)
    ]
    layers = [p.layer for p in bind(pages, [842] * 3)]
    assert layers == [Layer.MARGIN, Layer.BODY, Layer.MARGIN] * 3


def test_lines_that_cross_make_tables() -> None:
    across = [Rule(0, y, 100, y) for y in (0, 20, 40)]
    down = [Rule(x, 0, x, 40) for x in (0, 50, 100)]
    (table,) = tables_of(across + down)
    assert [(slot.row, slot.column) for slot in table.slots] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    found = table.slot_at(75, 30)
    assert found is not None
    assert (found.row, found.column) == (1, 1)
    assert table.slot_at(200, 30) is None


def test_an_underline_is_no_table() -> None:
    assert tables_of([Rule(0, 0, 100, 0)]) == []


def test_field_texts_are_broken_and_nothing_is_lost() -> None:
    assert _lines("甲乙丙丁戊\nab", 2) == ["甲乙", "丙丁", "戊", "ab"]


def test_paths_know_their_rectangles() -> None:
    path = Path()
    for point in ((0.0, 0.0), (0.0, 5.0), (9.0, 5.0), (9.0, 0.0)):
        path.line(point) if path.points else path.move(point)
    path.close()
    path.close_subpath()
    assert path.rects == [(0.0, 0.0, 9.0, 5.0)]
    path.move((0.0, 0.0))
    path.line((3.0, 9.0))
    path.line((7.0, 1.0))
    path.close_subpath()
    assert len(path.rects) == 1
    assert not path.plain


# -- checks ------------------------------------------------------------------


def test_a_second_extractor_that_sees_more_is_heard() -> None:
    assert lacks(["某县"], "某县人民政府公告")
    assert not lacks(["某县人民政府"], "某县 人民\n政府-")


def test_agreement_is_the_share_of_what_was_read() -> None:
    assert agreement("某县人民政府", "某县人民") == 1.0
    assert agreement("犪犮犲", "abc") == 0.0
    assert agreement("甲", "") == 1.0


def _grey(*dark: tuple[int, int]) -> np.ndarray:
    picture = np.full((20, 20), 255, dtype=np.int16)
    for row, column in dark:
        picture[row, column] = 0
    return picture


def test_a_pixel_that_moved_by_one_is_matched_and_one_that_left_is_not() -> None:
    there = _grey((5, 5))
    assert not gate._unmatched(there, _grey((5, 6))).any()
    assert not gate._unmatched(_grey((5, 6)), there).any()
    assert gate._unmatched(there, _grey()).any()
    assert gate._unmatched(there, _grey((5, 9))).any()
