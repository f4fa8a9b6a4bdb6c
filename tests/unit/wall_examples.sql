-- What the declarations of test_wall_sql.py become. Read it like the wall; nothing runs it.

-- condition: hub
(SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint)

-- condition: agency
(SELECT NULLIF(current_setting('frontdoor.agency', true), '')::bigint)

-- condition: user
(SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint)

-- condition: code
(SELECT NULLIF(current_setting('frontdoor.code', true), ''))

-- condition: own hub
hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint)

-- condition: inside
(hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub')))

-- condition: within
(hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub', 'partner')))

-- condition: manager
(SELECT current_setting('frontdoor.role', true) IN ('team_manager'))

-- condition: nobody
false

-- condition: nameless
(SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint) IS NULL

-- condition: as now
xact = (SELECT audit_xact())

-- condition: disposing
(SELECT frontdoor_disposing())

-- condition: granted
(hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('partner')) AND EXISTS (SELECT 1 FROM access_grant WHERE record_id = t.person_id AND agency_id = (SELECT NULLIF(current_setting('frontdoor.agency', true), '')::bigint) AND kind = 'person' AND until IS NULL))

-- condition: own agency
(hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('partner')) AND agency_id = (SELECT NULLIF(current_setting('frontdoor.agency', true), '')::bigint))

-- condition: own work
(hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint))

-- condition: by the program
((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub'))) AND (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint) IS NULL AND by_id IS NULL AND kind = 'due')

-- condition: in role
(hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.role', true) IN ('team_manager', 'performance_officer')))

-- condition: shown
case_id <> ALL ((SELECT frontdoor_hidden('contacts_case'))::bigint[])

-- condition: shown subject
subject <> ALL ((SELECT frontdoor_hidden_subjects())::text[])

-- condition: through glass
case_id = ANY ((SELECT frontdoor_through_glass('contacts_case'))::bigint[])

-- condition: not through glass
subject <> ALL ((SELECT frontdoor_subjects_through_glass())::text[])

-- condition: caveat of the hub
(kept_to = 'hub' OR ((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub'))) AND (SELECT current_setting('frontdoor.role', true) IN ('team_manager'))) OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint))

-- condition: caveat of an agency
(kept_to = 'hub' OR ((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub'))) AND (SELECT current_setting('frontdoor.role', true) IN ('team_manager'))) OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint) OR (kept_to = 'originator' AND (hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('partner')) AND agency_id = (SELECT NULLIF(current_setting('frontdoor.agency', true), '')::bigint))))

-- condition: any of
(a OR b OR c)

-- table: nothing is changed
ALTER TABLE example_bare ENABLE ROW LEVEL SECURITY
ALTER TABLE example_bare FORCE ROW LEVEL SECURITY
REVOKE ALL ON example_bare FROM PUBLIC, the_program
GRANT SELECT, INSERT ON example_bare TO the_program
CREATE POLICY frontdoor_see ON example_bare FOR SELECT TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub')))))
CREATE POLICY frontdoor_add ON example_bare FOR INSERT TO the_program WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub', 'partner')))))
CREATE POLICY frontdoor_change ON example_bare FOR UPDATE TO the_program USING (false) WITH CHECK (false)
CREATE POLICY frontdoor_remove ON example_bare FOR DELETE TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE POLICY frontdoor_going ON example_bare FOR SELECT TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE TRIGGER frontdoor_remember AFTER INSERT OR UPDATE OR DELETE ON example_bare FOR EACH ROW EXECUTE FUNCTION frontdoor_remember_row()
ALTER TABLE example_bare ENABLE ALWAYS TRIGGER frontdoor_remember
CREATE TRIGGER frontdoor_stays BEFORE UPDATE OR DELETE ON example_bare FOR EACH ROW EXECUTE FUNCTION frontdoor_never_changes()
ALTER TABLE example_bare ENABLE ALWAYS TRIGGER frontdoor_stays
CREATE TRIGGER frontdoor_whole BEFORE TRUNCATE ON example_bare FOR EACH STATEMENT EXECUTE FUNCTION frontdoor_never_changes()
ALTER TABLE example_bare ENABLE ALWAYS TRIGGER frontdoor_whole

-- table: something is changed
ALTER TABLE example_bare ENABLE ROW LEVEL SECURITY
ALTER TABLE example_bare FORCE ROW LEVEL SECURITY
REVOKE ALL ON example_bare FROM PUBLIC, the_program
GRANT SELECT, INSERT, UPDATE (words, told_at) ON example_bare TO the_program
CREATE POLICY frontdoor_see ON example_bare FOR SELECT TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub')))))
CREATE POLICY frontdoor_add ON example_bare FOR INSERT TO the_program WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub', 'partner')))))
CREATE POLICY frontdoor_change ON example_bare FOR UPDATE TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) OR (SELECT current_setting('frontdoor.role', true) IN ('team_manager'))))) WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) OR (SELECT current_setting('frontdoor.role', true) IN ('team_manager')))))
CREATE POLICY frontdoor_remove ON example_bare FOR DELETE TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE POLICY frontdoor_going ON example_bare FOR SELECT TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE TRIGGER frontdoor_remember AFTER INSERT OR UPDATE OR DELETE ON example_bare FOR EACH ROW EXECUTE FUNCTION frontdoor_remember_row()
ALTER TABLE example_bare ENABLE ALWAYS TRIGGER frontdoor_remember

-- table: some fields stay
ALTER TABLE example_below ENABLE ROW LEVEL SECURITY
ALTER TABLE example_below FORCE ROW LEVEL SECURITY
REVOKE ALL ON example_below FROM PUBLIC, the_program
GRANT SELECT, INSERT, UPDATE (stage) ON example_below TO the_program
CREATE POLICY frontdoor_see ON example_below FOR SELECT TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub')))) AND example_below.case_id <> ALL ((SELECT frontdoor_hidden('contacts_case'))::bigint[]))
CREATE POLICY frontdoor_add ON example_below FOR INSERT TO the_program WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub', 'partner')))) AND EXISTS (SELECT 1 FROM people_person p WHERE p.id = example_below.person_id AND p.hub_id = example_below.hub_id) AND EXISTS (SELECT 1 FROM contacts_case p WHERE p.id = example_below.case_id AND p.hub_id = example_below.hub_id) AND EXISTS (SELECT 1 FROM access_user p WHERE p.id = example_below.by_id AND p.hub_id = example_below.hub_id))
CREATE POLICY frontdoor_change ON example_below FOR UPDATE TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) OR (SELECT current_setting('frontdoor.role', true) IN ('team_manager')))) AND example_below.case_id <> ALL ((SELECT frontdoor_hidden('contacts_case'))::bigint[])) WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) OR (SELECT current_setting('frontdoor.role', true) IN ('team_manager')))) AND example_below.case_id <> ALL ((SELECT frontdoor_hidden('contacts_case'))::bigint[]))
CREATE POLICY frontdoor_remove ON example_below FOR DELETE TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE POLICY frontdoor_going ON example_below FOR SELECT TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE TRIGGER frontdoor_remember AFTER INSERT OR UPDATE OR DELETE ON example_below FOR EACH ROW EXECUTE FUNCTION frontdoor_remember_row()
ALTER TABLE example_below ENABLE ALWAYS TRIGGER frontdoor_remember

