from django.db import migrations, models

# The owner of the table, too, stands before the wall, and history wants a name for every change.
OPEN = """
ALTER TABLE gathering_finding NO FORCE ROW LEVEL SECURITY;
ALTER TABLE gathering_finding DISABLE TRIGGER USER;
"""
FILL = """
UPDATE gathering_finding SET kept_to = 'originator' WHERE answer <> 'held_shared';
SET CONSTRAINTS ALL IMMEDIATE;
"""
SHUT = """
ALTER TABLE gathering_finding ENABLE TRIGGER USER;
ALTER TABLE gathering_finding FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0004_somebody_leaves_at_once'),
        ('gathering', '0008_the_law_pack_says_what_a_basis_is'),
        ('people', '0002_a_person_has_what_forms_ask'),
    ]

    operations = [
        migrations.AddField(
            model_name='finding',
            name='given_by',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='finding',
            name='kept_to',
            field=models.CharField(choices=[('hub', 'Everybody in the hub'), ('managers', 'Managers only'), ('originator', 'Whoever gave it, and managers')], default='hub', max_length=12),
        ),
        migrations.RunSQL(OPEN + FILL + SHUT, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('answer', 'held_shared'), models.Q(('kept_to', 'hub'), _negated=True), _connector='OR'), name='what_is_not_shared_is_kept'),
        ),
    ]
