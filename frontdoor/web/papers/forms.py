"""What is typed to attach files, to release one and to strike one out."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings

from frontdoor.casework.papers.models import Paper
from frontdoor.casework.papers.recognising import recognise
from frontdoor.casework.papers.rules import megabytes, safe_name
from frontdoor.casework.papers.vocabulary import Kind
from frontdoor.web.components import kept
from frontdoor.web.components.form_fields import Words
from frontdoor.web.doing import Change
from frontdoor.web.papers.receiving import MOST, Upload

TAKEN_BY_BROWSERS = ".pdf,.docx,.xlsx,.ods,.csv,.txt,.jpg,.jpeg,.png,.heic,.eml,.msg"


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A file that the hub takes."""

    name: str
    kind: Kind
    content: bytes


class _SeveralFiles(forms.FileInput):
    """A box for several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the files that were sent."""
        return files.getlist(name) if hasattr(files, "getlist") else []


class _Files(forms.Field):
    """Files, as they were sent."""

    widget = _SeveralFiles


class Attach(forms.Form):
    """Files, and what they are. Those that the hub takes are `good`, also beside others."""

    papers = _Files(label="Files", error_messages={"required": "Choose at least one file"})
    what = forms.CharField(
        label="What is it?",
        help_text="For example, letter from the school",
        max_length=200,
        required=False,
    )
    kept_to = kept.field()

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["papers"].help_text = (
            "Letters, photographs, tables and emails. You can choose several, each of at most "
            f"{megabytes(settings.LARGEST_PAPER)}, together {megabytes(settings.LARGEST_FORM)}."
        )
        self.fields["papers"].widget.attrs |= {"multiple": True, "accept": TAKEN_BY_BROWSERS}
        self.good: list[Chosen] = []

    def clean(self) -> None:
        """Sort the files into those that are taken, and those with a reason why not."""
        sent: list[Upload] = self.cleaned_data.get("papers", [])
        for number, upload in enumerate(sent, 1):
            name = safe_name(upload.name or "")
            if reason := _why_not(number, upload):
                self.add_error("papers", f"“{name}”: {reason}")
                continue
            content = upload.read()
            found = recognise(name, content)
            if found.kind is None:
                self.add_error("papers", f"“{name}”: {found.refused}")
            else:
                self.good.append(Chosen(name=name, kind=found.kind, content=content))


def _why_not(number: int, upload: Upload) -> str:
    """Return why a file was let go before it was looked at, or an empty string."""
    if number > MOST:
        return f"It is more than {MOST} files at once. Attach it after the others."
    if (upload.size or 0) > settings.LARGEST_PAPER:
        return (
            f"It is {megabytes(upload.size or 0)}, and at most "
            f"{megabytes(settings.LARGEST_PAPER)} is taken. Ask for it in parts."
        )
    if not upload.is_whole:
        return (
            f"With the others it is more than {megabytes(settings.LARGEST_FORM)}. "
            "Attach it after them."
        )
    return ""


class OnPaper(Change):
    """A change of a paper, which others may change as well, with its reason."""

    why = Words(
        label="Why?",
        error_messages={"required": "Give the reason"},
    )

    def __init__(self, data: Any = None, *, paper: Paper) -> None:
        super().__init__(data, version=paper.version, subjects=[paper.subject])


class Release(OnPaper):
    """Why a paper is released that no check has cleared."""

    why = Words(
        label="Why is it released?",
        help_text="For example, you rang whoever sent it, and they told you what it is",
        error_messages={"required": "Give the reason why it is released"},
    )


class Strike(OnPaper):
    """Why a paper is struck out."""

    why = Words(
        label="Why is it struck out?",
        help_text="For example, it is about another child",
        error_messages={"required": "Give the reason why it is struck out"},
    )