-- table: no history
ALTER TABLE example_bare ENABLE ROW LEVEL SECURITY
ALTER TABLE example_bare FORCE ROW LEVEL SECURITY
REVOKE ALL ON example_bare FROM PUBLIC, the_program
GRANT SELECT, INSERT, UPDATE (words, told_at) ON example_bare TO the_program
CREATE POLICY frontdoor_see ON example_bare FOR SELECT TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub')))))
CREATE POLICY frontdoor_add ON example_bare FOR INSERT TO the_program WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub', 'partner')))))
CREATE POLICY frontdoor_change ON example_bare FOR UPDATE TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) OR (SELECT current_setting('frontdoor.role', true) IN ('team_manager'))))) WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) OR (SELECT current_setting('frontdoor.role', true) IN ('team_manager')))))
CREATE POLICY frontdoor_remove ON example_bare FOR DELETE TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE POLICY frontdoor_going ON example_bare FOR SELECT TO CURRENT_USER USING ((SELECT frontdoor_disposing()))

-- table: history of the program
ALTER TABLE example_bare ENABLE ROW LEVEL SECURITY
ALTER TABLE example_bare FORCE ROW LEVEL SECURITY
REVOKE ALL ON example_bare FROM PUBLIC, the_program
GRANT SELECT, INSERT, UPDATE (words, told_at) ON example_bare TO the_program
CREATE POLICY frontdoor_see ON example_bare FOR SELECT TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub')))))
CREATE POLICY frontdoor_add ON example_bare FOR INSERT TO the_program WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub', 'partner')))))
CREATE POLICY frontdoor_change ON example_bare FOR UPDATE TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) OR (SELECT current_setting('frontdoor.role', true) IN ('team_manager'))))) WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) OR (SELECT current_setting('frontdoor.role', true) IN ('team_manager')))))
CREATE POLICY frontdoor_remove ON example_bare FOR DELETE TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE POLICY frontdoor_going ON example_bare FOR SELECT TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE TRIGGER frontdoor_remember AFTER INSERT OR UPDATE OR DELETE ON example_bare FOR EACH ROW EXECUTE FUNCTION frontdoor_remember_row('program')
ALTER TABLE example_bare ENABLE ALWAYS TRIGGER frontdoor_remember

