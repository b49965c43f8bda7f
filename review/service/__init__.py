"""What people do, one transaction a function.

Each function takes the actor first and the office second, checks the actor's
right to the very object, changes records together with the events that report
them, and returns frozen values. Files are parsed and written outside of any
transaction; what was decided meanwhile is checked before the result is kept.

people, cases, documents, decisions, production, signing, consulting, referring,
releasing, trail, filing (papers, reports, archive) hold the functions.
"""

from __future__ import annotations
