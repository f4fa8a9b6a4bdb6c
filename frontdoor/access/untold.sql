-- Whom another system told of, and no contact: what keeps them, and when anybody told of them last.
-- They go by the one way in disposing.sql (decision 60). What refers to a person, and what ties two,
-- is found in the catalogue, so that no table can be forgotten.

-- Which tables refer to a person, and by which column.
CREATE OR REPLACE FUNCTION frontdoor_of_people() RETURNS TABLE (child name, key name)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT child.relname, a.attname
    FROM pg_constraint c
    JOIN pg_class child ON child.oid = c.conrelid
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = 'people_person'::regclass
$$;

-- Everybody to whom a row about two leads from somebody, however far, themselves among them: also a
-- link that was undone, as what rested on it is of both. That the program found two alike ties nobody.
CREATE OR REPLACE FUNCTION frontdoor_tied(person bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    people bigint[] := ARRAY[person];
    known integer := 0;
    tie record;
    more bigint[];
BEGIN
    WHILE known < cardinality(people) LOOP
        known := cardinality(people);
        FOR tie IN
            SELECT one.child, one.key, other.key AS other FROM frontdoor_of_people() one
            JOIN frontdoor_of_people() other ON other.child = one.child AND other.key <> one.key
            WHERE starts_with(one.child::text, 'people_') AND one.child <> 'people_pair'
        LOOP
            EXECUTE format('SELECT array_agg(DISTINCT %1$I) FROM public.%2$I'
                ' WHERE %3$I = ANY ($1) AND %1$I <> ALL ($1)', tie.other, tie.child, tie.key
            ) INTO more USING people;
            people := people || coalesce(more, '{}');
        END LOOP;
    END LOOP;
    RETURN people;
END $$;

-- When any system told of one of these last, or somebody wrote something down of them: the latest
-- moment that any row has which is about them. What a feed tells still, it tells as at its source.
CREATE OR REPLACE FUNCTION frontdoor_told_last(people bigint[]) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    link record;
    latest timestamptz := (
        SELECT max(s.as_at) FROM people_involvement i JOIN people_source s ON s.id = i.told_by_id
        WHERE i.person_id = ANY (people) AND i.gone_at IS NULL);
    one timestamptz;
BEGIN
    FOR link IN
        SELECT l.child, l.key, string_agg(quote_ident(a.attname), ', ') AS moments
        FROM frontdoor_of_people() l
        JOIN pg_attribute a ON a.attrelid = ('public.' || quote_ident(l.child))::regclass
            AND a.atttypid = 'timestamptz'::regtype AND a.attnum > 0 AND NOT a.attisdropped
        WHERE starts_with(l.child::text, 'people_') AND l.child <> 'people_pair'
        GROUP BY 1, 2
    LOOP
        EXECUTE format('SELECT max(greatest(%s)) FROM public.%I WHERE %I = ANY ($1)',
            link.moments, link.child, link.key) INTO one USING people;
        latest := greatest(latest, one);
    END LOOP;
    RETURN latest;
END $$;

-- What keeps somebody with those tied to them, as words of this file; none where they may go.
-- Whoever is tied to somebody of whom a record speaks stays for as long as that does.
CREATE OR REPLACE FUNCTION frontdoor_keeps_told(
    asked bigint, people bigint[], moment timestamptz, today date
) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    link record;
    speaks boolean;
BEGIN
    FOR link IN
        SELECT * FROM frontdoor_of_people()
        WHERE NOT starts_with(child::text, 'people_')
            AND child NOT IN (
                'holdings_accessrequest', 'holdings_item', 'disposal_disposal', 'disposal_keeping')
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I WHERE %I = ANY ($1))',
            link.child, link.key) INTO speaks USING people;
        EXIT WHEN speaks;
    END LOOP;
    RETURN ARRAY(SELECT why FROM (VALUES
        (1, 'a record speaks of them', speaks OR EXISTS (
            SELECT 1 FROM access_grant WHERE kind = 'person' AND record_id = ANY (people))
            -- Whatever is done from a case with somebody near it stands in the history of that case,
            -- with their name; and nobody does it who did not look at them from there.
            OR EXISTS (
                SELECT 1 FROM unnest(people) p JOIN audit_look l ON l.subject = 'person ' || p
                JOIN contacts_case c ON l.purpose = 'know them, from ' || c.reference)),
        (2, 'no system told of them', NOT EXISTS (
            SELECT 1 FROM people_sourcerecord WHERE person_id = asked)),
        (3, 'a service works with them', EXISTS (
            SELECT 1 FROM people_involvement
            WHERE person_id = ANY (people) AND closed_on IS NULL AND told_by_id IS NULL)),
        (4, 'a system tells of them', EXISTS (
            SELECT 1 FROM people_involvement i JOIN people_source s ON s.id = i.told_by_id
            WHERE i.person_id = ANY (people) AND i.gone_at IS NULL AND s.stale_from > moment)),
        (5, 'a list is being taken', EXISTS (
            SELECT 1 FROM people_sourcerecord r JOIN rolls_roll l ON l.source_id = r.source_id
            WHERE r.person_id = ANY (people) AND l.begun_at IS NOT NULL AND l.ended_at IS NULL
                AND l.put_away_at IS NULL)),
        (6, 'a pair waits', EXISTS (
            SELECT 1 FROM people_pair WHERE answer IN ('', 'cannot_tell')
                AND (person_id = ANY (people) OR other_id = ANY (people)))),
        (7, 'a warning stands', EXISTS (
            SELECT 1 FROM people_marker WHERE person_id = ANY (people) AND lifted_at IS NULL)),
        (8, 'somebody asks for what is held', EXISTS (
            SELECT 1 FROM holdings_accessrequest
            WHERE person_id = ANY (people) AND stage <> 'ended')),
        (9, 'it is kept longer', EXISTS (
            SELECT 1 FROM disposal_keeping WHERE person_id = ANY (people) AND until > today))
    ) every (place, why, is_so) WHERE is_so ORDER BY place);
