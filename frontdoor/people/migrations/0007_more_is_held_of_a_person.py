import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0005_what_was_on_its_way_for_longer_is_older'),
        ('people', '0006_an_address_holds_for_a_time'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='upn',
            field=models.CharField(blank=True, max_length=13),
        ),
        migrations.CreateModel(
            name='Marker',
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
                ('kind', models.CharField(choices=[('warning', 'Warning for whoever visits or rings'), ('risk', 'May pose a risk to children'), ('trust', 'In a position of trust')], max_length=20)),
                ('words', models.TextField()),
                ('why', models.TextField(blank=True)),
                ('review_by', models.DateField()),
                ('hub', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.hub')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('lifted_at__isnull', True)), fields=['hub', 'review_by'], name='marker_to_review')],
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_warning_says_what_it_warns_of'), models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='a_warning_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_by__isnull', True), ('lifted_why', '')), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False), models.Q(('lifted_why', ''), _negated=True)), _connector='OR'), name='a_warning_is_ended_by_somebody_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Number',
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
                ('kind', models.CharField(choices=[('mobile', 'Mobile'), ('home', 'Home telephone'), ('work', 'Work telephone'), ('somebody', 'Somebody else’s telephone'), ('email', 'Email')], max_length=20)),
                ('value', models.CharField(max_length=200)),
                ('whose', models.CharField(blank=True, max_length=200)),
                ('is_safe', models.CharField(blank=True, choices=[('yes', 'Yes'), ('no', 'No'), ('not_known', 'Not known')], max_length=10)),
                ('safe_when', models.CharField(blank=True, max_length=200)),
                ('message', models.CharField(blank=True, choices=[('yes', 'Yes'), ('no', 'No'), ('not_known', 'Not known')], max_length=10)),
                ('not_to_know', models.CharField(blank=True, max_length=200)),
                ('hub', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.hub')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('value', ''), _negated=True), name='a_number_is_one'), models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='a_number_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_by__isnull', True), ('lifted_why', '')), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False), models.Q(('lifted_why', ''), _negated=True)), _connector='OR'), name='a_number_is_ended_by_somebody_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Vehicle',
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
                ('registration', models.CharField(blank=True, max_length=20)),
                ('words', models.CharField(blank=True, max_length=200)),
                ('hub', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.hub')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('registration', ''), ('words', ''), _negated=True), name='a_vehicle_says_which_it_is'), models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='a_vehicle_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_by__isnull', True), ('lifted_why', '')), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False), models.Q(('lifted_why', ''), _negated=True)), _connector='OR'), name='a_vehicle_is_ended_by_somebody_with_a_reason')],
            },
        ),
    ]
