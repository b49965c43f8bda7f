"""Office files with things in plain and in hidden places, made with public libraries only."""

from __future__ import annotations

import csv
import io

import docx
from openpyxl import Workbook
from openpyxl.comments import Comment
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

IDENTITY = "341524190001010110"
PHONE = "13800000011"
ACCOUNT = "6222000000000000012"
PERSON = "周志远"
SECRETS = (IDENTITY, PHONE, ACCOUNT, PERSON)

SENTENCE = (
    f"申请人{PERSON}（身份证号{IDENTITY}，联系电话{PHONE}）反映的低保金已汇入其银行账号{ACCOUNT}。"
)
PUBLIC = (
    "白塔畈镇人民政府关于群众来信的答复",
    "镇长李建国主持召开专题会议，研究通户道路问题。",
    "依据《中华人民共和国政府信息公开条例》第三十七条答复如下。",
    "资金总额3680.50元，合同编号341524202509150012。",
)


def docx_file() -> bytes:
    paper = docx.Document()
    for line in (*PUBLIC[:2], SENTENCE, *PUBLIC[2:]):
        paper.add_paragraph(line)
    return _saved(paper)


def docx_with_hidden_places() -> bytes:
    """Header, footer, table, comment, author, tracked deletion, hidden run."""
    paper = docx.Document()
    for line in PUBLIC:
        paper.add_paragraph(line)
    section = paper.sections[0]
    section.header.paragraphs[0].text = f"申请人：{PERSON}"
    section.footer.paragraphs[0].text = f"电话：{PHONE}"
    table = paper.add_table(rows=2, cols=2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells),
        ("姓名", "银行账号", PERSON, ACCOUNT),
        strict=True,
    ):
        cell.text = text
    run = paper.add_paragraph("附注").add_run(f"身份证号{IDENTITY}")
    run.font.hidden = True
    paper.add_comment(run, text=f"请核对{PERSON}的手机{PHONE}", author=PERSON)
    paper.core_properties.author = PERSON
    paper.core_properties.comments = f"身份证号{IDENTITY}"
    return _saved(paper)


def xlsx_file() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(["姓名", "身份证号", "联系电话", "银行账号", "金额（元）"])
    sheet.append([PERSON, IDENTITY, PHONE, ACCOUNT, 3680.5])
    sheet.append(["合计", "", "", "", 3680.5])
    sheet["A2"].comment = Comment(f"{PERSON}之妻电话{PHONE}", PERSON)
    sheet["H1"], sheet["H2"] = "备用", f"身份证号{IDENTITY}"
    sheet.column_dimensions["H"].hidden = True
    hidden = book.create_sheet("底稿")
    hidden["A1"] = SENTENCE
    hidden.sheet_state = "veryHidden"
    book.properties.creator = PERSON
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_file(encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO()
    rows = [
        ["姓名", "身份证号", "联系电话", "银行账号", "金额"],
        [PERSON, IDENTITY, PHONE, ACCOUNT, "3680.50"],
    ]
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


def text_file(encoding: str = "utf-8") -> bytes:
    return "\n".join((*PUBLIC[:2], SENTENCE, *PUBLIC[2:])).encode(encoding)


def html_file() -> bytes:
    body = "".join(f"<p>{line}</p>" for line in (*PUBLIC[:2], SENTENCE, *PUBLIC[2:]))
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>答复</title></head><body>{body}</body></html>".encode()


def pdf_file() -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setAuthor(PERSON)
    canvas.setFont("STSong-Light", 12)
    lines = (*PUBLIC[:2], SENTENCE[:30], SENTENCE[30:], *PUBLIC[2:])
    for row, line in enumerate(lines):
        canvas.drawString(60, 760 - row * 24, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _saved(paper: docx.document.Document) -> bytes:
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


MAKERS = {
    "plain.docx": docx_file,
    "hidden.docx": docx_with_hidden_places,
    "list.xlsx": xlsx_file,
    "list.csv": csv_file,
    "answer.txt": text_file,
    "answer.md": text_file,
    "answer.html": html_file,
    "answer.pdf": pdf_file,
}
