"""What every form asks about the worry and the family, in the order of the talk."""

from django import forms

from frontdoor.casework.contacts.concern import HARM, About, Concern
from frontdoor.people.vocabulary import Answer
from frontdoor.policy.pack import Policy
from frontdoor.web.components.form_fields import Choice, Choices, choose
from frontdoor.web.contacts.person_forms import lines, yes_no

LONG = 20_000
HARM_FIRST = "Answer the first question of all; “Not known” is an answer"
_STORY = (
    "concern", "childs_words", "strengths", "where_now", "kept_from_family",
    "family_told", "family_told_what",
)  # fmt: skip


class Story(forms.Form):
    """What the worry is, and the first question of all."""

    immediate_harm = Choice(choices=Answer.choices(), error_messages={"required": HARM_FIRST})
    possible_red = lines(
        2000,
        label="Why this may be a Red",
        help_text="Words here put the child on top of the manager’s list",
    )
    where_now = lines(1000, label="Where is the child now, and who is with them?")
    concern = lines(LONG, label="What has happened, and what is the worry?")
    childs_words = lines(LONG, label="What does the child say, in their own words?")
    strengths = lines(LONG, label="What goes well, and who helps already?")
    triggers = Choices(label="Which of these does it touch?", required=False)

    def ask_by(self, policy: Policy) -> None:
        """Ask the harm test and offer the flags in the words of the pack."""
        self.fields[HARM].label = policy.harm_test.question
        choose(self.fields["triggers"], [(each.slug, each.name) for each in policy.triggers])

    def worry(self) -> Concern:
        """Return what the worry is."""
        return Concern(**{n: self.cleaned_data[n] for n in _STORY if n in self.cleaned_data})

    def about(self) -> About:
        """Return what is said of the child."""
        said = self.cleaned_data
        return About(
            answers={HARM: said[HARM]},
            triggers=tuple(said["triggers"]),
            possible_red=said["possible_red"],
        )


class FamilyTold(forms.Form):
    """Whether the family know of it, and what is to be kept from them."""

    family_told = yes_no("Does the family know of this contact?")
    family_told_what = lines(2000, label="What were they told, and by whom?")
    kept_from_family = lines(
        2000,
        label="What must be kept from the family",
        help_text="For example, an address, or who told us",
    )
