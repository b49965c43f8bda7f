"""A file taken out, a question referred and answered, a withdrawal: by the forms of the case page."""

from __future__ import annotations

import re

from review.service import cases
from tests.web.browsing import Workbench


def _forms(page: str) -> set[str]:
    return set(re.findall(r'action="([^"]+)"', page))


def test_a_file_taken_out_is_no_longer_in_the_case(bench: Workbench) -> None:
    case = bench.staff.open()
    kept, gone = bench.staff.add(case), bench.staff.add(case, "多余的附件。\n", "b.txt")
    clerk = bench.as_("clerk")
    assert f"/documents/{gone.id}/remove" in _forms(clerk.get(f"/cases/{case.id}").text)
    answer = clerk.post(f"/documents/{gone.id}/remove")
    assert answer.headers["location"] == f"/cases/{case.id}"
    page = clerk.get(f"/cases/{case.id}").text
    assert f'data-document="{kept.id}"' in page
    assert f'data-document="{gone.id}"' not in page


def test_a_question_stands_in_the_way_until_it_is_answered(bench: Workbench) -> None:
    case = bench.staff.ready()
    clerk, address = bench.as_("clerk"), f"/cases/{case.id}"
    clerk.post(f"{address}/refer", data={"question": "是否属于工作秘密？", "organ": "县局"})
    page = clerk.get(address).text
    assert "县局：是否属于工作秘密？" in page
    [answer] = [form for form in _forms(page) if form.endswith("/answer")]
    refused = clerk.post(f"{address}/sign", data={"digest": "0" * 64, "words": "同意。"})
    assert refused.status_code == 409
    clerk.post(answer, data={"answer": "不属于。"})
    page = clerk.get(address).text
    assert "答复：不属于。" in page
    assert answer not in _forms(page)
    assert clerk.post(answer, data={"answer": "再答。"}).status_code == 409


def test_a_publication_taken_back_is_shown_so(bench: Workbench) -> None:
    case = bench.staff.ready()
    bench.staff.sign_all(case)
    publisher, address = bench.as_("publisher"), f"/cases/{case.id}"
    early = publisher.post(f"{address}/withdraw", data={"day": "2026-03-02", "reason": "期满"})
    assert early.status_code == 409
    publisher.post(f"{address}/release")
    assert f"{address}/withdraw" in _forms(publisher.get(address).text)
    assert f"{address}/withdraw" not in _forms(bench.as_("clerk").get(address).text)
    bad = publisher.post(f"{address}/withdraw", data={"day": "yesterday", "reason": "期满"})
    assert bad.status_code == 409
    publisher.post(f"{address}/withdraw", data={"day": "2026-03-02", "reason": "期满"})
    with bench.staff.office.store.read() as reader:
        known = cases.get_case(bench.staff.publisher, bench.staff.office, case.id).case
        assert cases.standing_of(reader, bench.staff.office, known).withdrawn
    assert f"{address}/withdraw" not in _forms(publisher.get(address).text)
