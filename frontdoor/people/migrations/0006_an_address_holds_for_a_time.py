import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0005_what_was_on_its_way_for_longer_is_older'),
        ('people', '0005_two_records_may_be_a_pair'),
    ]

    operations = [
        migrations.CreateModel(
            name='Residence',
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
                ('kind', models.CharField(choices=[('home', 'Home'), ('staying', 'Staying with somebody'), ('foster', 'Foster placement'), ('placement', 'Children’s home, hospital or other placement'), ('protected', 'Refuge or other protected address'), ('no_fixed', 'No fixed address')], max_length=20)),
                ('address', models.TextField(blank=True)),
                ('postcode', models.CharField(blank=True, max_length=10)),
                ('hub', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.hub')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('address', ''), ('postcode', ''), _negated=True), ('kind', 'no_fixed'), _connector='OR'), name='an_address_is_known_unless_there_is_none'), models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='an_address_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_by__isnull', True), ('lifted_why', '')), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False), models.Q(('lifted_why', ''), _negated=True)), _connector='OR'), name='an_address_is_ended_by_somebody_with_a_reason')],
            },
        ),
    ]