-- table: sealed
ALTER TABLE example_bare ENABLE ROW LEVEL SECURITY
ALTER TABLE example_bare FORCE ROW LEVEL SECURITY
REVOKE ALL ON example_bare FROM PUBLIC, the_program
GRANT SELECT, INSERT ON example_bare TO the_program
CREATE POLICY frontdoor_see ON example_bare FOR SELECT TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub')))))
CREATE POLICY frontdoor_add ON example_bare FOR INSERT TO the_program WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub', 'partner')))))
CREATE POLICY frontdoor_change ON example_bare FOR UPDATE TO the_program USING (false) WITH CHECK (false)
CREATE POLICY frontdoor_seal ON example_bare FOR SELECT TO CURRENT_USER USING (true)
CREATE POLICY frontdoor_remove ON example_bare FOR DELETE TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE TRIGGER frontdoor_remember AFTER INSERT OR UPDATE OR DELETE ON example_bare FOR EACH ROW EXECUTE FUNCTION frontdoor_remember_row()
ALTER TABLE example_bare ENABLE ALWAYS TRIGGER frontdoor_remember
CREATE TRIGGER frontdoor_stays BEFORE UPDATE OR DELETE ON example_bare FOR EACH ROW EXECUTE FUNCTION frontdoor_never_changes()
ALTER TABLE example_bare ENABLE ALWAYS TRIGGER frontdoor_stays
CREATE TRIGGER frontdoor_whole BEFORE TRUNCATE ON example_bare FOR EACH STATEMENT EXECUTE FUNCTION frontdoor_never_changes()
ALTER TABLE example_bare ENABLE ALWAYS TRIGGER frontdoor_whole

-- table: followed
ALTER TABLE example_bare ENABLE ROW LEVEL SECURITY
ALTER TABLE example_bare FORCE ROW LEVEL SECURITY
REVOKE ALL ON example_bare FROM PUBLIC, the_program
GRANT SELECT, INSERT ON example_bare TO the_program
CREATE POLICY frontdoor_see ON example_bare FOR SELECT TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub')))))
CREATE POLICY frontdoor_add ON example_bare FOR INSERT TO the_program WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub', 'partner')))))
CREATE POLICY frontdoor_change ON example_bare FOR UPDATE TO the_program USING (false) WITH CHECK (false)
CREATE POLICY frontdoor_seal ON example_bare FOR SELECT TO CURRENT_USER USING (true)
CREATE POLICY frontdoor_remove ON example_bare FOR DELETE TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE TRIGGER frontdoor_remember AFTER INSERT OR UPDATE OR DELETE ON example_bare FOR EACH ROW EXECUTE FUNCTION frontdoor_remember_row()
ALTER TABLE example_bare ENABLE ALWAYS TRIGGER frontdoor_remember
CREATE TRIGGER frontdoor_stays BEFORE UPDATE OR DELETE ON example_bare FOR EACH ROW EXECUTE FUNCTION frontdoor_never_changes()
ALTER TABLE example_bare ENABLE ALWAYS TRIGGER frontdoor_stays
CREATE TRIGGER frontdoor_whole BEFORE TRUNCATE ON example_bare FOR EACH STATEMENT EXECUTE FUNCTION frontdoor_never_changes()
ALTER TABLE example_bare ENABLE ALWAYS TRIGGER frontdoor_whole

-- table: a lifecycle
ALTER TABLE example_below ENABLE ROW LEVEL SECURITY
ALTER TABLE example_below FORCE ROW LEVEL SECURITY
REVOKE ALL ON example_below FROM PUBLIC, the_program
GRANT SELECT, INSERT, UPDATE (words, stage) ON example_below TO the_program
CREATE POLICY frontdoor_see ON example_below FOR SELECT TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub')))) AND example_below.case_id <> ALL ((SELECT frontdoor_hidden('contacts_case'))::bigint[]))
CREATE POLICY frontdoor_add ON example_below FOR INSERT TO the_program WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub', 'partner')))) AND EXISTS (SELECT 1 FROM people_person p WHERE p.id = example_below.person_id AND p.hub_id = example_below.hub_id) AND EXISTS (SELECT 1 FROM contacts_case p WHERE p.id = example_below.case_id AND p.hub_id = example_below.hub_id) AND EXISTS (SELECT 1 FROM access_user p WHERE p.id = example_below.by_id AND p.hub_id = example_below.hub_id))
CREATE POLICY frontdoor_change ON example_below FOR UPDATE TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) OR (SELECT current_setting('frontdoor.role', true) IN ('team_manager')))) AND example_below.case_id <> ALL ((SELECT frontdoor_hidden('contacts_case'))::bigint[])) WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) OR (SELECT current_setting('frontdoor.role', true) IN ('team_manager')))) AND example_below.case_id <> ALL ((SELECT frontdoor_hidden('contacts_case'))::bigint[]))
CREATE POLICY frontdoor_remove ON example_below FOR DELETE TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE POLICY frontdoor_going ON example_below FOR SELECT TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE TRIGGER frontdoor_remember AFTER INSERT OR UPDATE OR DELETE ON example_below FOR EACH ROW EXECUTE FUNCTION frontdoor_remember_row()
ALTER TABLE example_below ENABLE ALWAYS TRIGGER frontdoor_remember
CREATE TRIGGER frontdoor_moves BEFORE INSERT OR UPDATE ON example_below FOR EACH ROW EXECUTE FUNCTION frontdoor_only_by_a_move('stage', 'proposed', 'proposed>declined', 'proposed>disposed')
ALTER TABLE example_below ENABLE ALWAYS TRIGGER frontdoor_moves

