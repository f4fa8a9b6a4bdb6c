-- Which records are hidden from whoever asks, and what is hidden with them. The wall asks once a
-- query; what comes back are numbers and references, and of few records. A record is restricted as
-- a contact, with all that is below it (decision 36). Names tables of every storey, as the wall is
-- raised over all of them.

-- The contacts that are restricted to others. Nobody but people of the hub and of its agencies is
-- meant: a team reads what it was sent, and the program itself loses no promise out of sight.
CREATE OR REPLACE FUNCTION frontdoor_restricted(by_glass boolean DEFAULT false) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    hub bigint := NULLIF(current_setting('frontdoor.hub', true), '')::bigint;
    who bigint := NULLIF(current_setting('frontdoor.user', true), '')::bigint;
    -- The moment that the request was given, and what has passed since: a look that has run out
    -- ends in the middle of a piece of work too. Without a moment nothing is open.
    moment timestamptz := NULLIF(current_setting('frontdoor.at', true), '')::timestamptz
        + (clock_timestamp() - transaction_timestamp());
BEGIN
    -- What another system tells is written down of everybody: of a restricted child as well.
    IF current_setting('frontdoor.telling', true) = 'on' THEN
        RETURN '{}';
    END IF;
    IF who IS NULL OR coalesce(current_setting('frontdoor.zone', true), '') NOT IN ('hub', 'partner')
    THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        SELECT r.contact_id FROM restricting_restriction r
        WHERE r.hub_id = hub AND r.lifted_at IS NULL
            AND NOT EXISTS (
                SELECT 1 FROM restricting_reader d
                WHERE d.restriction_id = r.id AND d.user_id = who AND d.ended_at IS NULL
            )
            AND by_glass = EXISTS (
                SELECT 1 FROM restricting_breakglass g
                WHERE g.contact_id = r.contact_id AND g.opened_by = who AND g.ended_at IS NULL
                    AND g.opened_at <= moment AND moment < g.until
            )
    );
END $$;

-- The people of contacts, and whoever is linked to them and in no contact: of those another system
-- told. What another contact told of the same child stays as it is (decision 36).
CREATE OR REPLACE FUNCTION frontdoor_people_below(top bigint[]) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH RECURSIVE reached (id) AS (
        SELECT person_id FROM contacts_party WHERE contact_id = ANY (top)
        UNION
        SELECT CASE WHEN l.person_id = r.id THEN l.same_as_id ELSE l.person_id END
        FROM reached r JOIN people_link l ON (l.person_id = r.id OR l.same_as_id = r.id)
        WHERE l.undone_at IS NULL
    )
    SELECT ARRAY(
        SELECT r.id FROM reached r
        WHERE NOT EXISTS (SELECT 1 FROM contacts_party p WHERE p.person_id = r.id)
        UNION SELECT person_id FROM contacts_party WHERE contact_id = ANY (top)
    )
$$;

