import django.db.models.deletion
from django.db import migrations, models

# The owner of a table, too, stands before the wall.
MOVE = """
ALTER TABLE gathering_request NO FORCE ROW LEVEL SECURITY;
ALTER TABLE gathering_supplement NO FORCE ROW LEVEL SECURITY;
INSERT INTO gathering_opinion
    (hub_id, request_id, supplement_id, agency_id, words, given_by, kept_to)
SELECT hub_id, id, NULL, agency_id, analysis, returned_by, 'hub'
FROM gathering_request WHERE analysis <> ''
UNION ALL
SELECT hub_id, request_id, id, agency_id, analysis, returned_by, 'hub'
FROM gathering_supplement WHERE analysis <> '';
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE gathering_supplement FORCE ROW LEVEL SECURITY;
ALTER TABLE gathering_request FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0005_what_was_on_its_way_for_longer_is_older'),
        ('gathering', '0009_a_finding_is_kept_as_its_caveat_says'),
    ]

    operations = [
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kept_to', models.CharField(choices=[('hub', 'Everybody in the hub'), ('managers', 'Managers only'), ('originator', 'Whoever gave it, and managers')], default='hub', max_length=12)),
                ('words', models.TextField()),
                ('given_by', models.BigIntegerField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.agency')),
                ('hub', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.hub')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='gathering.request')),
                ('supplement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='gathering.supplement')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('request', 'supplement'), name='an_agency_says_once_what_it_makes_of_it', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='an_opinion_has_words')],
            },
        ),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name='request',
            name='analysis',
        ),
        migrations.RemoveField(
            model_name='supplement',
            name='analysis',
        ),
    ]
