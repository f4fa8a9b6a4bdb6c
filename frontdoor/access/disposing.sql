-- The one way by which anything is removed: a record that one person reviewed and another confirmed.
-- Names tables of every storey, as the wall is raised over all of them (decision 49).

-- Whether the owner's function below is at work, on something that was reviewed. Policies and guards
-- of the owner ask; the application's role has no right to remove anything, whatever it sets.
CREATE OR REPLACE FUNCTION frontdoor_disposing() RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    asked bigint := NULLIF(current_setting('frontdoor.disposing', true), '')::bigint;
BEGIN
    RETURN asked IS NOT NULL AND EXISTS (SELECT 1 FROM disposal_disposal WHERE id = asked);
END $$;

-- The rows of a table among those that go.
CREATE OR REPLACE FUNCTION frontdoor_going_of(going jsonb, name text) RETURNS bigint[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT ARRAY(SELECT jsonb_array_elements_text(coalesce(going -> name, '[]'))::bigint)
$$;

-- Which table refers to which, by which column, as anybody may read; and whether its rows have a number of their own.
CREATE OR REPLACE FUNCTION frontdoor_links()
RETURNS TABLE (child name, key name, parent name, has_number boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT child.relname, a.attname, parent.relname, EXISTS (
        SELECT 1 FROM pg_attribute n WHERE n.attrelid = c.conrelid AND n.attname = 'id')
    FROM pg_constraint c
    JOIN pg_class child ON child.oid = c.conrelid
    JOIN pg_class parent ON parent.oid = c.confrelid
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
$$;

-- The same with whatever refers to those rows, however far: the catalogue knows, so that no table
-- can be forgotten. The disposal itself stays.
CREATE OR REPLACE FUNCTION frontdoor_with_what_refers(going jsonb, asked bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    link record;
    was bigint[];
    more bigint[];
    grown boolean := true;
BEGIN
    WHILE grown LOOP
        grown := false;
        FOR link IN SELECT * FROM frontdoor_links() WHERE has_number LOOP
            CONTINUE WHEN NOT going ? link.parent::text;
            was := frontdoor_going_of(going, link.child::text);
            EXECUTE format(
                'SELECT array_agg(id) FROM public.%I WHERE %I = ANY ($1) AND id <> ALL ($2)',
                link.child, link.key
            ) INTO more USING frontdoor_going_of(going, link.parent::text),
                CASE WHEN link.child = 'disposal_disposal' THEN was || asked ELSE was END;
            CONTINUE WHEN more IS NULL;
            going := going || jsonb_build_object(link.child::text, to_jsonb(was || more));
            grown := true;
        END LOOP;
    END LOOP;
    RETURN going;
END $$;

-- The people of these contacts of whom nothing else speaks that stays. What is only about a person,
-- and goes with them, counts for nothing: links, kin, work of services, requests for what is held.
CREATE OR REPLACE FUNCTION frontdoor_people_going(top bigint[], going jsonb) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    people bigint[] := ARRAY(
        SELECT DISTINCT person_id FROM contacts_party WHERE contact_id = ANY (top)
        UNION SELECT child_id FROM contacts_case WHERE contact_id = ANY (top));
    link record;
    staying bigint[];
BEGIN
    FOR link IN
        SELECT * FROM frontdoor_links()
        WHERE parent = 'people_person' AND NOT starts_with(child::text, 'people_')
            AND child NOT IN ('holdings_accessrequest', 'holdings_item')
    LOOP
        EXECUTE format(
            'SELECT array_agg(%2$I) FROM public.%1$I WHERE %2$I = ANY ($1) AND id <> ALL ($2)',
            link.child, link.key
        ) INTO staying USING people, frontdoor_going_of(going, link.child::text);
        people := ARRAY(SELECT unnest(people) EXCEPT SELECT unnest(staying));
    END LOOP;
    RETURN people;
END $$;

-- Why these contacts stay, whatever anybody confirmed; nothing where they may go.
CREATE OR REPLACE FUNCTION frontdoor_why_not_dispose(top bigint[], today date) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN CASE
        WHEN EXISTS (SELECT 1 FROM retention_legalhold
            WHERE contact_id = ANY (top) AND lifted_at IS NULL) THEN 'a legal hold stands'
        WHEN EXISTS (SELECT 1 FROM contacts_case
            WHERE contact_id = ANY (top) AND stage IN ('awaiting', 'in_triage', 'in_mash'))
            THEN 'a case is open'
        WHEN EXISTS (SELECT 1 FROM contacts_contact
            WHERE id = ANY (top) AND stage = 'being_taken') THEN 'a contact is being taken'
        WHEN EXISTS (SELECT 1 FROM restricting_restriction
            WHERE contact_id = ANY (top) AND lifted_at IS NULL) THEN 'it is restricted'
        WHEN EXISTS (SELECT 1 FROM holdings_accessrequest r JOIN contacts_party p
            ON p.person_id = r.person_id WHERE p.contact_id = ANY (top) AND r.stage <> 'ended')
            THEN 'somebody asks for what is held'
        WHEN EXISTS (SELECT 1 FROM disposal_keeping
            WHERE contact_id = ANY (top) AND until > today) THEN 'it is kept longer'
    END;
END $$;

-- A contact with all that goes on together with it.
CREATE OR REPLACE FUNCTION frontdoor_one_record(contact bigint) RETURNS bigint[]
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    WITH RECURSIVE whole AS (
        SELECT contact AS id
        UNION SELECT other.contact_id
        FROM whole JOIN contacts_case c ON c.contact_id = whole.id
        JOIN contacts_joining j ON (j.case_id = c.id OR j.into_id = c.id) AND j.parted_at IS NULL
        JOIN contacts_case other ON other.id IN (j.case_id, j.into_id)
    )
    SELECT array_agg(id ORDER BY id) FROM whole
$$;

-- By which references other tables speak of what goes.
CREATE OR REPLACE FUNCTION frontdoor_references_going(going jsonb) RETURNS text[]
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT ARRAY(
        SELECT reference FROM contacts_contact
        WHERE id = ANY (frontdoor_going_of(going, 'contacts_contact'))
        UNION ALL SELECT reference FROM contacts_case
        WHERE id = ANY (frontdoor_going_of(going, 'contacts_case'))
        UNION ALL SELECT reference FROM disclosures_product
        WHERE id = ANY (frontdoor_going_of(going, 'disclosures_product'))
        UNION ALL SELECT 'person ' || id FROM unnest(frontdoor_going_of(going, 'people_person')) id
        UNION ALL SELECT 'pair ' || id FROM unnest(frontdoor_going_of(going, 'people_pair')) id
        UNION ALL SELECT 'adoption ' || id FROM unnest(frontdoor_going_of(going, 'people_adoption')) id
        UNION ALL SELECT 'link ' || id FROM unnest(frontdoor_going_of(going, 'people_link')) id
        UNION ALL SELECT 'access-request ' || id
        FROM unnest(frontdoor_going_of(going, 'holdings_accessrequest')) id
        UNION ALL SELECT 'restricted record ' || id
        FROM unnest(frontdoor_going_of(going, 'restricting_restriction')) id
        UNION ALL SELECT 'match ' || id
        FROM unnest(frontdoor_going_of(going, 'searches_hiddenmatch')) id
        UNION ALL SELECT 'break-glass ' || id
        FROM unnest(frontdoor_going_of(going, 'restricting_breakglass')) id
    )
$$;

-- Everything that goes with these contacts, by table.
CREATE OR REPLACE FUNCTION frontdoor_going(top bigint[], hub bigint, asked bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    going jsonb := jsonb_build_object(
        'contacts_contact', top,
        'restricting_restriction', ARRAY(
            SELECT id FROM restricting_restriction WHERE contact_id = ANY (top)),
        'restricting_breakglass', ARRAY(
            SELECT id FROM restricting_breakglass WHERE contact_id = ANY (top)));
BEGIN
    going := frontdoor_with_what_refers(going, asked);
    going := going || jsonb_build_object('people_person', frontdoor_people_going(top, going));
    RETURN frontdoor_with_what_names(going, hub, asked,
        (SELECT max(ended_at) FROM contacts_case WHERE contact_id = ANY (top)));
END $$;

-- The same with what no key ties to it, and is found by number or by reference; what somebody typed
-- and never sent while the record was open goes as well.
CREATE OR REPLACE FUNCTION frontdoor_with_what_names(
    going jsonb, hub bigint, asked bigint, ended timestamptz
) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    named text[];
    -- A page about a person has their number in its address.
    spoken text;
BEGIN
    going := frontdoor_with_what_refers(going, asked);
    named := frontdoor_references_going(going);
    spoken := (SELECT '\m(' || string_agg(name, '|') || ')\M' FROM (
        SELECT unnest(named) UNION ALL SELECT '(people|of-person)/' || id
        FROM unnest(frontdoor_going_of(going, 'people_person')) id) every (name));
    going := going || jsonb_build_object(
        'access_grant', ARRAY(
            SELECT id FROM access_grant WHERE hub_id = hub AND record_id = ANY (
                frontdoor_going_of(going, CASE kind WHEN 'contact' THEN 'contacts_contact'
                    WHEN 'enquiry' THEN 'enquiries_enquiry' WHEN 'person' THEN 'people_person'
                    END))),
        'ledger_entry', ARRAY(
            SELECT id FROM ledger_entry WHERE hub_id = hub AND subject = ANY (named)),
        'watch_notice', ARRAY(
            SELECT id FROM watch_notice WHERE hub_id = hub AND subject = ANY (named)),
        'access_draft', ARRAY(
            SELECT id FROM access_draft
            WHERE hub_id = hub AND (saved_at <= ended OR path || ' ' || typed::text ~ spoken)),
        'audit_event', ARRAY(
            SELECT id FROM audit_event WHERE hub_id = hub AND subject = ANY (named)));
    going := frontdoor_with_what_refers(going, asked);
    RETURN going || jsonb_build_object('audit_rowchange', ARRAY(
        SELECT c.id FROM jsonb_each(going) every
        CROSS JOIN LATERAL jsonb_array_elements_text(every.value) row_of
        JOIN audit_rowchange c ON c."table" = every.key AND c.row_id = row_of::bigint));
END $$;

-- Remove a record that one person reviewed, in the name of the other who confirms it, and leave a
-- certificate. All of it in the transaction of whoever calls, or nothing. What is kept until a day is
-- kept until that day begins where the hub is: whoever calls says which day it is there.
CREATE OR REPLACE FUNCTION frontdoor_dispose_of(
    asked bigint, moment timestamptz, today date, OUT certificate bigint, OUT sealed text
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    hub bigint := NULLIF(current_setting('frontdoor.hub', true), '')::bigint;
    who bigint := NULLIF(current_setting('frontdoor.user', true), '')::bigint;
    d disposal_disposal;
    top bigint[];
    going jsonb;
    why text;
    link record;
    name text;
    gone bigint;
    rows_of jsonb := '{}';
    removed_events bytea;
    removed_changes bytea;
    words text;
BEGIN
    PERFORM set_config('frontdoor.disposing', asked::text, true);
    SELECT * INTO d FROM disposal_disposal WHERE id = asked AND hub_id = hub FOR UPDATE;
    top := frontdoor_one_record(d.contact_id);
    why := CASE
        WHEN who IS NULL OR current_setting('frontdoor.zone', true) IS DISTINCT FROM 'hub'
            OR current_setting('frontdoor.role', true) IS DISTINCT FROM 'team_manager'
            THEN 'no manager of the hub asks'
        WHEN today NOT BETWEEN (moment AT TIME ZONE 'UTC' - interval '12 hours')::date
            AND (moment AT TIME ZONE 'UTC' + interval '14 hours')::date
            THEN 'it is that day nowhere'
        WHEN d.id IS NULL OR d.stage <> 'proposed' THEN 'nobody reviewed it'
        WHEN d.proposed_by = who THEN 'whoever reviewed it does not confirm it'
        WHEN ARRAY(SELECT reference::text FROM contacts_contact WHERE id = ANY (top)
            UNION ALL SELECT reference FROM contacts_case WHERE contact_id = ANY (top) ORDER BY 1)
            IS DISTINCT FROM ARRAY(SELECT unnest(d."references")::text ORDER BY 1)
            AND d.person_id IS NULL
            OR d.person_id IS NOT NULL
            AND d."references"::text[] IS DISTINCT FROM ARRAY['person ' || d.person_id]
            THEN 'it is not what was reviewed'
        WHEN d.person_id IS NOT NULL
            THEN frontdoor_why_not_dispose_told(d.person_id, d.proposed_at, moment, today)
        ELSE frontdoor_why_not_dispose(top, today)
    END;
    IF why IS NOT NULL THEN
        RAISE EXCEPTION 'nothing is disposed of: %', why USING ERRCODE = 'insufficient_privilege';
    END IF;

    going := CASE WHEN d.person_id IS NULL THEN frontdoor_going(top, hub, asked)
        ELSE frontdoor_going_told(d.person_id, hub, asked) END;
    removed_events := frontdoor_listed('events', 0, 0, frontdoor_going_of(going, 'audit_event'));
    removed_changes := frontdoor_listed(
        'changes', 0, 0, frontdoor_going_of(going, 'audit_rowchange'));
    -- Rows without a number of their own are keys of others, and nothing refers to them.
    FOR link IN SELECT * FROM frontdoor_links() WHERE NOT has_number LOOP
        EXECUTE format('DELETE FROM public.%I WHERE %I = ANY ($1)', link.child, link.key)
            USING frontdoor_going_of(going, link.parent::text);
        GET DIAGNOSTICS gone = ROW_COUNT;
        CONTINUE WHEN gone = 0;
        rows_of := rows_of || jsonb_build_object(link.child::text, gone);
    END LOOP;
    FOR name IN SELECT key FROM jsonb_each(going) WHERE value <> '[]' ORDER BY key LOOP
        EXECUTE format('DELETE FROM public.%I WHERE id = ANY ($1)', name)
            USING frontdoor_going_of(going, name);
        GET DIAGNOSTICS gone = ROW_COUNT;
        IF gone <> jsonb_array_length(going -> name) THEN
            RAISE EXCEPTION 'not everything could be removed of %', name;
        END IF;
        rows_of := rows_of || jsonb_build_object(name, gone);
    END LOOP;

    UPDATE disposal_disposal SET stage = 'disposed', contact_id = NULL, person_id = NULL,
        version = version + 1,
        settled_by = who, settled_at = moment,
        settled_by_name = (SELECT u.name FROM access_user u WHERE u.id = who)
    WHERE id = asked RETURNING * INTO d;
    -- Whatever still refers to something that went is told now, and not at the end.
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
    words := json_build_object(
        'references', d."references", 'class', d.class_name, 'basis', d.basis, 'due_on', d.due_on,
        'policy', (SELECT v.number FROM policy_policyversion v WHERE v.id = d.policy_version_id),
        'reviewed_by', d.proposed_by_name, 'reviewed_at', d.proposed_at AT TIME ZONE 'UTC',
        'confirmed_by', d.settled_by_name, 'confirmed_at', moment AT TIME ZONE 'UTC',
        'rows', rows_of, 'events', length(removed_events) / 40,
        'changes', length(removed_changes) / 40)::text;
    sealed := encode(sha256(
        convert_to(words, 'UTF8') || '\x00' || removed_events || removed_changes), 'hex');
    INSERT INTO disposal_certificate
        (hub_id, disposal_id, "references", said, events, changes, digest, made_at)
    VALUES (hub, asked, d."references", words, removed_events, removed_changes, sealed, moment)
    RETURNING id INTO certificate;
    PERFORM set_config('frontdoor.disposing', '', true);
END $$;

-- What certificates say of history: their words and lists, and every digest that an event tells of
-- each. Whoever calls sees no entry.
CREATE OR REPLACE FUNCTION frontdoor_certificates()
RETURNS TABLE (number bigint, said text, events bytea, changes bytea, told text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT coalesce(c.id, t.certificate), c.said, c.events, c.changes, t.digests
        FROM disposal_certificate c
        FULL JOIN (
            SELECT (facts ->> 'certificate')::bigint AS certificate,
                array_agg(facts ->> 'digest') AS digests
            FROM audit_event WHERE kind = 'record.disposed' GROUP BY 1
        ) t ON t.certificate = c.id
        ORDER BY 1;
END $$;

-- The functions of the owner above alone ask these.
REVOKE EXECUTE ON FUNCTION frontdoor_with_what_refers(jsonb, bigint) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION frontdoor_people_going(bigint[], jsonb) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION frontdoor_why_not_dispose(bigint[], date) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION frontdoor_one_record(bigint) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION frontdoor_references_going(jsonb) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION frontdoor_going(bigint[], bigint, bigint) FROM PUBLIC;
