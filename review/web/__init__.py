"""The workbench: pages over ``review.service``, rendered on the server, nothing from outside."""

from __future__ import annotations
