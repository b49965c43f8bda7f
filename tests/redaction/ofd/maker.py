"""Makes small OFD packages (GB/T 33190), honest and otherwise; knows nothing of our reader."""

from __future__ import annotations

import io
import warnings
import zipfile
from typing import Self
from xml.sax.saxutils import escape

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


class Ofd:
    """A package that grows by calls; millimetres throughout, ids counted up from 100."""

    def __init__(self, pages: int = 1, prefix: str = "ofd", namespace: str = NS) -> None:
        self.pages: list[list[str]] = [[] for _ in range(pages)]
        self.page_extra = [""] * pages
        self.members: dict[str, bytes] = {}
        self.templates: dict[str, list[str]] = {}
        self.resources = ""
        self.info = ""
        self.body_extra = ""
        self.document_extra = ""
        self.common_extra = ""
        self.annots: dict[int, list[str]] = {}
        self._next = 100
        self._prefix = prefix
        self._namespace = namespace

    def identity(self) -> str:
        self._next += 1
        return str(self._next)

    def text(
        self,
        text: str,
        *,
        x: float = 20,
        y: float = 30,
        size: float = 4,
        page: int = 1,
        split: bool = False,
        attributes: str = "",
        inside: str = "",
        font: str = "3",
        step: float | None = None,
    ) -> Self:
        """Draw ``text``; ``split`` makes one object of each character."""
        step = size if step is None else step
        if split:
            for number, char in enumerate(text):
                self.raw(
                    self.object(char, x + number * step, y, size, attributes, inside, font, step),
                    page,
                )
        else:
            self.raw(self.object(text, x, y, size, attributes, inside, font, step), page)
        return self

    def object(
        self,
        text: str,
        x: float,
        y: float,
        size: float = 4,
        attributes: str = "",
        inside: str = "",
        font: str = "3",
        step: float = 4,
    ) -> str:
        deltas = " ".join([f"{step:g}"] * (len(text) - 1))
        delta = f' DeltaX="{deltas}"' if deltas else ""
        width = step * len(text)
        return (
            f'<ofd:TextObject ID="{self.identity()}" Boundary="{x:g} {y:g} {width:g} {size * 1.2:g}" '
            f'Font="{font}" Size="{size:g}" {attributes}>{inside}'
            f'<ofd:TextCode X="0" Y="{size:g}"{delta}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
        )

    def raw(self, xml: str, page: int = 1) -> Self:
        """Put any drawing element on a page."""
        self.pages[page - 1].append(xml)
        return self

    def template(self, identity: str, *objects: str) -> Self:
        self.templates[identity] = list(objects)
        return self

    def use_template(self, identity: str, page: int = 1, order: str = "Background") -> Self:
        self.page_extra[page - 1] += f'<ofd:Template TemplateID="{identity}" ZOrder="{order}"/>'
        return self

    def annotation(
        self, kind: str, appearance: str, page: int = 1, more: str = "", rest: str = ""
    ) -> Self:
        self.annots.setdefault(page, []).append(
            f'<ofd:Annot Type="{kind}" ID="{self.identity()}" Creator="c" LastModDate="2024-01-01" {more}>'
            f'{rest}<ofd:Appearance Boundary="0 0 210 297">{appearance}</ofd:Appearance></ofd:Annot>'
        )
        return self

    def picture(
        self, content: bytes, *, box: str = "20 50 100 40", page: int = 1, name: str = "p.png"
    ) -> Self:
        """Place a picture in a box of x, y, width and height."""
        identity = self.identity()
        self.members[f"Doc_0/Res/{name}"] = content
        self.resources += (
            f'<ofd:MultiMedias><ofd:MultiMedia ID="{identity}" Type="Image">'
            f"<ofd:MediaFile>{name}</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>"
        )
        _, _, width, height = box.split()
        return self.raw(
            f'<ofd:ImageObject ID="{self.identity()}" Boundary="{box}" '
            f'CTM="{width} 0 0 {height} 0 0" ResourceID="{identity}"/>',
            page,
        )

    def embed_font(self, identity: str, content: bytes, name: str = "Embedded") -> Self:
        self.members[f"Doc_0/Res/f{identity}.ttf"] = content
        self.resources += (
            f'<ofd:Fonts><ofd:Font ID="{identity}" FontName="{name}">'
            f"<ofd:FontFile>f{identity}.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>"
        )
        return self

    def parts(self) -> dict[str, bytes]:
        """Return the members by name."""
        parts = {"OFD.xml": self._xml("OFD", self._body(), 'Version="1.0" DocType="OFD"')}
        pages = "".join(
            f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>'
            for n in range(1, len(self.pages) + 1)
        )
        templates = "".join(
            f'<ofd:TemplatePage ID="{i}" BaseLoc="Tpls/T_{i}.xml"/>' for i in self.templates
        )
        listing = "<ofd:Annotations>Annots/List.xml</ofd:Annotations>" if self.annots else ""
        parts["Doc_0/Document.xml"] = self._xml(
            "Document",
            "<ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID><ofd:PageArea>"
            "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{templates}{self.common_extra}</ofd:CommonData>"
            f"<ofd:Pages>{pages}</ofd:Pages>{listing}{self.document_extra}",
        )
        parts["Doc_0/PublicRes.xml"] = self._xml(
            "Res",
            '<ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts>' + self.resources,
            'BaseLoc="Res"',
        )
        for number, (objects, extra) in enumerate(zip(self.pages, self.page_extra, strict=True), 1):
            parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = self._page(objects, extra)
        for identity, objects in self.templates.items():
            parts[f"Doc_0/Tpls/T_{identity}.xml"] = self._page(objects, "")
        parts |= self._annotation_parts()
        return parts | self.members

    def build(self) -> bytes:
        """Return the package."""
        return zipped(self.parts())

    def _body(self) -> str:
        return (
            f"<ofd:DocBody><ofd:DocInfo><ofd:DocID>{'0' * 32}</ofd:DocID>{self.info}</ofd:DocInfo>"
            f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{self.body_extra}</ofd:DocBody>"
        )

    def _page(self, objects: list[str], extra: str) -> bytes:
        layer = f'<ofd:Layer ID="{self.identity()}">{"".join(objects)}</ofd:Layer>'
        return self._xml("Page", f"{extra}<ofd:Content>{layer}</ofd:Content>")

    def _annotation_parts(self) -> dict[str, bytes]:
        if not self.annots:
            return {}
        entries = "".join(
            f'<ofd:Page PageID="{page}"><ofd:FileLoc>P{page}.xml</ofd:FileLoc></ofd:Page>'
            for page in self.annots
        )
        parts = {"Doc_0/Annots/List.xml": self._xml("Annotations", entries)}
        for page, annots in self.annots.items():
            parts[f"Doc_0/Annots/P{page}.xml"] = self._xml("PageAnnot", "".join(annots))
        return parts

    def _xml(self, root: str, inside: str, attributes: str = "") -> bytes:
        text = f"<ofd:{root} {self._namespace} {attributes}>{inside}</ofd:{root}>"
        text = text.replace("<ofd:", f"<{self._prefix}:").replace("</ofd:", f"</{self._prefix}:")
        if self._prefix == "":
            text = text.replace("<:", "<").replace("</:", "</")
        return ('<?xml version="1.0" encoding="UTF-8"?>' + text).encode()


def zipped(parts: dict[str, bytes], *more: tuple[str, bytes], comment: bytes = b"") -> bytes:
    """Return a zip of ``parts`` and of ``more``, which may repeat names."""
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # two members of one name are what some tests want
        for name, content in [*parts.items(), *more]:
            member = zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10))
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
        archive.comment = comment
    return target.getvalue()


def unzipped(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