END $$;

-- The first of it, or that anybody told of them since it was reviewed; nothing where they may go.
CREATE OR REPLACE FUNCTION frontdoor_why_not_dispose_told(
    asked bigint, reviewed timestamptz, moment timestamptz, today date
) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    people bigint[] := frontdoor_tied(asked);
BEGIN
    RETURN coalesce(
        (frontdoor_keeps_told(asked, people, moment, today))[1],
        CASE WHEN coalesce(frontdoor_told_last(people) > reviewed, true)
            THEN 'something was told of them since' END);
END $$;

-- Everything that goes with somebody of whom another system told, by table.
CREATE OR REPLACE FUNCTION frontdoor_going_told(person bigint, hub bigint, asked bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN frontdoor_with_what_names(
        jsonb_build_object('people_person', ARRAY[person]), hub, asked, NULL);
END $$;

-- The same of several, for whoever reviews them: of nobody, and by no row, that is out of their sight.
CREATE OR REPLACE FUNCTION frontdoor_told(asked bigint[], moment timestamptz, today date)
RETURNS TABLE (person bigint, last timestamptz, why text[])
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT p.id, frontdoor_told_last(tied.people),
        frontdoor_keeps_told(p.id, tied.people, moment, today)
    FROM people_person p CROSS JOIN LATERAL (SELECT frontdoor_tied(p.id) AS people OFFSET 0) tied
    WHERE p.id = ANY (asked)
$$;

-- The owner's function that removes alone asks these. Of the others, each tells whoever asks what
-- they may see without it.
REVOKE EXECUTE ON FUNCTION frontdoor_why_not_dispose_told(bigint, timestamptz, timestamptz, date)
FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION frontdoor_going_told(bigint, bigint, bigint) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION frontdoor_with_what_names(jsonb, bigint, bigint, timestamptz) FROM PUBLIC;