-- table: what it is below may be gone
ALTER TABLE example_perhaps ENABLE ROW LEVEL SECURITY
ALTER TABLE example_perhaps FORCE ROW LEVEL SECURITY
REVOKE ALL ON example_perhaps FROM PUBLIC, the_program
GRANT SELECT, INSERT, UPDATE (words) ON example_perhaps TO the_program
CREATE POLICY frontdoor_see ON example_perhaps FOR SELECT TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub')))) AND (example_perhaps.contact_id IS NULL OR example_perhaps.contact_id <> ALL ((SELECT frontdoor_hidden('contacts_contact'))::bigint[])))
CREATE POLICY frontdoor_add ON example_perhaps FOR INSERT TO the_program WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub', 'partner')))) AND (contact_id IS NULL OR EXISTS (SELECT 1 FROM contacts_contact p WHERE p.id = example_perhaps.contact_id AND p.hub_id = example_perhaps.hub_id)))
CREATE POLICY frontdoor_change ON example_perhaps FOR UPDATE TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) OR (SELECT current_setting('frontdoor.role', true) IN ('team_manager')))) AND (example_perhaps.contact_id IS NULL OR example_perhaps.contact_id <> ALL ((SELECT frontdoor_hidden('contacts_contact'))::bigint[]))) WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) OR (SELECT current_setting('frontdoor.role', true) IN ('team_manager')))) AND (example_perhaps.contact_id IS NULL OR example_perhaps.contact_id <> ALL ((SELECT frontdoor_hidden('contacts_contact'))::bigint[])))
CREATE POLICY frontdoor_remove ON example_perhaps FOR DELETE TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE POLICY frontdoor_going ON example_perhaps FOR SELECT TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE TRIGGER frontdoor_remember AFTER INSERT OR UPDATE OR DELETE ON example_perhaps FOR EACH ROW EXECUTE FUNCTION frontdoor_remember_row()
ALTER TABLE example_perhaps ENABLE ALWAYS TRIGGER frontdoor_remember

-- table: others are below it
ALTER TABLE contacts_case ENABLE ROW LEVEL SECURITY
ALTER TABLE contacts_case FORCE ROW LEVEL SECURITY
REVOKE ALL ON contacts_case FROM PUBLIC, the_program
GRANT SELECT, INSERT ON contacts_case TO the_program
CREATE POLICY frontdoor_see ON contacts_case FOR SELECT TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub')))) AND contacts_case.id <> ALL ((SELECT frontdoor_hidden('contacts_case'))::bigint[]))
CREATE POLICY frontdoor_add ON contacts_case FOR INSERT TO the_program WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub', 'partner')))) AND EXISTS (SELECT 1 FROM contacts_contact p WHERE p.id = contacts_case.contact_id AND p.hub_id = contacts_case.hub_id))
CREATE POLICY frontdoor_change ON contacts_case FOR UPDATE TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) OR (SELECT current_setting('frontdoor.role', true) IN ('team_manager')))) AND contacts_case.id <> ALL ((SELECT frontdoor_hidden('contacts_case'))::bigint[])) WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) OR (SELECT current_setting('frontdoor.role', true) IN ('team_manager')))) AND contacts_case.id <> ALL ((SELECT frontdoor_hidden('contacts_case'))::bigint[]))
CREATE POLICY frontdoor_seal ON contacts_case FOR SELECT TO CURRENT_USER USING (true)
CREATE POLICY frontdoor_remove ON contacts_case FOR DELETE TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE TRIGGER frontdoor_remember AFTER INSERT OR UPDATE OR DELETE ON contacts_case FOR EACH ROW EXECUTE FUNCTION frontdoor_remember_row()
ALTER TABLE contacts_case ENABLE ALWAYS TRIGGER frontdoor_remember

