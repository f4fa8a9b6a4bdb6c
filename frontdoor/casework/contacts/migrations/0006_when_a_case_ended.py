from django.db import migrations, models

# The owner of the tables, too, stands before the wall, and history wants a name for every change.
OPEN = """
ALTER TABLE contacts_case NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_rowchange NO FORCE ROW LEVEL SECURITY;
ALTER TABLE contacts_case DISABLE TRIGGER USER;
"""
# History knows when a case came to the stage that it is in.
FILL = """
UPDATE contacts_case c SET ended_at = (
    SELECT max(h.at) FROM audit_rowchange h
    WHERE h."table" = 'contacts_case' AND h.row_id = c.id
        AND h.after->>'stage' = c.stage AND h.before->>'stage' <> c.stage
)
WHERE c.stage IN ('closed', 'passed_on');
SET CONSTRAINTS ALL IMMEDIATE;
"""
SHUT = """
ALTER TABLE contacts_case ENABLE TRIGGER USER;
ALTER TABLE contacts_case FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_rowchange FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_initial"),
        ("contacts", "0005_a_report_goes_on_in_an_open_case"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(OPEN + FILL + SHUT, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", False)),
                fields=["hub", "-ended_at"],
                name="case_ended",
            ),
        ),
    ]
