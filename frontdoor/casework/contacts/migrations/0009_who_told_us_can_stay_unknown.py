import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0004_somebody_leaves_at_once'),
        ('contacts', '0008_an_outcome_has_its_kind_at_triage'),
    ]

    operations = [
        migrations.CreateModel(
            name='Identity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kept_to', models.CharField(choices=[('hub', 'Everybody in the hub'), ('managers', 'Managers only'), ('originator', 'Whoever gave it, and managers')], default='hub', max_length=12)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('relationship', models.CharField(blank=True, max_length=200)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.CharField(blank=True, max_length=200)),
                ('address', models.TextField(blank=True)),
                ('why', models.TextField(blank=True)),
                ('taken_by', models.BigIntegerField()),
                ('protected_by', models.BigIntegerField()),
                ('protected_by_name', models.CharField(max_length=200)),
                ('protected_at', models.DateTimeField()),
                ('lifted_by', models.BigIntegerField(null=True)),
                ('lifted_by_name', models.CharField(blank=True, max_length=200)),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_why', models.TextField(blank=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='referrer',
            name='protected',
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name='referrer',
            constraint=models.CheckConstraint(condition=models.Q(('protected', False), models.Q(('address', ''), ('email', ''), ('name', ''), ('phone', ''), ('relationship', '')), _connector='OR'), name='who_is_protected_is_not_named_here'),
        ),
        migrations.AddField(
            model_name='identity',
            name='contact',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.contact'),
        ),
        migrations.AddField(
            model_name='identity',
            name='hub',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.hub'),
        ),
        migrations.AddConstraint(
            model_name='identity',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('contact',), name='a_referrer_is_protected_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='identity',
            constraint=models.CheckConstraint(condition=models.Q(('kept_to', 'managers')), name='an_identity_is_kept_to_managers'),
        ),
        migrations.AddConstraint(
            model_name='identity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_by__isnull', True), ('lifted_why', '')), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False), models.Q(('lifted_why', ''), _negated=True)), _connector='OR'), name='protection_is_lifted_by_somebody_with_a_reason'),
        ),
    ]