-- table: kept by the hub
ALTER TABLE example_of_hub ENABLE ROW LEVEL SECURITY
ALTER TABLE example_of_hub FORCE ROW LEVEL SECURITY
REVOKE ALL ON example_of_hub FROM PUBLIC, the_program
GRANT SELECT, INSERT ON example_of_hub TO the_program
CREATE POLICY frontdoor_see ON example_of_hub FOR SELECT TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub')))) AND example_of_hub.case_id <> ALL ((SELECT frontdoor_hidden('contacts_case'))::bigint[]) AND (kept_to = 'hub' OR ((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub'))) AND (SELECT current_setting('frontdoor.role', true) IN ('team_manager'))) OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint)) AND (kept_to <> 'originator' OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint) OR (NOT example_of_hub.case_id = ANY ((SELECT frontdoor_through_glass('contacts_case'))::bigint[]))))
CREATE POLICY frontdoor_add ON example_of_hub FOR INSERT TO the_program WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub', 'partner')))) AND EXISTS (SELECT 1 FROM contacts_case p WHERE p.id = example_of_hub.case_id AND p.hub_id = example_of_hub.hub_id) AND EXISTS (SELECT 1 FROM access_user p WHERE p.id = example_of_hub.by_id AND p.hub_id = example_of_hub.hub_id) AND (kept_to = 'hub' OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint)))
CREATE POLICY frontdoor_change ON example_of_hub FOR UPDATE TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) OR (SELECT current_setting('frontdoor.role', true) IN ('team_manager')))) AND example_of_hub.case_id <> ALL ((SELECT frontdoor_hidden('contacts_case'))::bigint[]) AND (kept_to = 'hub' OR ((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub'))) AND (SELECT current_setting('frontdoor.role', true) IN ('team_manager'))) OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint)) AND (kept_to <> 'originator' OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint) OR (NOT example_of_hub.case_id = ANY ((SELECT frontdoor_through_glass('contacts_case'))::bigint[])))) WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) OR (SELECT current_setting('frontdoor.role', true) IN ('team_manager')))) AND example_of_hub.case_id <> ALL ((SELECT frontdoor_hidden('contacts_case'))::bigint[]) AND (kept_to = 'hub' OR ((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub'))) AND (SELECT current_setting('frontdoor.role', true) IN ('team_manager'))) OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint)) AND (kept_to <> 'originator' OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint) OR (NOT example_of_hub.case_id = ANY ((SELECT frontdoor_through_glass('contacts_case'))::bigint[]))))
CREATE POLICY frontdoor_remove ON example_of_hub FOR DELETE TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE POLICY frontdoor_going ON example_of_hub FOR SELECT TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE TRIGGER frontdoor_remember AFTER INSERT OR UPDATE OR DELETE ON example_of_hub FOR EACH ROW EXECUTE FUNCTION frontdoor_remember_row()
ALTER TABLE example_of_hub ENABLE ALWAYS TRIGGER frontdoor_remember

-- table: kept by another giver
ALTER TABLE example_of_hub ENABLE ROW LEVEL SECURITY
ALTER TABLE example_of_hub FORCE ROW LEVEL SECURITY
REVOKE ALL ON example_of_hub FROM PUBLIC, the_program
GRANT SELECT, INSERT ON example_of_hub TO the_program
CREATE POLICY frontdoor_see ON example_of_hub FOR SELECT TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub')))) AND example_of_hub.case_id <> ALL ((SELECT frontdoor_hidden('contacts_case'))::bigint[]) AND (kept_to = 'hub' OR ((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub'))) AND (SELECT current_setting('frontdoor.role', true) IN ('team_manager'))) OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint)) AND (kept_to <> 'originator' OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint) OR (NOT example_of_hub.case_id = ANY ((SELECT frontdoor_through_glass('contacts_case'))::bigint[]))))
CREATE POLICY frontdoor_add ON example_of_hub FOR INSERT TO the_program WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub', 'partner')))) AND EXISTS (SELECT 1 FROM contacts_case p WHERE p.id = example_of_hub.case_id AND p.hub_id = example_of_hub.hub_id) AND EXISTS (SELECT 1 FROM access_user p WHERE p.id = example_of_hub.by_id AND p.hub_id = example_of_hub.hub_id) AND (kept_to = 'hub' OR true))
CREATE POLICY frontdoor_change ON example_of_hub FOR UPDATE TO the_program USING (false) WITH CHECK (false)
CREATE POLICY frontdoor_remove ON example_of_hub FOR DELETE TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE POLICY frontdoor_going ON example_of_hub FOR SELECT TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE TRIGGER frontdoor_remember AFTER INSERT OR UPDATE OR DELETE ON example_of_hub FOR EACH ROW EXECUTE FUNCTION frontdoor_remember_row()
ALTER TABLE example_of_hub ENABLE ALWAYS TRIGGER frontdoor_remember
CREATE TRIGGER frontdoor_stays BEFORE UPDATE OR DELETE ON example_of_hub FOR EACH ROW EXECUTE FUNCTION frontdoor_never_changes()
ALTER TABLE example_of_hub ENABLE ALWAYS TRIGGER frontdoor_stays
CREATE TRIGGER frontdoor_whole BEFORE TRUNCATE ON example_of_hub FOR EACH STATEMENT EXECUTE FUNCTION frontdoor_never_changes()
ALTER TABLE example_of_hub ENABLE ALWAYS TRIGGER frontdoor_whole

