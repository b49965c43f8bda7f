"""Inputs for the speed figures: invented text, the same on every machine."""

from __future__ import annotations

import io
import random
from typing import Final

import docx
from openpyxl import Workbook

SENTENCES: Final = (
    "{place}人民政府于{year}年{n}月召开专题会议，镇长{name}主持，研究{item}、农村公路养护和困难群众救助等工作。",
    "会议认为，全年主动公开信息{n}条，其中政策法规类{m}条，{item}总体平稳，未发生泄露事件。",
    "申请人{name}（身份证号{identity}，住{place}光明村桂花组{n}号，电话138{digits}）反映的{item}问题已经办结。",
    "依据《中华人民共和国行政处罚法》第{n}条的规定，对{item}作出的决定应当依法公开。",
    "中标单位为{place}{name}广告有限公司，中标金额{m}{n}00元，工期{n}日历天，项目为{item}。",
    "联系人：{name}（{place}党政办），电话：0564-7{n}00{m}，地址：{place}街道{n}号。",
    "{name}与{name}因{item}发生争议，{place}人民调解委员会于{year}年{n}月{m}日组织双方调解，达成协议。",
    "各单位要高度重视{item}，明确责任，细化措施，于{n}月底前将落实情况报{place}人民政府办公室。",
)
_PLACES: Final = "白塔畈镇 梅山镇 麻埠镇 青山镇 燕子河镇 天堂寨镇 古碑镇 吴家店镇 斑竹园镇 果子园乡 关庙乡 南溪镇"
_ITEMS: Final = "秋季森林防火 农村低保 危房改造 高标准农田建设 防汛抗旱 安全生产 政务公开 征地补偿 供水管网改造 道路通行"


def prose(characters: int) -> list[str]:
    """Return paragraphs of office prose, about ``characters`` characters, no sentence twice."""
    source = random.Random(20251123)
    out: list[str] = []
    size = 0
    while size < characters:
        paragraph = "".join(_sentence(pattern, source) for pattern in source.sample(SENTENCES, 3))
        out.append(paragraph)
        size += len(paragraph)
    return out


def _sentence(pattern: str, source: random.Random) -> str:
    body = f"341524190{source.randrange(9)}0101{source.randrange(1000):03d}"
    return pattern.format(
        place=source.choice(_PLACES.split()),
        item=source.choice(_ITEMS.split()),
        name=source.choice("陈李周吴赵孙何刘")
        + "".join(source.choices("国强芳秀兰永福志明小满", k=2)),
        identity=body + _check(body),
        digits=f"{source.randrange(10**8):08d}",
        year=source.randint(2015, 2026),
        n=source.randint(1, 99),
        m=source.randint(1, 28),
    )


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
