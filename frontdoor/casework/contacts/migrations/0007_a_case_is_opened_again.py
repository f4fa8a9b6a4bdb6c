from django.db import migrations, models

# The owner of the tables, too, stands before the wall, and history wants a name for every change.
OPEN = """
ALTER TABLE contacts_case NO FORCE ROW LEVEL SECURITY;
ALTER TABLE contacts_contact NO FORCE ROW LEVEL SECURITY;
ALTER TABLE contacts_case DISABLE TRIGGER USER;
"""
# Where history does not know when a case ended, it is when a manager decided, or when it came.
FILL = """
UPDATE contacts_case c SET ended_at = coalesce(c.routed_at, k.received_at)
FROM contacts_contact k
WHERE k.id = c.contact_id AND c.stage IN ('closed', 'passed_on') AND c.ended_at IS NULL;
SET CONSTRAINTS ALL IMMEDIATE;
"""
SHUT = """
ALTER TABLE contacts_case ENABLE TRIGGER USER;
ALTER TABLE contacts_contact FORCE ROW LEVEL SECURITY;
ALTER TABLE contacts_case FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0003_somebody_keeps_lists_of_their_own'),
        ('contacts', '0006_when_a_case_ended'),
        ('people', '0002_a_person_has_what_forms_ask'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='reopened_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='reopened_by',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='case',
            name='reopened_by_name',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='case',
            name='reopened_why',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='case',
            name='turn',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='receipt',
            name='outdated_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(OPEN + FILL + SHUT, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('stage__in', ('closed', 'passed_on'))), models.Q(models.Q(('stage__in', ('closed', 'passed_on')), _negated=True), ('ended_at__isnull', True)), _connector='OR'), name='a_case_ended_when_it_is_over_and_not_before'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reopened_at__isnull', True), ('reopened_why', ''), ('turn', 1)), models.Q(('reopened_at__isnull', False), ('reopened_by__isnull', False), ('turn__gt', 1), models.Q(('reopened_why', ''), _negated=True)), _connector='OR'), name='a_case_is_opened_again_by_somebody_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.CheckConstraint(condition=models.Q(('outdated_at__isnull', True), models.Q(('told_at__isnull', False), ('told_at__lte', models.F('outdated_at'))), _connector='OR'), name='only_what_was_told_is_outdated'),
        ),
    ]
