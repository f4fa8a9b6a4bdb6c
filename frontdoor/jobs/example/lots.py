"""Draws which journeys are copied into which weeks, and what each copy says otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import accumulate

from django.db import models

from frontdoor.jobs.example.copied import COPIED, ZONE, Model, Owner, Walked, is_text, name_of
from frontdoor.jobs.example.journeys import WEEKS_AGO
from frontdoor.jobs.example.names import FAMILY, GIVEN

WEEKS = 104
# Which journeys are copied how often is drawn by lot, and the same each time.
SEED = 0.2026
# Per hundred of an ordinary week, by month: schools are shut in August (P18), and at Christmas.
SEASON = {4: 88, 7: 95, 8: 60, 12: 78}
# Weeks by which what was over quickly comes nearer than the journeys themselves.
NEAR = 2
# Minutes by which what is still going on began earlier than the journey that it is copied from.
SPREAD = 240


def draw(
    owner: Owner,
    walked: Sequence[Walked],
    *,
    wanted: Mapping[int, int],
    going_on: Mapping[int, int],
    at: datetime,
) -> None:
    """Lay out, as tables of this session, what copies are made of: templates, and every copy.

    The wall is open meanwhile.
    """
    _templates(owner, walked, at=at)
    owner.execute("CREATE TEMP TABLE drawn (journey int, shift interval, lot float8)")
    owner.execute("SELECT setseed(%s)", [SEED])
    for hub_id, contacts in wanted.items():
        few = going_on[hub_id]
        _draw(owner, walked, hub_id, contacts=few, is_open=True, at=at)
        _draw(owner, walked, hub_id, contacts=contacts - few, is_open=False, at=at)
    owner.execute(_COPIES, {"zone": ZONE, "family": list(FAMILY), "given": list(GIVEN)})
    owner.execute("ALTER TABLE copies ADD PRIMARY KEY (seq)")


def _templates(owner: Owner, walked: Sequence[Walked], *, at: datetime) -> None:
    """Lay what journeys wrote beside the tables, with what in it has to be said anew."""
    names = [name_of(model) for model in COPIED]
    ends = ", ".join(f"b_{name} bigint, a_{name} bigint" for name in names)
    columns = "contacts int, begins_at timestamptz, ahead int, olds text[], said int[]"
    owner.execute(
        "CREATE TEMP TABLE journey (number int PRIMARY KEY, hub_id bigint, is_open boolean,"
        f" {columns}, {ends})".encode()
    )
    for number, each in enumerate(walked, start=1):
        numbers = [mark for name in names for mark in (each.before[name], each.after[name])]
        values = [number, each.hub_id, each.is_open, None, None, None, None, None, *numbers]
        places = ", ".join(["%s"] * len(values))
        owner.execute(f"INSERT INTO journey VALUES ({places})".encode(), values)  # noqa: S608  # nosec B608  # Names and words of this code alone.
    for model in COPIED:
        owner.execute(_template(name_of(model)).encode())
    owner.execute(_JOURNEYS, {"at": at})
    for model in COPIED:
        for statement in _to_be_said(model):
            owner.execute(statement.encode())


def _template(name: str) -> str:
    return (
        f"CREATE TEMP TABLE t_{name} AS SELECT j.number AS journey, r.id - j.b_{name} AS rank, r.*"  # noqa: S608  # nosec B608  # Names and words of this code alone.
        f" FROM {name} r JOIN journey j ON r.id > j.b_{name} AND r.id <= j.a_{name}"
    )


# What a copy has to say in other words: the references, and people by name. `said` tells which is
# which: 0 a reference, 1 a family name, 2 a given name.
_JOURNEYS = """
WITH words AS (
    SELECT journey, 0 AS what, reference AS word, rank FROM t_contacts_contact
    UNION ALL
    SELECT DISTINCT journey, 1, family_name, 0 FROM t_people_person WHERE family_name <> ''
    UNION ALL
    SELECT DISTINCT journey, 2, given_names, 0 FROM t_people_person WHERE given_names <> ''
), listed AS (
    SELECT
        journey,
        array_agg(word ORDER BY what, rank, length(word) DESC, word) AS olds,
        array_agg(what ORDER BY what, rank, length(word) DESC, word) AS said
    FROM words GROUP BY journey
), began AS (
    SELECT journey, count(*) AS contacts, min(received_at) AS begins_at
    FROM t_contacts_contact GROUP BY journey
), ended AS (
    SELECT journey, floor(extract(epoch FROM %(at)s - max(at)) / 604800)::int AS ahead
    FROM t_audit_event GROUP BY journey
)
UPDATE journey SET
    contacts = began.contacts, begins_at = began.begins_at, ahead = ended.ahead,
    olds = listed.olds, said = listed.said
