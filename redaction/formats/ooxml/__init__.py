"""Office Open XML: Word, Excel and PowerPoint files, read and rewritten part by part.

Promises that what is written holds only parts this package knows, each cleaned
of everything a reader of the page does not see. Works on the package's XML,
never on another library's model of it, because every part can hold text.
"""
