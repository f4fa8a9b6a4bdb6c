
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0005_what_was_on_its_way_for_longer_is_older'),
        ('people', '0008_sources_tell_of_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('lifted_by', models.BigIntegerField(null=True)),
                ('lifted_by_name', models.CharField(blank=True, max_length=200)),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_why', models.TextField(blank=True)),
                ('told_by', models.CharField(max_length=200)),
                ('since', models.DateField(blank=True, null=True)),
                ('until', models.DateField(blank=True, null=True)),
                ('noted_by', models.BigIntegerField()),
                ('noted_by_name', models.CharField(max_length=200)),
                ('noted_at', models.DateTimeField()),
                ('readers', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('before', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('hub', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.hub')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('person', models.F('before')), _negated=True), name='an_adoption_ties_two_identities'), models.CheckConstraint(condition=models.Q(('readers__len__gt', 0)), name='an_adoption_has_somebody_who_reads_it'), models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='an_adoption_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_by__isnull', True), ('lifted_why', '')), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False), models.Q(('lifted_why', ''), _negated=True)), _connector='OR'), name='an_adoption_is_untied_by_somebody_with_a_reason')],
            },
        ),
    ]
