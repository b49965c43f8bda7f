"""OFD, the fixed-layout format of GB/T 33190."""

from __future__ import annotations
