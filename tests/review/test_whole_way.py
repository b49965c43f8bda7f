"""One case through everything that is real: child processes, recognizers, writer, verifier."""

from __future__ import annotations

import io
from pathlib import Path

import docx

from review.config import Settings
from review.decision import Verdict
from review.service import decisions, documents, production, releasing, trail
from review.service.office import open_office
from tests.review.office import Watch
from tests.review.staff import NUMBER, Staff, hire


def _paper() -> bytes:
    paper = docx.Document()
    paper.add_paragraph("白塔镇临时救助对象公示")
    paper.add_paragraph(f"户主赵铁柱，身份证号：{NUMBER}，补助金额500元。")
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def test_a_docx_goes_from_upload_to_release(tmp_path: Path) -> None:
    hire(tmp_path).office.close()
    watch = Watch()
    office = open_office(Settings(data=tmp_path / "data"), now=watch)
    staff = Staff(office, watch)
    case = staff.open()
    upload = documents.Upload("公示.docx", _paper())
    document = documents.add_document(staff.clerk, office, case.id, upload)
    assert document.state.value == "read", document.reason
    decisions.accept_suggestions(staff.clerk, office, document.id)
    for item in decisions.items(staff.clerk, office, document.id):
        if not item.is_settled:
            answer = decisions.Answer(Verdict.KEEP, reason="依法公开")
            decisions.decide(staff.clerk, office, document.id, [item.finding.id], answer)
    production.produce(staff.clerk, office, case.id)
    staff.sign_all(case)
    releasing.release(staff.publisher, office, case.id)
    [file] = releasing.released_files(staff.publisher, office, case.id)
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(file.content)).paragraphs)
    assert NUMBER not in text
    assert "补助金额500元" in text
    assert trail.verify(staff.auditor, office).is_sound
    office.close()