FROM listed, began, ended
WHERE listed.journey = number AND began.journey = number AND ended.journey = number
"""


def _to_be_said(model: Model) -> Iterator[str]:
    """Note beside each text of a template whether it says anything that a copy says otherwise."""
    name = f"t_{name_of(model)}"
    for field in model._meta.concrete_fields:
        column = field.column
        if is_text(field) or isinstance(field, models.JSONField):
            yield f"ALTER TABLE {name} ADD said_{column} boolean"
            yield (
                f"UPDATE {name} r SET said_{column} = EXISTS (SELECT 1 FROM unnest(j.olds) word"  # noqa: S608  # nosec B608  # Names and words of this code alone.
                f" WHERE position(word IN r.{column}::text) > 0) FROM journey j"
                " WHERE j.number = r.journey"
            )
        if isinstance(field, models.JSONField):
            yield f"ALTER TABLE {name} ADD at_{column} jsonb"
            yield (
                f"UPDATE {name} SET at_{column} = (SELECT jsonb_object_agg(key, value)"  # noqa: S608  # nosec B608  # Names and words of this code alone.
                f" FROM jsonb_each_text({column}) WHERE right(key, 3) = '_at' AND value <> '')"
                f" WHERE jsonb_typeof({column}) = 'object'"
            )


_DRAW = """
INSERT INTO drawn (journey, shift, lot)
SELECT number, shift, lot
FROM (
    SELECT
        number, lot, shift, sum(contacts) OVER (ORDER BY lot) AS so_far
    FROM (
        SELECT
            (%(numbers)s::int[])[width_bucket(random() * %(all)s, %(weights)s::float8[])] AS drawn,
            make_interval(weeks => width_bucket(random() * %(year)s, %(season)s::float8[])) AS ago,
            make_interval(mins => (random() * %(spread)s)::int) AS minutes,
            random() AS lot
        FROM generate_series(1, %(contacts)s)
    ) lots
    JOIN journey ON number = drawn
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN is_open THEN -minutes
            -- No copy ends in times to come: what took long comes no nearer than it may.
            ELSE -greatest(ago - make_interval(weeks => %(near)s), make_interval(weeks => -ahead))
        END AS shift
    ) moved
) counted
WHERE so_far <= %(contacts)s
"""


def _draw(
    owner: Owner,
    walked: Sequence[Walked],
    hub_id: int,
    *,
    contacts: int,
    is_open: bool,
    at: datetime,
) -> None:
    """Draw journeys of one hub until they have so many contacts, and how far each is moved."""
    chosen = [
        (number, each.weight)
        for number, each in enumerate(walked, start=1)
        if each.hub_id == hub_id and each.is_open == is_open
    ]
    nearest = WEEKS_AGO - NEAR + 1
    weeks = [
        SEASON.get((at - timedelta(weeks=week)).month, 100)
        for week in range(nearest, nearest + WEEKS)
    ]
    owner.execute(
        _DRAW,
        {
            "numbers": [number for number, _ in chosen],
            "weights": _steps([weight for _, weight in chosen]),
            "all": sum(weight for _, weight in chosen),
            "season": _steps(weeks),
            "year": sum(weeks),
            "near": NEAR,
            "spread": SPREAD,
            "contacts": contacts,
        },
    )


def _steps(weights: Sequence[float]) -> list[float]:
    """Return where each of them begins when they are laid one behind the other."""
    return [0.0, *map(float, accumulate(weights[:-1]))]


_COPIES = """
CREATE TEMP TABLE copies AS
WITH ordered AS (
    SELECT
        row_number() OVER (ORDER BY begins_at + shift, lot)::int AS seq,
        number AS journey, journey.hub_id, shift, olds, said
    FROM drawn JOIN journey ON number = drawn.journey
), contacts AS (
    SELECT
        o.seq, t.rank, h.prefix, o.hub_id, t.received_at + o.shift AS received_at,
        extract(year FROM (t.received_at + o.shift) AT TIME ZONE %(zone)s)::int AS year
    FROM ordered o
    JOIN t_contacts_contact t ON t.journey = o.journey
    JOIN access_hub h ON h.id = o.hub_id
), numbered AS (
    SELECT seq, hub_id, year, prefix, rank, coalesce(c.last, 0) + row_number() OVER (
        PARTITION BY hub_id, year ORDER BY received_at, seq, rank
    ) AS number
    FROM contacts LEFT JOIN access_counter c USING (hub_id, year)
), counted AS (
    INSERT INTO access_counter (hub_id, year, last)
    SELECT hub_id, year, max(number) FROM numbered GROUP BY hub_id, year
    ON CONFLICT ON CONSTRAINT one_counter_a_year DO UPDATE SET last = excluded.last
), referred AS (
    SELECT seq, array_agg(format(
        '%%s-%%s-%%s', prefix, lpad((year %% 100)::text, 2, '0'),
        CASE WHEN number < 100000 THEN lpad(number::text, 5, '0') ELSE number::text END
    ) ORDER BY rank) AS refs
    FROM numbered GROUP BY seq
)
SELECT
    o.seq, o.journey, o.shift, o.olds,
    ARRAY(
        SELECT CASE what
            WHEN 0 THEN refs[place]
            WHEN 1 THEN (%(family)s::text[])[1 + abs(hashint8(o.seq * 31 + place))::bigint
                %% cardinality(%(family)s::text[])]
            ELSE (%(given)s::text[])[1 + abs(hashint8(o.seq * 37 + place))::bigint
                %% cardinality(%(given)s::text[])]
        END
        FROM unnest(o.said) WITH ORDINALITY AS said (what, place)
        ORDER BY place
    ) AS news
FROM ordered o JOIN referred USING (seq)
"""
