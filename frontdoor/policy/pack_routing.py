"""Where a contact may go at once: the harm test, and the routes with what they rest on."""

from frontdoor.policy.pack_part import Flag, Part, Slug, Text, Whole
from frontdoor.policy.pack_words import Fact


class HarmTest(Part):
    """The question that comes before any routing, and the route that a yes leads to (a.8(4))."""

    question: Text
    source: Text
    route: Slug


class Route(Part):
    """One piece of advice: when all of `when` hold and none of `unless`, say the sentence.

    `automatic` routes happen at once and can be taken back by the manager (a.8(4b)); the others
    are confirmed by the hub's first reader. `tier` says how much a team is handed where no outcome
    of the pack does (a.8(5)). `source` is the requirement that the route rests on, and `link` the
    document of the hub that the sentence speaks of.
    """

    slug: Slug
    order: Whole
    sentence: Text
    source: Text
    when: tuple[Fact, ...]
    unless: tuple[Fact, ...] = ()
    team: Slug | None = None
    also_tell: tuple[Slug, ...] = ()
    service: Slug | None = None
    rating: Slug | None = None
    outcome: Slug | None = None
    tier: Slug | None = None
    link: Slug | None = None
    automatic: Flag = False
