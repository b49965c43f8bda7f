"""What the page shows is the text, cut at the findings: offsets stay what they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from review.screen import visible
from review.service import decisions, documents
from review.web.manuscript import pieces, sections
from tests.review.staff import NUMBER, Staff

TEXTS = st.text(alphabet="赵铁柱12\n\u200b\x1b<", max_size=40)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places), max_size=8))
    kept = [(min(s), max(s)) for s in spans if s[0] != s[1]]
    return text, [(start, end, f"f{n}") for n, (start, end) in enumerate(kept)]


@given(marked())
def test_the_pieces_make_the_text_and_know_where_they_start(
    case: tuple[str, list[tuple[int, int, str]]],
) -> None:
    text, marks = case
    made = list(pieces(text, marks))
    shown = "\n".join(visible(line) for line in text.split("\n"))
    assert "".join(piece.text for piece in made) == shown
    assert len(shown) == len(text)
    assert all(shown.startswith(piece.text, piece.start) for piece in made)
    assert all(piece.text for piece in made)


@given(marked())
def test_a_character_is_marked_exactly_if_a_finding_covers_it(
    case: tuple[str, list[tuple[int, int, str]]],
) -> None:
    text, marks = case
    covered = {at for start, end, _ in marks for at in range(start, end)}
    owner = {f: range(start, end) for start, end, f in marks}
    shown: set[int] = set()
    for piece in pieces(text, marks):
        places = range(piece.start, piece.start + len(piece.text))
        if piece.finding:
            shown.update(places)
            assert set(places) <= set(owner[piece.finding])
    assert shown == covered


def test_a_document_is_shown_whole_with_its_findings_marked(staff: Staff) -> None:
    document = staff.add(staff.open())
    text = documents.text_of(staff.clerk, staff.office, document.id)
    items = decisions.items(staff.clerk, staff.office, document.id)
    shown, hidden = sections(text, items)
    paragraphs = [p for section in shown for p in section.paragraphs]
    assert ["".join(x.text for x in p.pieces) for p in paragraphs] == [b.text for b in text.blocks]
    found = {x.finding: x.text for p in paragraphs for x in p.pieces if x.finding}
    assert found == {i.finding.id: i.text for i in items}
    assert NUMBER in found.values()
    assert hidden == ()
