"""The office's papers: docx files made from templates that the office can edit.

``forms/*.toml`` describe each paper; ``template`` builds a docx from one, with
fields such as ``{{title}}``; an office that wants its own layout takes that docx,
edits it, and puts it into its templates folder. ``filling`` fills a template,
whoever made it.
"""

from __future__ import annotations
