"""The audit trail: typed events in an SM3 chain, sealed by checkpoints kept elsewhere.

Nothing here reads a database, a clock or a file: the modules are functions over
values, so that each claim of the trail can be tested with bytes.
"""

from __future__ import annotations
