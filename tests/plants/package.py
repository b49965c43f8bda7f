"""A zip package in memory, to plant into: parts, relations, content types."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


@dataclass
class Package:
    """Parts by name; what is added keeps the package well formed."""

    parts: dict[str, bytes]

    @classmethod
    def open(cls, data: bytes) -> Package:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def replace(self, name: str, old: str, new: str) -> None:
        """Put ``new`` for the first ``old`` in a part, which must hold it."""
        text = self.parts[name].decode()
        assert old in text, f"{old} not in {name}"
        self.parts[name] = text.replace(old, new, 1).encode()

    def relate(self, owner: str, kind: str, target: str, *, external: bool = False) -> str:
        """Add a relation of ``owner`` and return its id."""
        folder, _, base = owner.rpartition("/")
        name = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        if name not in self.parts:
            empty = "http://schemas.openxmlformats.org/package/2006/relationships"
            self.parts[name] = f'{XML}<Relationships xmlns="{empty}"></Relationships>'.encode()
        rid = f"rIdP{len(self.parts[name])}"
        mode = ' TargetMode="External"' if external else ""
        kind = kind if kind.startswith("http") else f"{RELATIONS}/{kind}"
        entry = f'<Relationship Id="{rid}" Type="{kind}" Target="{target}"{mode}/>'
        text = self.parts[name].decode()
        if "</Relationships>" not in text:
            text = text.replace("/>", "></Relationships>", 1)
        self.parts[name] = text.replace("</Relationships>", entry + "</Relationships>").encode()
        return rid

    def add(
        self, name: str, data: str | bytes, content_type: str = "", owner: str = "", kind: str = ""
    ) -> str:
        """Add a part, declared and related as asked; return the relation's id."""
        self.parts[name] = f"{XML}{data}".encode() if isinstance(data, str) else data
        if content_type:
            self.replace(
                "[Content_Types].xml",
                "</Types>",
                f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>',
            )
        return self.relate(owner, kind, "/" + name) if owner else ""

    def default_type(self, extension: str, content_type: str) -> None:
        if f'Extension="{extension}"' not in self.parts["[Content_Types].xml"].decode():
            entry = f'<Default Extension="{extension}" ContentType="{content_type}"/><Override'
            self.replace("[Content_Types].xml", "<Override", entry)

    def pack(self, comment: bytes = b"", orphan: bytes = b"", extra: bytes = b"") -> bytes:
        """Return the zip; ``orphan`` becomes a member that the directory does not name."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                info = zipfile.ZipInfo(name, (2020, 1, 2, 3, 4, 6))
                info.compress_type = zipfile.ZIP_DEFLATED
                if extra and name == next(iter(self.parts)):
                    info.extra = b"\xfe\xca" + len(extra).to_bytes(2, "little") + extra
                archive.writestr(info, data)
            if orphan:
                archive.writestr("zz_orphan.xml", orphan)
                archive.filelist.pop()
                del archive.NameToInfo["zz_orphan.xml"]
            archive.comment = comment
        return buffer.getvalue()
