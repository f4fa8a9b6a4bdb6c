"""The words of papers: what arrives as a file, and what a check for viruses came to."""

from frontdoor.kernel.lifecycle import Labelled


class Kind(Labelled):
    """What a file is, by what is in it. The hub takes these, and no others."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word document"
    XLSX = "xlsx", "Excel spreadsheet"
    ODS = "ods", "OpenDocument spreadsheet"
    CSV = "csv", "Table as text"
    TXT = "txt", "Text"
    JPEG = "jpeg", "Photograph (JPEG)"
    PNG = "png", "Picture (PNG)"
    HEIC = "heic", "Photograph (HEIC)"
    EML = "eml", "Email"
    MSG = "msg", "Email from Outlook"


class PaperStage(Labelled):
    """Whether a paper may be opened."""

    QUARANTINED = "quarantined", "In quarantine"
    CLEARED = "cleared", "No virus found"
    RELEASED = "released", "Released by a person"
    INFECTED = "infected", "Virus found"


class PaperMove(Labelled):
    """What happens to a paper: a check says something, or a person does."""

    CLEAR = "clear", "Check: no virus found"
    FIND = "find", "Check: a virus found"
    RELEASE = "release", "Release from quarantine"


class Verdict(Labelled):
    """What a check for viruses came to."""

    NOT_CHECKED = "not_checked", "Not checked"
    CLEAN = "clean", "No virus found"
    INFECTED = "infected", "Virus found"
