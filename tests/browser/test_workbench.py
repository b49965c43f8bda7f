"""One case from upload to release, by keyboard and by five people, in a real browser."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.browser.conftest import PASSWORD, Server

pytestmark = pytest.mark.browser
SAMPLES = Path(__file__).parents[2] / "samples"
SHOTS = os.environ.get("MISHEN_SCREENSHOTS", "")


def shoot(page: Any, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png")


def sign_in(browser: Any, server: Server, login: str) -> Any:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.goto(f"{server.url}/login")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(f"{server.url}/")
    return page


def upload(page: Any, *paths: Path) -> str:
    page.set_input_files("#drop input[type=file]", [str(path) for path in paths])
    page.click("#drop button[type=submit]")
    page.wait_for_url("**/cases/*")
    page.wait_for_selector('#files [data-state]:not([data-state="received"])', timeout=120_000)
    return page.url


def open_document(page: Any) -> None:
    page.click("#files a[href^='/documents/']")
    page.wait_for_selector("#review")


@pytest.fixture(scope="module")
def released(server: Server, browser: Any) -> Any:
    """Take one case all the way and return what the publisher downloaded."""
    clerk = sign_in(browser, server, "li")
    shoot(clerk, "inbox-empty")
    case = upload(clerk, SAMPLES / "信访答复.docx")
    open_document(clerk)
    shoot(clerk, "review")
    waiting = int(clerk.inner_text("#open"))
    assert waiting > 5
    clerk.keyboard.press("w")
    clerk.wait_for_selector(f'#open:text-is("{waiting - 1}")')
    first = clerk.get_attribute(".findings li", "data-finding")
    clerk.keyboard.press("k")
    clerk.keyboard.press("p")
    clerk.wait_for_selector(f'li[data-finding="{first}"][data-stands="keep"]')
    clerk.keyboard.press("k")
    clerk.keyboard.press("u")
    clerk.wait_for_selector(f'li[data-finding="{first}"][data-stands="withhold"]')
    clerk.click("#accept")
    clerk.wait_for_selector('#open:text-is("0")')
    shoot(clerk, "review-decided")
    clerk.goto(case)
    clerk.select_option("[name=attribute]", "active")
    clerk.click("form[action$='/attribute'] button")
    clerk.click("form[action$='/produce'] button")
    clerk.wait_for_selector("a[href$='/result']", timeout=120_000)
    clerk.click("a[href$='/result']")
    clerk.wait_for_selector(".split.even")
    shoot(clerk, "result")
    for login in ("li", "wang", "zhao", "qian"):
        page = sign_in(browser, server, login)
        page.goto(case)
        page.click("#sign [data-words] >> nth=4")
        shoot(page, f"sign-{login}")
        page.click("#sign button[type=submit]")
        page.wait_for_selector(".chain .done")
    publisher = sign_in(browser, server, "sun")
    publisher.goto(case)
    publisher.click("form[action$='/release'] button")
    publisher.wait_for_selector("a[href*='/released/']")
    with publisher.expect_download() as waiting_download:
        publisher.click("a[href*='/released/']")
    shoot(publisher, "released")
    return case, Path(waiting_download.value.path()).read_bytes()


def test_the_released_file_opens_and_holds_nothing_that_was_withheld(released: Any) -> None:
    _, content = released
    words = "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
    assert "341524190001010110" not in words
    assert "周志远" not in words
    assert "镇长李建国" in words


def test_the_auditor_verifies_the_trail(server: Server, browser: Any, released: Any) -> None:
    assert released
    page = sign_in(browser, server, "zhou")
    page.goto(f"{server.url}/audit?verify=1")
    shoot(page, "audit")
    assert page.is_visible(".good")
    assert "341524190001010110" not in page.content()


def test_a_marked_file_leaves_nothing_behind(server: Server, browser: Any) -> None:
    page = sign_in(browser, server, "li")
    upload(page, SAMPLES / "密级示例.docx")
    assert page.is_visible("[data-state=stopped]")
    shoot(page, "stopped")
    stored = [p.read_bytes() for p in server.folder.rglob("*") if p.is_file()]
    assert not [raw for raw in stored if "演示停止处理".encode() in raw]


def test_text_and_file_names_cannot_run_as_script(
    server: Server, browser: Any, tmp_path: Path
) -> None:
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    path = tmp_path / "a&quot;'<b>.txt"
    path.write_text(f"{evil}\n申请人周志远，电话13800000011。\n", "utf-8")
    page = sign_in(browser, server, "li")
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    upload(page, path)
    open_document(page)
    assert evil in page.inner_text(".paper")
    assert alerts == []
    assert page.query_selector(".paper img, .paper script") is None


def test_a_session_that_ended_leads_to_the_login_page(server: Server, browser: Any) -> None:
    page = sign_in(browser, server, "li")
    page.context.clear_cookies()
    page.goto(f"{server.url}/")
    assert page.url.endswith("/login")


def test_a_killed_server_reads_after_its_restart_what_was_handed_in(
    server: Server, browser: Any, tmp_path: Path
) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("申请人周志远，电话13800000011，身份证号341524190001010110。", "utf-8")
    page = sign_in(browser, server, "li")
    page.set_input_files("#drop input[type=file]", [str(path)])
    page.click("#drop button[type=submit]")
    page.wait_for_url("**/cases/*")
    server.kill()
    server.start()
    page.goto(page.url)
    page.wait_for_selector("#files [data-state=read]", timeout=120_000)
    assert page.locator("#files tbody tr").count() == 1


def test_no_page_has_a_serious_fault_of_accessibility(
    server: Server, browser: Any, released: Any
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    case, _ = released
    page = sign_in(browser, server, "li")
    found = []
    for address in (f"{server.url}/", case, f"{server.url}/login"):
        page.goto(address)
        result = Axe().run(page).response["violations"]
        found += [(address, v["id"]) for v in result if v["impact"] in ("serious", "critical")]
    page.goto(case)
    open_document(page)
    result = Axe().run(page).response["violations"]
    found += [("review", v["id"]) for v in result if v["impact"] in ("serious", "critical")]
    assert found == []
