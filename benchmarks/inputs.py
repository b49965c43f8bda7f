"""Inputs for the speed figures: invented text, the same on every machine."""

from __future__ import annotations

import io
import random
from typing import Final

import docx
from openpyxl import Workbook

PARAGRAPHS: Final = (
    "白塔畈镇人民政府于2025年9月12日召开专题会议，镇长李建国主持，研究秋季森林防火、农村公路养护和困难群众救助等工作。",
    "会议认为，全年主动公开信息138条，其中政策法规类55条、业务工作类83条，公开工作总体平稳，未发生泄露事件。",
    "申请人周志远（身份证号341524190001010110，住白塔畈镇光明村桂花组12号，电话13800000011）反映的问题已经办结。",
    "依据《中华人民共和国行政处罚法》第四十八条的规定，具有一定社会影响的行政处罚决定应当依法公开。",
    "中标单位为金寨县新城广告有限公司，统一社会信用代码91341524MA0000001D，中标金额98000元，工期90日历天。",
    "联系人：张卫国（镇党政办），电话：0564-7000000，地址：白塔畈镇街道1号。",
)


def prose(characters: int) -> list[str]:
    """Return paragraphs of office prose with about ``characters`` characters in all."""
    source = random.Random(20251123)
    out: list[str] = []
    size = 0
    while size < characters:
        paragraph = "".join(source.sample(PARAGRAPHS, 3)) + f"（第{len(out)}段）"
        out.append(paragraph)
        size += len(paragraph)
    return out


def docx_of(paragraphs: list[str]) -> bytes:
    """Return a docx with one paragraph each."""
    paper = docx.Document()
    for paragraph in paragraphs:
        paper.add_paragraph(paragraph)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def roster(rows: int) -> bytes:
    """Return an xlsx list of eight columns, as relief lists are."""
    source = random.Random(20251124)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("名单")
    sheet.append(
        ["序号", "姓名", "身份证号码", "住址", "联系电话", "一卡通账号", "补助项目", "金额"]
    )
    for number in range(1, rows + 1):
        name = source.choice("陈李周吴赵孙何刘") + "".join(
            source.choices("国强芳秀兰永福志明小满", k=2)
        )
        body = f"341524190{source.randrange(9)}0101{source.randrange(1000):03d}"
        sheet.append(
            [
                number,
                name,
                body + _check(body),
                f"白塔畈镇光明村桂花组{number}号",
                f"138{source.randrange(10**8):08d}",
                f"62220000000{source.randrange(10**8):08d}",
                "农村低保",
                3680.5,
            ]
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _check(body: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(c) * w for c, w in zip(body, weights, strict=True)) % 11]


def pdf_of(paragraphs: list[str]) -> bytes:
    """Return a pdf of A4 pages with a CID font, 30 lines of 36 characters a page."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    lines = [p[i : i + 36] for p in paragraphs for i in range(0, len(p), 36)]
    for start in range(0, len(lines), 30):
        canvas.setFont("STSong-Light", 13)
        for row, line in enumerate(lines[start : start + 30]):
            canvas.drawString(60, 780 - row * 24, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
