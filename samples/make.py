"""Make the sample files: invented offices, invented people, impossible dates of birth.

    python -m samples.make [FOLDER]

Needs python-docx and openpyxl (both required by the product) and, for the pdf,
LibreOffice. The files are kept in the repository so that a demo needs neither.
ID numbers are checksum-valid with births in 1900-1908; phone numbers and
accounts have zero-patterned bodies.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from docx import Document as new_docx
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, Side

HERE = Path(__file__).parent

ROWS = [
    ("陈国强", "341524190001010110", "白塔畈镇光明村桂花组12号", "13800000011", "6222000000000000012", "五保户"),
    ("余  芳", "341524190402291232", "白塔畈镇光明村河湾组3号", "13900000022", "6222000000000000020", "低保户"),
    ("欧阳秀兰", "32128119010204048X", "白塔畈镇长岭村胡冲组7号", "15000000033", "6222000000000000038", "残疾二级"),
    ("向前", "450107190405131599", "白塔畈镇长岭村大塘组21号", "18600000044", "6222000000000000046", "因病致贫"),
    ("阿卜杜热合曼·买买提", "650104190809253072", "白塔畈镇街道社区2幢1单元301室", "17700000055", "6222000000000000053", "脱贫户"),
]  # fmt: skip


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    folder.mkdir(parents=True, exist_ok=True)
    subsidy_list(folder / "补贴公示名单.xlsx")
    petition_answer(folder / "信访答复.docx")
    penalty_decision(folder / "行政处罚决定书.pdf")
    annual_report(folder / "年度报告.docx")
    marked_paper(folder / "密级示例.docx")


def subsidy_list(path: Path) -> None:
    """A relief list for the village board, with what such lists should not show."""
    book = Workbook()
    sheet = book.active
    sheet.title = "2025年度"
    sheet.merge_cells("A1:H1")
    sheet["A1"] = "白塔畈镇2025年农村困难群众救助资金发放公示名单"
    sheet["A1"].font = Font(size=16, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center")
    head = (
        "序号",
        "姓名",
        "身份证号码",
        "住址",
        "联系电话",
        "一卡通账号",
        "致贫原因",
        "补助金额（元）",
    )
    sheet.append(head)
    for number, (name, identity, home, phone, account, cause) in enumerate(ROWS, 1):
        sheet.append((number, name, identity, home, phone, account, cause, 3680.5 + 120 * number))
    sheet.append(("", "合计", "", "", "", "", "", sum(3680.5 + 120 * n for n in range(1, 6))))
    sheet["A9"] = "公示期：2025年12月1日至12月7日。监督电话：0564-7000000（镇党政办），12345。"
    sheet.merge_cells("A9:H9")
    thin = Side(style="thin")
    for row in sheet.iter_rows(min_row=2, max_row=8):
        for cell in row:
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            cell.font = Font(bold=cell.row == 2)
    for column, width in zip("ABCDEFGH", (6, 22, 24, 32, 15, 24, 12, 16), strict=True):
        sheet.column_dimensions[column].width = width
    sheet["B4"].comment = Comment("户主实为余芳之夫周志远，电话13600000077", "经办人")
    sheet["J2"], sheet["J3"] = "备注（内部）", "其子陈小满患癫痫，在县医院住院"
    sheet.column_dimensions["J"].hidden = True
    book.save(path)


def petition_answer(path: Path) -> None:
    """An answer to a petitioner, due for publication after removal of private matter."""
    paper = _paper()
    _title(paper, "白塔畈镇人民政府")
    _title(paper, "关于光明村村民反映道路占用问题的答复", 18)
    _centre(paper, "白政信复〔2025〕17号")
    for line in (
        "方启新：",
        "您于2025年9月12日通过县信访局反映的“光明村桂花组通户道路被占用”问题收悉。经镇长李建国批示，"
        "由镇自然资源所所长王丽华牵头调查，现答复如下：",
        "一、经查，您（身份证号：341524190001010110，住白塔畈镇光明村桂花组12号，联系电话13800000011）"
        "与邻居周志远家因宅基地边界发生争议。周志远之妻患有乳腺癌，家庭困难，2024年曾因寻衅滋事被行政拘留。",
        "二、镇政府已于2025年9月20日组织双方调解。占用的道路长15米、宽2.5米，已于10月8日清除并恢复通行，"
        "投入资金3680.50元，合同编号341524202509150012。",
        "三、如不服本答复，可自收到之日起30日内向金寨县人民政府申请复查。",
    ):
        _body(paper, line)
    paper.add_table(rows=3, cols=2).style = "Table Grid"
    table = paper.tables[0]
    for row, pair in zip(
        table.rows,
        (
            ("举报人", "周晓梅"),
            ("联系方式", "QQ：100000001，邮箱：zhouxm@example.com"),
            ("银行账号", "6222000000000000061"),
        ),
        strict=True,
    ):
        row.cells[0].text, row.cells[1].text = pair
    _body(paper, "联系人：张卫国（镇党政办），电话：0564-7000000。")
    _right(paper, "白塔畈镇人民政府")
    _right(paper, "2025年10月15日")
    paper.sections[0].footer.paragraphs[0].text = "经办：刘洋  手机：13700000088"
    paper.core_properties.author = "刘洋"
    paper.save(path)


def penalty_decision(path: Path) -> None:
    """A penalty decision: the punished party is public, the complainant is not."""
    paper = _paper()
    _title(paper, "金寨县市场监督管理局")
    _title(paper, "行政处罚决定书", 18)
    _centre(paper, "金市监处罚〔2025〕46号")
    for line in (
        "当事人：金寨县福满园食品有限公司",
        "统一社会信用代码：91341524MA0000001D",
        "住所：金寨县梅山镇红军大道99号A座6楼",
        "法定代表人：赵永福    身份证号码：440524190304101223    联系电话：13500000099",
        "2025年6月3日，本局接到消费者孙晓雯（身份证号510104190708222700，住金寨县梅山镇幸福小区3栋2单元501室）"
        "投诉，反映当事人销售超过保质期的糕点。本局执法人员何志明、吴敏于次日现场检查，"
        "查获超过保质期的糕点42盒，货值金额1260元。",
        "上述行为违反了《中华人民共和国食品安全法》第三十四条第（十）项的规定。依据该法第一百二十四条，决定：",
        "一、没收违法所得1260元；二、罚款人民币50000元。",
        "当事人应当自收到本决定书之日起十五日内，将罚款缴至金寨农村商业银行，账号20000000000000000018。",
        "如不服本决定，可以在六十日内向金寨县人民政府申请行政复议，也可以在六个月内向金寨县人民法院提起行政诉讼。",
    ):
        _body(paper, line)
    _right(paper, "金寨县市场监督管理局")
    _right(paper, "2025年7月16日")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{path.stem}.docx"
        paper.save(source)
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", "pdf", "--outdir", str(path.parent), str(source)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip


def annual_report(path: Path) -> None:
    """A clean paper: officials, public phones, amounts and document numbers must stay."""
    paper = _paper()
    _title(paper, "白塔畈镇人民政府")
    _title(paper, "2025年政府信息公开工作年度报告", 18)
    for line in (
        "根据《中华人民共和国政府信息公开条例》第五十条的规定，编制本报告。所列数据的统计期限为"
        "2025年1月1日至12月31日。如有疑问，请与镇党政办联系（地址：白塔畈镇街道1号，电话：0564-7000000）。",
        "一、总体情况。镇党委书记刘建军、镇长李建国多次听取汇报。全年主动公开信息138条，其中政策法规类55条、"
        "业务工作类83条；印发《关于做好秋季防火工作的通知》（白政办〔2025〕32号）等规范性文件2件。",
        "二、落实保密审查制度，坚持“先审查、后公开”，未发生涉及国家秘密、商业秘密和个人隐私的泄露事件。",
        "三、财政投入12.6万元用于政务公开栏建设，采购合同总价98000元，中标单位为金寨县新城广告有限公司。",
        "四、收到政府信息公开申请3件，均在20个工作日内答复。",
    ):
        _body(paper, line)
    _right(paper, "2026年1月15日")
    paper.save(path)


def marked_paper(path: Path) -> None:
    """An invented paper that bears a mark, to show that the run stops."""
    paper = _paper()
    mark = paper.add_paragraph()
    run = mark.add_run("秘密★1年")
    run.font.bold = True
    _title(paper, "示例单位")
    _title(paper, "关于演示停止处理的示例", 18)
    _body(paper, "本文件为演示用虚构文件，不含任何真实内容。")
    paper.save(path)


def _paper() -> Docx:
    paper = new_docx()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    return paper


def _title(paper: Docx, text: str, size: int = 22) -> None:
    paragraph = paper.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(size), True
    if size == 22:
        run.font.color.rgb = RGBColor(0xC0, 0, 0)


def _centre(paper: Docx, text: str) -> None:
    paper.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _right(paper: Docx, text: str) -> None:
    paper.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _body(paper: Docx, text: str) -> None:
    paper.add_paragraph(text).paragraph_format.first_line_indent = Pt(28)


if __name__ == "__main__":
    main()