-- table: kept by an agency
ALTER TABLE example_of_agency ENABLE ROW LEVEL SECURITY
ALTER TABLE example_of_agency FORCE ROW LEVEL SECURITY
REVOKE ALL ON example_of_agency FROM PUBLIC, the_program
GRANT SELECT, INSERT ON example_of_agency TO the_program
CREATE POLICY frontdoor_see ON example_of_agency FOR SELECT TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub')))) AND example_of_agency.case_id <> ALL ((SELECT frontdoor_hidden('contacts_case'))::bigint[]) AND (kept_to = 'hub' OR ((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub'))) AND (SELECT current_setting('frontdoor.role', true) IN ('team_manager'))) OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint) OR (kept_to = 'originator' AND (hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('partner')) AND agency_id = (SELECT NULLIF(current_setting('frontdoor.agency', true), '')::bigint)))) AND (kept_to <> 'originator' OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint) OR (NOT example_of_agency.case_id = ANY ((SELECT frontdoor_through_glass('contacts_case'))::bigint[]))))
CREATE POLICY frontdoor_add ON example_of_agency FOR INSERT TO the_program WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub', 'partner')))) AND EXISTS (SELECT 1 FROM contacts_case p WHERE p.id = example_of_agency.case_id AND p.hub_id = example_of_agency.hub_id) AND EXISTS (SELECT 1 FROM access_agency p WHERE p.id = example_of_agency.agency_id AND p.hub_id = example_of_agency.hub_id) AND EXISTS (SELECT 1 FROM access_user p WHERE p.id = example_of_agency.by_id AND p.hub_id = example_of_agency.hub_id) AND (kept_to = 'hub' OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint)))
CREATE POLICY frontdoor_change ON example_of_agency FOR UPDATE TO the_program USING (false) WITH CHECK (false)
CREATE POLICY frontdoor_remove ON example_of_agency FOR DELETE TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE POLICY frontdoor_going ON example_of_agency FOR SELECT TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE TRIGGER frontdoor_remember AFTER INSERT OR UPDATE OR DELETE ON example_of_agency FOR EACH ROW EXECUTE FUNCTION frontdoor_remember_row()
ALTER TABLE example_of_agency ENABLE ALWAYS TRIGGER frontdoor_remember
CREATE TRIGGER frontdoor_stays BEFORE UPDATE OR DELETE ON example_of_agency FOR EACH ROW EXECUTE FUNCTION frontdoor_never_changes()
ALTER TABLE example_of_agency ENABLE ALWAYS TRIGGER frontdoor_stays
CREATE TRIGGER frontdoor_whole BEFORE TRUNCATE ON example_of_agency FOR EACH STATEMENT EXECUTE FUNCTION frontdoor_never_changes()
ALTER TABLE example_of_agency ENABLE ALWAYS TRIGGER frontdoor_whole

