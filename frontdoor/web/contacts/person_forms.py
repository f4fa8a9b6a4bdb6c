"""What is asked about one person. "Not known" is an answer; an empty field was not asked."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.timezone import localdate

from frontdoor.people import rules
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Answer, Sex
from frontdoor.web.components.form_fields import (
    NOT_KNOWN,
    Choice,
    DateParts,
    OrNotKnown,
    Words,
    with_not_known,
)

EARLIEST = date(1900, 1, 1)
# A child is expected within ten months, and may be overdue.
EXPECTED_WITHIN_DAYS = (-60, 310)
BORN = [choice for choice in Sex.choices() if choice[0] != Sex.UNKNOWN]
UNSAID = ("", None, NOT_KNOWN)

_POSTCODE = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})$")


def line(length: int, **kwargs: Any) -> forms.CharField:
    """Return a field of one line that may stay empty."""
    return forms.CharField(max_length=length, required=False, **kwargs)


def email() -> forms.CharField:
    """Return a field for an email address, kept as it was typed: a slip keeps no call off the
    record (C4.11). `doubt` says what is wrong with it, once it is on record.
    """
    return line(200, label="Email address", widget=forms.EmailInput)


def at_risk() -> forms.BooleanField:
    """Return the box that keeps who told us to whoever takes it and managers, from the first."""
    return forms.BooleanField(
        label="They may be harmed if it becomes known who told us: keep it to me and the managers",
        required=False,
    )


def doubt(address: str) -> str:
    """Return what is to be read back of an address that cannot be right, or an empty string."""
    try:
        validate_email(address or "none@example.com")
    except ValidationError:
        return f"“{address}” does not look like an email address. It is kept as typed: read it back"
    return ""


def lines(length: int, **kwargs: Any) -> forms.CharField:
    """Return a field of several lines that may stay empty."""
    return Words(max_length=length, required=False, **kwargs)


def yes_no(label: str, **kwargs: Any) -> Choice:
    """Return a question with yes, no and not known as answers, which may stay unasked."""
    return Choice(label=label, choices=Answer.choices(), required=False, **kwargs)


class PersonFields(forms.Form):
    """What anybody is asked about anybody."""

    says_optional = False
    # As on the page, so that the list of errors reads downwards.
    field_order: tuple[str, ...] = (
        "form_key", "channel", "source", "kin",
        "given_names", "family_name", "also_known_as", "date_of_birth", "age_said", "expected_on",
        "sex", "same_household", "address", "postcode", "phone", "school", "gp", "nhs_number",
        "upn", "description", "anonymous",
    )  # fmt: skip
    given_names = OrNotKnown(forms.CharField(max_length=200))
    family_name = OrNotKnown(forms.CharField(max_length=200))
    also_known_as = line(200, help_text="Another name, or another spelling")
    date_of_birth = OrNotKnown(DateParts(past=True), help_text="For example, 27 3 2015")
    age_said = line(
        60,
        label="Age, as it was said",
        help_text="Where the date is not known: “about 6”, “Year 4”",
    )
    sex = Choice(choices=with_not_known(Sex.choices()), required=False)
    address = OrNotKnown(Words(max_length=1000))
    postcode = OrNotKnown(forms.CharField(max_length=10))
    description = lines(
        2000, help_text="What would help to find or recognise somebody whose name is not known"
    )

    def clean_date_of_birth(self) -> Any:
        """Refuse a year that nobody alive was born in."""
        born = self.cleaned_data["date_of_birth"]
        if isinstance(born, date) and born < EARLIEST:
            raise forms.ValidationError("Date of birth must be in 1900 or later")
        return born

    def clean_postcode(self) -> str:
        """Return a whole postcode as it is usually written; a part of one stays as it was said."""
        said = str(self.cleaned_data["postcode"])
        whole = _POSTCODE.match("".join(said.upper().split()))
        return f"{whole[1]} {whole[2]}" if whole else said

    def of_person(self, before: Person | None = None) -> Told:
        """Return what was told; what this form does not ask stays as it was before."""
        asked = [name for name in vars(Told()) if name in self.fields]
        said = {name: self.cleaned_data[name] for name in asked}
        told = _as_before(before, without=asked)
        told.update({name: value for name, value in said.items() if value not in UNSAID})
        unknown = [name for name, value in said.items() if value == NOT_KNOWN]
        return Told(**told, not_known=_not_asked(before, asked) + unknown)

    def so_far(self) -> Told:
        """Return what can be understood of what was told, while it is still being told."""
        said = {name: self.cleaned_data.get(name) for name in vars(Told()) if name in self.fields}
        return Told(**{name: value for name, value in said.items() if value not in UNSAID})


def _as_before(person: Person | None, *, without: list[str]) -> dict[str, Any]:
    if person is None:
        return {}
    kept = vars(Told()).keys() - {"not_known", *without}
    return {name: getattr(person, name) for name in kept}


def _not_asked(person: Person | None, asked: list[str]) -> list[str]:
    return [name for name in person.not_known if name not in asked] if person else []


def as_answered(person: Person) -> dict[str, Any]:
    """Return what is written of a person, as their form shows it."""
    written = {name: getattr(person, name) for name in vars(Told())}
    return written | dict.fromkeys(person.not_known, NOT_KNOWN)


class ChildFields(PersonFields):
    """What is asked about a child, born or not."""

    expected_on = DateParts(
        required=False,
        label="Expected date, if unborn",
        help_text="For example, 27 3 2027",
    )
    school = OrNotKnown(forms.CharField(max_length=200), label="School, college or nursery")
    gp = OrNotKnown(forms.CharField(max_length=200), label="GP or surgery")
    nhs_number = line(20, label="NHS number", help_text="10 digits, if the caller has it at hand")

    upn = line(20, label="Unique pupil number", help_text="13 characters, if the school has it")

    def clean_upn(self) -> str:
        """Return a pupil number whose check letter is right, or nothing."""
        said = "".join(self.cleaned_data["upn"].upper().split())
        if said and not rules.is_upn(said):
            raise forms.ValidationError(
                "Unique pupil number must be a letter and 12 characters that belong together: read "
                "it back, or leave it empty"
            )
        return said

    def clean_nhs_number(self) -> str:
        """Return ten digits whose check digit is right, or nothing."""
        digits = "".join(self.cleaned_data["nhs_number"].split())
        if digits and not rules.is_nhs_number(digits):
            raise forms.ValidationError(
                "NHS number must be 10 digits that belong together: read it back to the caller, "
                "or leave it empty"
            )
        return digits

    def clean_expected_on(self) -> date | None:
        """Refuse a day on which no child can be expected."""
        expected: date | None = self.cleaned_data["expected_on"]
        earliest, latest = EXPECTED_WITHIN_DAYS
        if expected and not earliest <= (expected - localdate()).days <= latest:
            raise forms.ValidationError("Expected date of birth must be in the next ten months")
        return expected

    def clean(self) -> None:
        """Refuse a child who is both born and expected."""
        born, expected = (self.cleaned_data.get(n) for n in ("date_of_birth", "expected_on"))
        if isinstance(born, date) and expected:
            self.add_error(
                "expected_on", "Give a date of birth or an expected date, not both: clear one"
            )


class AdultFields(PersonFields):
    """What is asked about a person who is not the child of the contact."""

    sex = Choice(choices=with_not_known(BORN), required=False)
    phone = line(40, label="Telephone number", widget=forms.TextInput(attrs={"type": "tel"}))


class IdentityFields(forms.Form):
    """What forms ask of a child beside who they are (d.8)."""

    ethnicity = line(200)
    first_language = line(200)
    interpreter = yes_no("Does the child or a parent need an interpreter?")
    religion = line(200)
    disability = line(1000, label="Disability or special needs")
