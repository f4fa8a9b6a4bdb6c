"""What is asked of whoever brings a list of people, and of its columns."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings

from frontdoor.casework.papers.rules import megabytes, safe_name
from frontdoor.casework.rolls.models import Roll
from frontdoor.casework.rolls.vocabulary import Column, Kind
from frontdoor.connectors import rolls
from frontdoor.connectors.rolls import Listed
from frontdoor.people.models import Source
from frontdoor.web.components import moments
from frontdoor.web.components.form_fields import Choice, Words, choose
from frontdoor.web.doing import Change

UNUSED = "Not used"
XLSX, CSV = "xlsx", "csv"
HINTS = {
    Kind.FEED.value: "Who is open, closed and since when. Whoever is no longer in it is marked so.",
    Kind.REGISTER.value: "People to be found here. It says nothing of who else there is.",
    Kind.MATCH.value: "Who of them may be on record, such as those of a daily list from the "
    "police: at most 1,000 rows. Nobody is written down, and nobody is joined.",
}


class Bring(forms.Form):
    """A file, what it is, whose it is, and as at when."""

    says_optional = False
    kind: Any = Choice(
        label="What is it?",
        choices=Kind.choices(),
        hints=HINTS,
        error_messages={"required": "Choose what it is"},
    )
    on: Any = moments.day("As at: the day", required=False)
    clock: Any = moments.clock("As at: the time", required=False)
    purpose = forms.CharField(
        label="What are they looked up for?",
        max_length=60,
        required=False,
        help_text="Such as “Police list, Friday to Sunday”. It stands in the read log beside each "
        "record that is shown",
    )
    source = forms.CharField(
        label="Which system does it come from?",
        max_length=100,
        help_text="Write it the same each time, such as Liquidlogic or Police",
        error_messages={"required": "Enter the name of the system that this comes from"},
    )
    file: Any = forms.Field(
        label="File",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={"required": "Choose a file"},
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, kinds: Sequence[Kind] = tuple(Kind)
    ) -> None:
        super().__init__(data, files)
        choose(self.fields["kind"], [(each.value, each.label) for each in kinds], hints=HINTS)
        self.fields["file"].help_text = (
            "CSV or Excel (XLSX), with headings in the first row, of at most "
            f"{megabytes(settings.LARGEST_PAPER)} and 20,000 rows."
        )
        self.listed = Listed(heads=[], rows=[])
        self.name = self.digest = ""

    def clean(self) -> None:
        """Ask as at when a feed is and what for somebody is looked up; then read the file."""
        if self.cleaned_data.get("kind") == Kind.FEED:
            for name, words in (("on", "Enter the day"), ("clock", "Enter the time")):
                if name not in self.errors and not self.cleaned_data.get(name):
                    self.add_error(name, words)
        if self.cleaned_data.get("kind") == Kind.MATCH and self.cleaned_data.get("purpose") == "":
            self.add_error("purpose", "Say what they are looked up for")
        if not self.errors:
            self._read(self.cleaned_data["file"])

    def _read(self, sent: Any) -> None:
        if (sent.size or 0) > settings.LARGEST_PAPER:
            self.add_error("file", f"It is larger than {megabytes(settings.LARGEST_PAPER)}")
            return
        content = sent.read()
        self.name, self.digest = safe_name(sent.name or ""), hashlib.sha256(content).hexdigest()
        self.listed = rolls.read(self.name, content)
        if self.listed.why_not:
            self.add_error("file", self.listed.why_not)

    def told(self) -> dict[str, Any]:
        """Return what was said, and what is in the file."""
        return {
            "kind": Kind(self.cleaned_data["kind"]),
            "source": self.cleaned_data["source"],
            "purpose": self.cleaned_data["purpose"],
            "as_at": self._as_at(),
            "file_name": self.name,
            "digest": self.digest,
            "heads": self.listed.heads,
            "rows": self.listed.rows,
        }

    def _as_at(self) -> datetime | None:
        day, clock = self.cleaned_data.get("on"), self.cleaned_data.get("clock")
        return moments.moment(day, clock) if day and clock else None


class OnRoll(Change):
    """A change of a roll, which others may change as well."""

    def __init__(self, data: Any = None, *, roll: Roll) -> None:
        super().__init__(data, version=roll.version, subjects=[roll.subject])


class Columns(OnRoll):
    """What each column holds."""

    says_optional = False

    def __init__(self, data: Any = None, *, roll: Roll, examples: Sequence[Sequence[str]]) -> None:
        super().__init__(data, roll=roll)
        held = {place: column for column, place in roll.columns.items()}
        for place, head in enumerate(roll.heads):
            field = forms.ChoiceField(label=head or f"Column {place + 1}", required=False)
            choose(field, [("", UNUSED), *Column.choices()])
            shown = [row[place] for row in examples if place < len(row) and row[place]]
            field.help_text = f"Such as {', '.join(shown)}"[:120] if shown else "Empty at first"
            field.initial = held.get(place, "")
            self.fields[f"column-{place}"] = field
        self.places = [f"column-{place}" for place in range(len(roll.heads))]

    def clean(self) -> None:
        """Refuse what two columns are said to hold."""
        said = [self.cleaned_data.get(name) for name in self.places]
        times = Counter(each for each in said if each)
        for name, column in zip(self.places, said, strict=True):
            if column and times[column] > 1:
                self.add_error(name, f"“{Column(column).label}” is chosen twice")

    def columns(self) -> dict[str, int]:
        """Return the place of each column that is used."""
        said = enumerate(self.cleaned_data[name] for name in self.places)
        return {column: place for place, column in said if column}


class Export(forms.Form):
    """Whose people are given out, in which form, and what for."""

    says_optional = False
    system: Any = Choice(label="Whose people?", error_messages={"required": "Choose whose people"})
    format: Any = Choice(
        label="Which kind of file?",
        choices=((XLSX, "Excel (XLSX)"), (CSV, "CSV")),
        error_messages={"required": "Choose the kind of file"},
    )
    why = Words(
        label="What is it for?",
        max_length=50,
        help_text="For example, to compare it with the case system",
        error_messages={"required": "Say what it is for"},
    )

    def __init__(self, data: Any = None, *, sources: Sequence[Source]) -> None:
        super().__init__(data)
        self._sources = {str(each.pk): each for each in sources}
        choose(self.fields["system"], [(key, each.name) for key, each in self._sources.items()])

    @property
    def source(self) -> Source:
        """Return the system that was chosen."""
        return self._sources[self.cleaned_data["system"]]
