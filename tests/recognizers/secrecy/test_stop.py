"""Papers that bear a state-secrecy mark stop the run; papers that speak of one do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recognizers.errors import StoppedError
from recognizers.secrecy.stop import check, is_company_paper
from recognizers.text import BlockId, Cell, Document, Layer, Sha256, TextBlock

VECTORS = json.loads((Path(__file__).parents[2] / "vectors.json").read_text("utf-8"))["secret_mark"]
STATUTES = Path(__file__).parents[4] / "shared" / "text" / "statutes"
DIGEST = Sha256("5" * 64)


def paper(*blocks: str | TextBlock) -> Document:
    made = tuple(
        b if isinstance(b, TextBlock) else TextBlock(BlockId(f"p{n}"), b)
        for n, b in enumerate(blocks)
    )
    return Document(DIGEST, "text/plain", made)


def rule(document: Document, name: str = "") -> str:
    """Return the rule by which the document stops, or "" if it does not."""
    try:
        check(document, name)
    except StoppedError as stopped:
        return str(stopped.facts["rule"])
    return ""


def cell(text: str, row: int, column: int, label: str = "", *, header: bool = False) -> TextBlock:
    place = Cell("t1", row, column, header)
    return TextBlock(BlockId(f"t{row}.{column}"), text, label=label, cell=place)


@pytest.mark.parametrize("mark", VECTORS["valid"])
def test_every_form_of_the_mark_stops_at_the_top(mark: str) -> None:
    assert rule(paper(mark, "某某县人民政府文件", "正文")) in {"starred", "bare"}


@pytest.mark.parametrize("mark", VECTORS["valid"])
def test_a_starred_mark_stops_even_deep_inside_the_paper(mark: str) -> None:
    body = [f"第{n}段，说明情况。" for n in range(40)]
    assert rule(paper(*body, mark, *body)) == "starred"


@pytest.mark.parametrize("mark", VECTORS["notes"]["bare_marks_need_position"])
def test_a_bare_mark_stops_where_marks_stand(mark: str) -> None:
    assert rule(paper(mark, "某某县人民政府", "关于召开会议的通知")) in {"bare", "labelled"}


@pytest.mark.parametrize("word", [entry["text"] for entry in VECTORS["invalid"]])
@pytest.mark.parametrize("place", ["top", "body"])
def test_words_that_are_no_mark_do_not_stop(word: str, place: str) -> None:
    body = ["某某县人民政府", "关于有关工作的通知", "各乡镇："]
    assert rule(paper(word, *body) if place == "top" else paper(*body, word)) == ""


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("秘密★１年", id="full-width-digits"),
        pytest.param("機 密 ★ 長 期", id="traditional-spaced"),
        pytest.param("絕密★啟用前", id="traditional-before-use"),
        pytest.param("秘\u200b密★5年", id="zero-width-inside"),
        pytest.param("机密★2031年6月30日解密", id="with-date"),
        pytest.param("000012　机密★10年　特急", id="copy-number-and-urgency-beside"),
        pytest.param("【机密】", id="in-brackets"),
        pytest.param("秘密 10年", id="star-lost"),
        pytest.param("机密女10年", id="star-misread-by-ocr"),
        pytest.param("密级：机密", id="field"),
        pytest.param("密　级：秘　密　　保密期限：5年", id="field-spaced"),
        pytest.param("保密等级:绝密", id="other-field-name"),
        pytest.param("密级：□绝密 ☑机密 □秘密", id="ticked-option"),
        pytest.param("本文件为绝密级，请妥善保管。", id="declared"),
        pytest.param("此件属机密文件。", id="declared-paper"),
        pytest.param("某办密〔2023〕12号", id="secret-document-number"),
        pytest.param("某政办密发[2021]7号", id="secret-number-square-brackets"),
        pytest.param("秘密　某某县人民政府办公室文件", id="beside-the-issuer"),
        pytest.param("（机密★5年）三、关于下一步工作", id="marked-paragraph"),
        pytest.param("宻級：機宻★20年", id="variant-characters"),
        pytest.param("机蜜★10年", id="misread-by-ocr"),
        pytest.param("密级　机密", id="field-without-colon"),
        pytest.param("关于有关事项的请示（秘密）", id="bracketed-behind-the-title"),
        pytest.param("【机密】关于有关事项的请示", id="bracketed-before-the-title"),
        pytest.param("某某县发展和改革委员会　　机密", id="behind-the-issuer"),
        pytest.param("机密  第1页 共3页", id="with-page-number"),
    ],
)
def test_marks_as_offices_write_them_stop(line: str) -> None:
    assert rule(paper("", line, "关于有关事项的通知", "各单位：")) != ""


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("密级：", id="empty-field"),
        pytest.param("密级：无", id="none"),
        pytest.param("密级：公开", id="public"),
        pytest.param("密级：非密", id="not-classified"),
        pytest.param("密级：　　　　保密期限：", id="blank-fields"),
        pytest.param("密级：□绝密 □机密 □秘密 □非密", id="unticked-options"),
        pytest.param("密级：绝密/机密/秘密/内部/公开", id="choice-offered"),
        pytest.param("密级　绝密　机密　秘密", id="choice-offered-by-spaces"),
        pytest.param("蜂蜜★★★", id="honey"),
        pytest.param("强化机密部位管理（机密部位）", id="bracketed-longer-word"),
        pytest.param("文件密级：不涉密", id="not-secret"),
        pytest.param("涉及国家秘密、商业秘密和个人隐私的，不予公开。", id="legal-ground"),
        pytest.param("国家秘密的密级分为绝密、机密、秘密三级。", id="statute"),
        pytest.param("绝密级国家秘密是最重要的国家秘密。", id="statute-level"),
        pytest.param("试题、参考答案启用前属绝密材料。", id="prose-about-exams"),
        pytest.param("会议采取无记名秘密投票方式表决。", id="ballot"),
        pytest.param("应当在首页左上角标明密级和保密期限，如“机密★10年”。", id="explains-a-mark"),
        pytest.param("标志形式为“密级★保密期限”、“密级★解密时间”。", id="names-the-form"),
        pytest.param("严禁在互联网上传输标有“秘密★5年”字样的文件。", id="forbids-marked-papers"),
        pytest.param("服务质量★★★★★", id="rating"),
        pytest.param("★重点任务：加强秘密战线史料收集", id="bullet-star"),
        pytest.param("保守国家秘密★★★☆☆", id="rating-of-a-term"),
        pytest.param("**机密性**、**完整性**", id="markdown-bold"),
        pytest.param("国家保密局〔2021〕3号", id="secrecy-administration-number"),
        pytest.param("金政办秘〔2020〕32号", id="secretariat-number"),
        pytest.param("国密局字〔2019〕12号", id="cryptography-number"),
        pytest.param("根据《某办密〔2019〕5号》等文件要求", id="cited-number-in-prose"),
        pytest.param("秘密级(企业)", id="company-level"),
        pytest.param("机密★10年(已解密)", id="declassified"),
        pytest.param("秘书科", id="secretary"),
        pytest.param("揭秘密室逃脱消防隐患", id="inside-other-words"),
        pytest.param("机密计算技术应用", id="technical-term"),
    ],
)
def test_lines_that_speak_about_secrecy_do_not_stop(line: str) -> None:
    assert rule(paper("某某县人民政府", "关于有关事项的通知", line, "特此通知。")) == ""


@pytest.mark.parametrize("layer", list(Layer))
def test_marks_stop_in_every_layer(layer: Layer) -> None:
    hidden = TextBlock(BlockId("x"), "机密★10年", layer=layer)
    assert rule(paper("某某县人民政府", "通知", hidden)) == "starred"


@pytest.mark.parametrize("layer", [Layer.MARGIN, Layer.HIDDEN, Layer.METADATA, Layer.COMMENT])
def test_bare_levels_stop_in_margins_and_unseen_layers(layer: Layer) -> None:
    body = [f"第{n}段。" for n in range(30)]
    mark = TextBlock(BlockId("x"), " 机 密 ", layer=layer)
    assert rule(paper(*body, mark)) == "bare"


def test_the_error_names_rule_digest_and_layer_and_no_text() -> None:
    with pytest.raises(StoppedError) as stopped:
        check(paper("机密★10年", "关于代号演习的请示"))
    assert stopped.value.facts == {"rule": "starred", "sha256": DIGEST, "where": "body"}
    assert "演习" not in repr(stopped.value)


@pytest.mark.parametrize(
    ("name", "stops"),
    [
        pytest.param("机密★关于会议的通知.docx", True, id="starred"),
        pytest.param("【秘密】会议材料.pdf", True, id="in-brackets"),
        pytest.param("(机密)工作方案.docx", True, id="in-round-brackets"),
        pytest.param("绝密文件.pdf", True, id="level-first"),
        pytest.param("工作方案_秘密.docx", True, id="level-last"),
        pytest.param("某办密〔2023〕12号.pdf", True, id="secret-number"),
        pytest.param("保守国家秘密法宣传.docx", False, id="the-law"),
        pytest.param("商业秘密保护工作方案.docx", False, id="trade-secrets"),
        pytest.param("机密(公司内部)报价.xlsx", False, id="company"),
        pytest.param("信息机密性测评报告.pdf", False, id="confidentiality"),
        pytest.param("", False, id="no-name"),
    ],
)
def test_file_names(name: str, stops: bool) -> None:
    assert rule(paper("正文"), name) == ("file-name" if stops else "")


def test_a_field_in_a_table_cell_stops() -> None:
    assert rule(paper("审查表", cell("机密", 1, 1, label="密级"))) == "labelled"


def test_a_scale_of_levels_in_a_table_is_no_mark() -> None:
    rows = [cell(level, n, 0, label="密级") for n, level in enumerate(("绝密", "机密", "秘密"), 1)]
    terms = [
        cell(term, n, 1, label="最长期限") for n, term in enumerate(("30年", "20年", "10年"), 1)
    ]
    assert rule(paper("保密知识手册", *rows, *terms)) == ""


def test_a_cell_under_another_label_is_no_mark() -> None:
    body = [f"第{n}段。" for n in range(20)]
    assert rule(paper(*body, cell("秘密", 3, 2, label="表决方式"))) == ""


def test_a_companys_bare_stamp_is_no_state_secret() -> None:
    offer = paper("某某科技有限公司", "机密", "技术方案与报价文件", "某某科技有限公司（盖章）")
    assert is_company_paper(offer)
    assert rule(offer) == ""


def test_a_companys_starred_stamp_stops_all_the_same() -> None:
    assert rule(paper("某某科技有限公司", "机密★3年", "技术方案")) == "starred"


def test_a_bid_addressed_to_an_organ_is_still_a_companys() -> None:
    offer = paper("致：某某县财政局", "机密", "投标文件", "某某建设集团有限公司")
    assert rule(offer) == ""


def test_a_bare_level_on_an_official_paper_stops_though_it_names_a_company() -> None:
    official = paper(
        "机密", "某某县人民政府文件", "某政〔2024〕3号", "关于引进某某集团有限公司的请示"
    )
    assert rule(official) == "bare"


def test_a_level_set_in_a_column_counts_as_one_line() -> None:
    assert rule(paper("机\n密", "某某县人民政府", "通知")) == "bare"


def test_a_level_set_in_a_block_for_each_character_counts_as_one_line() -> None:
    assert rule(paper("机", "密", "某某县人民政府", "通知")) == "bare"


def test_keywords_of_the_properties_are_looked_at_one_by_one() -> None:
    keywords = TextBlock(BlockId("k"), "会议;机密;2024", layer=Layer.METADATA)
    assert rule(paper("某某县人民政府", "通知", keywords)) == "bare"


def test_a_level_beside_its_field_in_a_row_stops_under_any_header() -> None:
    body = [f"第{n}段。" for n in range(20)]
    row = [cell("密级", 3, 0, label="项目"), cell("机密", 3, 1, label="内容")]
    assert rule(paper(*body, *row)) == "labelled"


def test_a_scanned_page_is_judged_by_its_lines() -> None:
    scan = TextBlock(BlockId("s"), "机密★10年\n某某县人民政府文件", layer=Layer.OCR, page=1)
    assert rule(paper(scan)) == "starred"


@pytest.mark.skipif(not STATUTES.is_dir(), reason="the free statutes are not beside the checkout")
def test_no_statute_stops() -> None:
    stopped = []
    for path in sorted(STATUTES.iterdir()):
        text = path.read_text("utf-8", errors="replace")
        whole, lines = paper(text), paper(*filter(None, text.split("\n")))
        stopped += [path.name for document in (whole, lines) if rule(document, path.name)]
    assert stopped == []
