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