-- table: kept to fewer later
ALTER TABLE example_of_agency ENABLE ROW LEVEL SECURITY
ALTER TABLE example_of_agency FORCE ROW LEVEL SECURITY
REVOKE ALL ON example_of_agency FROM PUBLIC, the_program
GRANT SELECT, INSERT, UPDATE (kept_to) ON example_of_agency TO the_program
CREATE POLICY frontdoor_see ON example_of_agency FOR SELECT TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub')))) AND example_of_agency.case_id <> ALL ((SELECT frontdoor_hidden('contacts_case'))::bigint[]) AND (kept_to = 'hub' OR ((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub'))) AND (SELECT current_setting('frontdoor.role', true) IN ('team_manager'))) OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint) OR (kept_to = 'originator' AND (hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('partner')) AND agency_id = (SELECT NULLIF(current_setting('frontdoor.agency', true), '')::bigint)))) AND (kept_to <> 'originator' OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint) OR (NOT example_of_agency.case_id = ANY ((SELECT frontdoor_through_glass('contacts_case'))::bigint[]))))
CREATE POLICY frontdoor_add ON example_of_agency FOR INSERT TO the_program WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub', 'partner')))) AND EXISTS (SELECT 1 FROM contacts_case p WHERE p.id = example_of_agency.case_id AND p.hub_id = example_of_agency.hub_id) AND EXISTS (SELECT 1 FROM access_agency p WHERE p.id = example_of_agency.agency_id AND p.hub_id = example_of_agency.hub_id) AND EXISTS (SELECT 1 FROM access_user p WHERE p.id = example_of_agency.by_id AND p.hub_id = example_of_agency.hub_id) AND (kept_to = 'hub' OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint)))
CREATE POLICY frontdoor_change ON example_of_agency FOR UPDATE TO the_program USING ((((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('partner')) AND agency_id = (SELECT NULLIF(current_setting('frontdoor.agency', true), '')::bigint)) OR ((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub'))) AND (SELECT current_setting('frontdoor.role', true) IN ('team_manager'))))) AND example_of_agency.case_id <> ALL ((SELECT frontdoor_hidden('contacts_case'))::bigint[]) AND (kept_to = 'hub' OR ((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub'))) AND (SELECT current_setting('frontdoor.role', true) IN ('team_manager'))) OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint) OR (kept_to = 'originator' AND (hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('partner')) AND agency_id = (SELECT NULLIF(current_setting('frontdoor.agency', true), '')::bigint)))) AND (kept_to <> 'originator' OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint) OR (NOT example_of_agency.case_id = ANY ((SELECT frontdoor_through_glass('contacts_case'))::bigint[])))) WITH CHECK ((((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('partner')) AND agency_id = (SELECT NULLIF(current_setting('frontdoor.agency', true), '')::bigint)) OR ((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub'))) AND (SELECT current_setting('frontdoor.role', true) IN ('team_manager')) AND kept_to <> 'hub'))) AND example_of_agency.case_id <> ALL ((SELECT frontdoor_hidden('contacts_case'))::bigint[]) AND (kept_to = 'hub' OR ((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub'))) AND (SELECT current_setting('frontdoor.role', true) IN ('team_manager'))) OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint) OR (kept_to = 'originator' AND (hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('partner')) AND agency_id = (SELECT NULLIF(current_setting('frontdoor.agency', true), '')::bigint)))) AND (kept_to <> 'originator' OR by_id = (SELECT NULLIF(current_setting('frontdoor.user', true), '')::bigint) OR (NOT example_of_agency.case_id = ANY ((SELECT frontdoor_through_glass('contacts_case'))::bigint[]))))
CREATE POLICY frontdoor_remove ON example_of_agency FOR DELETE TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE POLICY frontdoor_going ON example_of_agency FOR SELECT TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE TRIGGER frontdoor_remember AFTER INSERT OR UPDATE OR DELETE ON example_of_agency FOR EACH ROW EXECUTE FUNCTION frontdoor_remember_row()
ALTER TABLE example_of_agency ENABLE ALWAYS TRIGGER frontdoor_remember
CREATE TRIGGER frontdoor_stays BEFORE UPDATE OR DELETE ON example_of_agency FOR EACH ROW EXECUTE FUNCTION frontdoor_only_its_caveat()
ALTER TABLE example_of_agency ENABLE ALWAYS TRIGGER frontdoor_stays

-- table: says what is gone
ALTER TABLE example_bare ENABLE ROW LEVEL SECURITY
ALTER TABLE example_bare FORCE ROW LEVEL SECURITY
REVOKE ALL ON example_bare FROM PUBLIC, the_program
GRANT SELECT, INSERT ON example_bare TO the_program
CREATE POLICY frontdoor_see ON example_bare FOR SELECT TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub')))))
CREATE POLICY frontdoor_add ON example_bare FOR INSERT TO the_program WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub', 'partner')))))
CREATE POLICY frontdoor_change ON example_bare FOR UPDATE TO the_program USING (false) WITH CHECK (false)
CREATE POLICY frontdoor_remove ON example_bare FOR DELETE TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE POLICY frontdoor_going ON example_bare FOR SELECT TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE POLICY frontdoor_certify ON example_bare FOR INSERT TO CURRENT_USER WITH CHECK ((SELECT frontdoor_disposing()))
CREATE TRIGGER frontdoor_remember AFTER INSERT OR UPDATE OR DELETE ON example_bare FOR EACH ROW EXECUTE FUNCTION frontdoor_remember_row()
ALTER TABLE example_bare ENABLE ALWAYS TRIGGER frontdoor_remember
CREATE TRIGGER frontdoor_stays BEFORE UPDATE OR DELETE ON example_bare FOR EACH ROW EXECUTE FUNCTION frontdoor_never_changes()
ALTER TABLE example_bare ENABLE ALWAYS TRIGGER frontdoor_stays
CREATE TRIGGER frontdoor_whole BEFORE TRUNCATE ON example_bare FOR EACH STATEMENT EXECUTE FUNCTION frontdoor_never_changes()
ALTER TABLE example_bare ENABLE ALWAYS TRIGGER frontdoor_whole