-- What is below contacts, by table.
CREATE OR REPLACE FUNCTION frontdoor_below(kind text, top bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF kind = 'contacts_contact' OR top = '{}' THEN RETURN top; END IF;
    RETURN CASE kind
        WHEN 'contacts_case' THEN ARRAY(SELECT id FROM contacts_case WHERE contact_id = ANY (top))
        WHEN 'enquiries_enquiry' THEN ARRAY(
            SELECT e.id FROM contacts_case c JOIN enquiries_enquiry e ON e.case_id = c.id
            WHERE c.contact_id = ANY (top))
        WHEN 'gathering_request' THEN ARRAY(
            SELECT q.id FROM contacts_case c JOIN enquiries_enquiry e ON e.case_id = c.id
            JOIN gathering_request q ON q.enquiry_id = e.id WHERE c.contact_id = ANY (top))
        WHEN 'strategy_discussion' THEN ARRAY(
            SELECT d.id FROM contacts_case c JOIN strategy_discussion d ON d.case_id = c.id
            WHERE c.contact_id = ANY (top))
        WHEN 'actions_action' THEN ARRAY(
            SELECT a.id FROM contacts_case c JOIN actions_action a ON a.case_id = c.id
            WHERE c.contact_id = ANY (top))
        WHEN 'disclosures_product' THEN ARRAY(
            SELECT p.id FROM contacts_case c JOIN disclosures_product p ON p.case_id = c.id
            WHERE c.contact_id = ANY (top))
        WHEN 'people_person' THEN frontdoor_people_below(top)
    END;
END $$;

CREATE OR REPLACE FUNCTION frontdoor_hidden(kind text) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    top bigint[] := frontdoor_restricted();
BEGIN
    RETURN CASE WHEN top = '{}' THEN top ELSE frontdoor_below(kind, top) END;
END $$;

-- What somebody sees through broken glass alone: it never opens what is kept to its originator.
CREATE OR REPLACE FUNCTION frontdoor_through_glass(kind text) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    top bigint[] := frontdoor_restricted(by_glass => true);
BEGIN
    RETURN CASE WHEN top = '{}' THEN top ELSE frontdoor_below(kind, top) END;
END $$;

-- Whether whoever asks is named as a reader of a restriction.
CREATE OR REPLACE FUNCTION frontdoor_reads(restriction bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM restricting_reader d WHERE d.restriction_id = restriction
            AND d.user_id = NULLIF(current_setting('frontdoor.user', true), '')::bigint
            AND d.ended_at IS NULL);
END $$;

-- By which references events, looks and notices speak of what is below contacts.
CREATE OR REPLACE FUNCTION frontdoor_subjects_below(top bigint[]) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    people bigint[] := frontdoor_below('people_person', top);
BEGIN
    IF top = '{}' THEN RETURN '{}'; END IF;
    RETURN ARRAY(
        SELECT reference FROM contacts_contact WHERE id = ANY (top)
        UNION ALL SELECT reference FROM contacts_case WHERE contact_id = ANY (top)
        UNION ALL SELECT p.reference FROM contacts_case c
            JOIN disclosures_product p ON p.case_id = c.id WHERE c.contact_id = ANY (top)
        UNION ALL SELECT 'person ' || id FROM unnest(people) id
        UNION ALL SELECT 'pair ' || r.id FROM unnest(people) p
            JOIN people_pair r ON p IN (r.person_id, r.other_id)
        UNION ALL SELECT 'link ' || r.id FROM unnest(people) p
            JOIN people_link r ON p IN (r.person_id, r.same_as_id)
        UNION ALL SELECT 'access-request ' || r.id FROM unnest(people) p
            JOIN holdings_accessrequest r ON r.person_id = p
    );
END $$;

-- The searches that met a restricted record which whoever asks reads: they have to know who looked.
CREATE OR REPLACE FUNCTION frontdoor_searches_met() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    who bigint := NULLIF(current_setting('frontdoor.user', true), '')::bigint;
BEGIN
    RETURN ARRAY(
        SELECT m.search_id FROM restricting_reader d
        JOIN searches_hiddenmatch m ON m.restriction_id = d.restriction_id
        WHERE d.user_id = who AND d.ended_at IS NULL AND m.search_id IS NOT NULL);
END $$;

-- Also the ties of adoptions, which their readers alone know of; that a search met a restricted
-- record, which is for the readers of that record; and searches that showed one.
CREATE OR REPLACE FUNCTION frontdoor_hidden_subjects() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    who bigint := NULLIF(current_setting('frontdoor.user', true), '')::bigint;
    hub bigint := NULLIF(current_setting('frontdoor.hub', true), '')::bigint;
    top bigint[] := frontdoor_restricted();
    people bigint[] := CASE WHEN top = '{}' THEN top ELSE frontdoor_below('people_person', top) END;
BEGIN
    RETURN frontdoor_subjects_below(top) || ARRAY(
        SELECT 'adoption ' || a.id FROM people_adoption a
        WHERE NOT coalesce(who = ANY (a.readers), false)
    ) || ARRAY(
        SELECT 'match ' || m.id FROM searches_hiddenmatch m
        WHERE m.hub_id = hub AND NOT frontdoor_reads(m.restriction_id)
    ) || ARRAY(
        SELECT 'search ' || s.id FROM searches_search s
        WHERE s.shown && people AND s.hub_id = hub);
END $$;

-- Which other identity the children of these records have, for the program alone, which looks in
-- nobody's name whether a search met one.
CREATE OR REPLACE FUNCTION frontdoor_other_identities(near bigint[])
RETURNS TABLE (person bigint, other bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    hub bigint := NULLIF(current_setting('frontdoor.hub', true), '')::bigint;
BEGIN
    IF NULLIF(current_setting('frontdoor.user', true), '') IS NOT NULL
        OR coalesce(current_setting('frontdoor.zone', true), '') <> 'hub'
    THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT a.person_id, a.before_id FROM people_adoption a
        WHERE a.hub_id = hub AND a.lifted_at IS NULL AND a.person_id = ANY (near)
        UNION ALL SELECT a.before_id, a.person_id FROM people_adoption a
        WHERE a.hub_id = hub AND a.lifted_at IS NULL AND a.before_id = ANY (near);
END $$;

CREATE OR REPLACE FUNCTION frontdoor_subjects_through_glass() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN frontdoor_subjects_below(frontdoor_restricted(by_glass => true));
END $$;

-- Whether a row as it was before is of such a record, or one that is seen through glass alone: how
-- rows were is for those who may read them as they are.
CREATE OR REPLACE FUNCTION frontdoor_hides_change(name text, row_id bigint, held jsonb)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    top bigint[] := frontdoor_restricted() || frontdoor_restricted(by_glass => true);
    who bigint := NULLIF(current_setting('frontdoor.user', true), '')::bigint;
    kind text;
    key text;
BEGIN
    IF name = 'people_adoption' AND NOT coalesce(held -> 'readers' @> to_jsonb(who), false) THEN
        RETURN true;
    END IF;
    IF name = 'searches_hiddenmatch' AND NOT frontdoor_reads((held ->> 'restriction_id')::bigint)
    THEN
        RETURN true;
    END IF;
    IF top = '{}' THEN RETURN false; END IF;
    IF name = 'restricting_reader' THEN
        RETURN EXISTS (SELECT 1 FROM restricting_restriction r
            WHERE r.id = (held ->> 'restriction_id')::bigint AND r.contact_id = ANY (top));
    ELSIF name = 'access_grant' THEN
        RETURN (held ->> 'record_id')::bigint = ANY (frontdoor_below(CASE held ->> 'kind'
            WHEN 'contact' THEN 'contacts_contact' WHEN 'enquiry' THEN 'enquiries_enquiry'
            ELSE 'people_person' END, top));
    END IF;
    FOR kind, key IN VALUES
        ('contacts_contact', 'contact_id'), ('contacts_case', 'case_id'),
        ('contacts_case', 'into_id'), ('enquiries_enquiry', 'enquiry_id'),
        ('gathering_request', 'request_id'), ('strategy_discussion', 'discussion_id'),
        ('actions_action', 'action_id'), ('disclosures_product', 'product_id'),
        ('people_person', 'person_id'), ('people_person', 'other_id'),
        ('people_person', 'same_as_id'), ('people_person', 'child_id'),
        ('people_person', 'before_id')
    LOOP
        IF name = kind AND row_id = ANY (frontdoor_below(kind, top)) THEN RETURN true; END IF;
        IF held ? key AND (held ->> key)::bigint = ANY (frontdoor_below(kind, top)) THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END $$;

-- The contact of a reference, for whoever breaks the glass: what they know from outside.
CREATE OR REPLACE FUNCTION frontdoor_behind_glass(wanted text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    hub bigint := NULLIF(current_setting('frontdoor.hub', true), '')::bigint;
BEGIN
    IF coalesce(current_setting('frontdoor.zone', true), '') NOT IN ('hub', 'partner')
        OR NULLIF(current_setting('frontdoor.user', true), '') IS NULL
    THEN
        RETURN NULL;
    END IF;
    RETURN coalesce(
        (SELECT id FROM contacts_contact WHERE reference = wanted AND hub_id = hub),
        (SELECT contact_id FROM contacts_case WHERE reference = wanted AND hub_id = hub)
    );
END $$;

-- Asked directly, these would tell the references of every hub: the functions above alone ask them.
REVOKE EXECUTE ON FUNCTION frontdoor_people_below(bigint[]) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION frontdoor_below(text, bigint[]) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION frontdoor_subjects_below(bigint[]) FROM PUBLIC;
