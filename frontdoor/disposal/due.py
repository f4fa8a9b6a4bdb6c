"""Which contacts have come to the end of their time, in SQL: the review begins there.

It leaves out what has not for certain. What is left is reckoned record by record (`rules.end`).
"""

from datetime import date

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce

from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.vocabulary import CaseStage, ContactStage
from frontdoor.casework.retention.queries import falls
from frontdoor.disposal.models import Disposal, Keeping
from frontdoor.disposal.rules import years_after
from frontdoor.disposal.vocabulary import DisposalStage
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_sharing import Retention

ENDED = (CaseStage.CLOSED.value, CaseStage.PASSED_ON.value, CaseStage.JOINED.value)


def due(policy: Policy, *, today: date) -> "QuerySet[Contact]":
    """Return the contacts of which every case has ended and been kept long enough, oldest first.

    Those that are kept longer, or wait for a second person, are not among them.
    """
    kept = [each for each in policy.retention if each.of not in ("history", "told")]
    shortest = min(each.years for each in kept)
    mine = Case.objects.filter(contact=OuterRef("pk"))
    early = Q()
    for each in kept:
        early |= falls(each) & _is_early(each, today)
    return Contact.objects.filter(
        ~Exists(mine.exclude(stage__in=ENDED)),
        ~Exists(mine.filter(ended_at__isnull=False).filter(early)),
        ~Exists(Keeping.objects.filter(contact=OuterRef("pk"), until__gt=today)),
        ~Exists(
            Disposal.objects.filter(contact=OuterRef("pk"), stage=DisposalStage.PROPOSED.value)
        ),
        Exists(mine.filter(ended_at__isnull=False)),
        stage=ContactStage.TAKEN.value,
        received_at__date__lte=years_after(today, -shortest),
    ).order_by("received_at", "pk")


def _is_early(retention: Retention, today: date) -> Q:
    since = years_after(today, -retention.years)
    if retention.counted_from == "birth":
        received = Cast("contact__received_at", DateField())
        born = Coalesce("child__date_of_birth", "child__expected_on", received)
        # To the end of the year.
        last = since.year if (today.month, today.day) == (12, 31) else since.year - 1
        return Q(pk__in=Case.objects.alias(born=born).filter(born__gt=date(last, 12, 31)))
    if retention.counted_from == "creation":
        return Q(contact__received_at__date__gt=since)
    return Q(ended_at__date__gt=since)