-- table: settles what goes
ALTER TABLE example_bare ENABLE ROW LEVEL SECURITY
ALTER TABLE example_bare FORCE ROW LEVEL SECURITY
REVOKE ALL ON example_bare FROM PUBLIC, the_program
GRANT SELECT, INSERT, UPDATE (words, told_at) ON example_bare TO the_program
CREATE POLICY frontdoor_see ON example_bare FOR SELECT TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub')))))
CREATE POLICY frontdoor_add ON example_bare FOR INSERT TO the_program WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub', 'partner')))))
CREATE POLICY frontdoor_change ON example_bare FOR UPDATE TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) OR (SELECT current_setting('frontdoor.role', true) IN ('team_manager'))))) WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) OR (SELECT current_setting('frontdoor.role', true) IN ('team_manager')))))
CREATE POLICY frontdoor_remove ON example_bare FOR DELETE TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE POLICY frontdoor_going ON example_bare FOR SELECT TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE POLICY frontdoor_certify ON example_bare FOR INSERT TO CURRENT_USER WITH CHECK ((SELECT frontdoor_disposing()))
CREATE POLICY frontdoor_settle ON example_bare FOR UPDATE TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE TRIGGER frontdoor_remember AFTER INSERT OR UPDATE OR DELETE ON example_bare FOR EACH ROW EXECUTE FUNCTION frontdoor_remember_row()
ALTER TABLE example_bare ENABLE ALWAYS TRIGGER frontdoor_remember

-- table: history itself
ALTER TABLE audit_rowchange ENABLE ROW LEVEL SECURITY
ALTER TABLE audit_rowchange FORCE ROW LEVEL SECURITY
REVOKE ALL ON audit_rowchange FROM PUBLIC, the_program
GRANT SELECT, INSERT ON audit_rowchange TO the_program
CREATE POLICY frontdoor_see ON audit_rowchange FOR SELECT TO the_program USING (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub')))))
CREATE POLICY frontdoor_add ON audit_rowchange FOR INSERT TO the_program WITH CHECK (((hub_id = (SELECT NULLIF(current_setting('frontdoor.hub', true), '')::bigint) AND (SELECT current_setting('frontdoor.zone', true) IN ('hub', 'partner')))))
CREATE POLICY frontdoor_change ON audit_rowchange FOR UPDATE TO the_program USING (false) WITH CHECK (false)
CREATE POLICY frontdoor_seal ON audit_rowchange FOR SELECT TO CURRENT_USER USING (true)
CREATE POLICY frontdoor_remove ON audit_rowchange FOR DELETE TO CURRENT_USER USING ((SELECT frontdoor_disposing()))
CREATE TRIGGER frontdoor_stays BEFORE UPDATE OR DELETE ON audit_rowchange FOR EACH ROW EXECUTE FUNCTION frontdoor_never_changes()
ALTER TABLE audit_rowchange ENABLE ALWAYS TRIGGER frontdoor_stays
CREATE TRIGGER frontdoor_whole BEFORE TRUNCATE ON audit_rowchange FOR EACH STATEMENT EXECUTE FUNCTION frontdoor_never_changes()
ALTER TABLE audit_rowchange ENABLE ALWAYS TRIGGER frontdoor_whole
CREATE TRIGGER frontdoor_only BEFORE INSERT ON audit_rowchange FOR EACH ROW EXECUTE FUNCTION frontdoor_only_by_trigger()
ALTER TABLE audit_rowchange ENABLE ALWAYS TRIGGER frontdoor_only

-- table: is read
REVOKE ALL ON example_open FROM PUBLIC, the_program
GRANT SELECT ON example_open TO the_program

-- table: is written
REVOKE ALL ON example_open FROM PUBLIC, the_program
GRANT SELECT, INSERT ON example_open TO the_program

-- table: is final
REVOKE ALL ON example_open FROM PUBLIC, the_program
GRANT SELECT ON example_open TO the_program
CREATE TRIGGER frontdoor_stays BEFORE UPDATE OR DELETE ON example_open FOR EACH ROW EXECUTE FUNCTION frontdoor_never_changes()
ALTER TABLE example_open ENABLE ALWAYS TRIGGER frontdoor_stays
CREATE TRIGGER frontdoor_whole BEFORE TRUNCATE ON example_open FOR EACH STATEMENT EXECUTE FUNCTION frontdoor_never_changes()
ALTER TABLE example_open ENABLE ALWAYS TRIGGER frontdoor_whole
