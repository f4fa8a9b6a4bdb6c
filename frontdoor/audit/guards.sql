-- The guards that stand in the database itself. Made anew at every set-up by the owner.
-- They are called by triggers; the application's role can neither change nor drop them. Names are
-- looked up in a fixed order of schemas, so that nothing can stand in front of what is meant.

CREATE OR REPLACE FUNCTION frontdoor_remember_row() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    was jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    now_is jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    who text := NULLIF(current_setting('frontdoor.user', true), '');
BEGIN
    -- What is disposed of leaves a certificate, and not its own words.
    IF TG_OP = 'DELETE' AND frontdoor_disposing() THEN RETURN NULL; END IF;
    -- What the program itself may add to a table is never changed: the row is its own history.
    IF who IS NULL AND TG_OP = 'INSERT' AND TG_NARGS = 1 THEN RETURN NULL; END IF;
    INSERT INTO public.audit_rowchange (hub_id, "table", row_id, action, before, after, by_id, at)
    VALUES (
        (coalesce(now_is, was) ->> 'hub_id')::bigint,
        TG_TABLE_NAME,
        (coalesce(now_is, was) ->> 'id')::bigint,
        TG_OP, was, now_is,
        who::bigint,
        clock_timestamp()
    );
    RETURN NULL;
END $$;

-- History is written by the trigger above and by nobody else (depth 1 is a plain INSERT).
CREATE OR REPLACE FUNCTION frontdoor_only_by_trigger() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'history of % is written by the database alone', TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION frontdoor_never_changes() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' AND frontdoor_disposing()
        AND TG_TABLE_NAME NOT IN ('audit_batch', 'audit_look', 'disposal_certificate') THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% of % is refused: what happened stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

-- What was given stays; to whom it is kept may change.
CREATE OR REPLACE FUNCTION frontdoor_only_its_caveat() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' AND frontdoor_disposing() THEN RETURN OLD; END IF;
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(NEW) ->> 'kept_to' <> to_jsonb(OLD) ->> 'kept_to'
            AND to_jsonb(NEW) - 'kept_to' = to_jsonb(OLD) - 'kept_to' THEN RETURN NEW; END IF;
    END IF;
    RAISE EXCEPTION '% of % is refused: what happened stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

-- Arguments: the column, the first value, then every jump as 'from>to'.
CREATE OR REPLACE FUNCTION frontdoor_only_by_a_move() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    is_now text := to_jsonb(NEW) ->> TG_ARGV[0];
    was text := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) ->> TG_ARGV[0] END;
BEGIN
    IF TG_OP = 'INSERT' AND is_now = TG_ARGV[1] THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' AND (is_now = was OR (was || '>' || is_now) = ANY (TG_ARGV)) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '%: no move leads from % to %', TG_TABLE_NAME, coalesce(was, 'nothing'), is_now
        USING ERRCODE = 'check_violation';
END $$;

-- What is sealed of a log: number and digest of each entry of some transactions, by number; or of
-- the entries of `only_these` numbers. The line of an entry is a JSON array of the columns below,
-- with moments in UTC. Columns that come later are not in it: a line stays as it was sealed. Whoever
-- calls sees digests, and no entry.
-- The older form goes first: where two fit a call, PostgreSQL makes neither.
DROP FUNCTION IF EXISTS frontdoor_listed(text, bigint, bigint);
CREATE OR REPLACE FUNCTION frontdoor_listed(
    log text, since bigint, until bigint, only_these bigint[] DEFAULT NULL
) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN coalesce(CASE log
        WHEN 'events' THEN (
            SELECT string_agg(int8send(id) || sha256('\x00'::bytea || convert_to(json_build_array(
                'event', id, hub_id, subject, kind, facts, by_id, by_name, at AT TIME ZONE 'UTC',
                xact)::text, 'UTF8')), ''::bytea ORDER BY id)
            FROM (
                SELECT * FROM audit_event
                WHERE only_these IS NULL AND xact >= since AND xact < until
                UNION ALL SELECT * FROM audit_event WHERE id = ANY (only_these)
            ) listed)
        WHEN 'looks' THEN (
            SELECT string_agg(int8send(id) || sha256('\x00'::bytea || convert_to(json_build_array(
                'look', id, hub_id, subject, purpose, refused, by_id, by_name, agency_id,
                at AT TIME ZONE 'UTC', xact)::text, 'UTF8')), ''::bytea ORDER BY id)
            FROM audit_look WHERE xact >= since AND xact < until)
        WHEN 'changes' THEN (
            SELECT string_agg(int8send(id) || sha256('\x00'::bytea || convert_to(json_build_array(
                'change', id, hub_id, "table", row_id, action, before, after, by_id,
                at AT TIME ZONE 'UTC', xact)::text, 'UTF8')), ''::bytea ORDER BY id)
            FROM (
                SELECT * FROM audit_rowchange
                WHERE only_these IS NULL AND xact >= since AND xact < until
                UNION ALL SELECT * FROM audit_rowchange WHERE id = ANY (only_these)
            ) listed)
    END, ''::bytea);
END $$;

-- When the oldest entry was written that is not sealed; nothing where all are.
CREATE OR REPLACE FUNCTION frontdoor_waiting(since bigint) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN least(
        (SELECT min(at) FROM audit_event WHERE xact >= since),
        (SELECT min(at) FROM audit_look WHERE xact >= since),
        (SELECT min(at) FROM audit_rowchange WHERE xact >= since)
    );
END $$;

-- Entries that claim a transaction which cannot have been.
CREATE OR REPLACE FUNCTION frontdoor_impossible() RETURNS TABLE (log text, number bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    ahead bigint := audit_xact(pg_snapshot_xmax(pg_current_snapshot()));
BEGIN
    RETURN QUERY
        SELECT 'events', id FROM audit_event WHERE xact < 0 OR xact >= ahead
        UNION ALL SELECT 'looks', id FROM audit_look WHERE xact < 0 OR xact >= ahead
        UNION ALL SELECT 'changes', id FROM audit_rowchange WHERE xact < 0 OR xact >= ahead;
END $$;
