import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0004_somebody_leaves_at_once'),
        ('actions', '0002_a_team_has_something_to_do'),
        ('contacts', '0007_a_case_is_opened_again'),
        ('policy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Addition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('product_reference', models.CharField(max_length=30)),
                ('owner', models.CharField(max_length=200)),
                ('what', models.TextField()),
                ('told_at', models.DateTimeField()),
                ('came', models.CharField(blank=True, max_length=20)),
                ('words', models.TextField(blank=True)),
                ('came_at', models.DateTimeField(null=True)),
                ('came_by_name', models.CharField(blank=True, max_length=200)),
                ('read_at', models.DateTimeField(null=True)),
                ('read_by', models.BigIntegerField(null=True)),
                ('read_by_name', models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.AddField(
            model_name='action',
            name='read_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='action',
            name='read_by',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='action',
            name='read_by_name',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='action',
            name='to_read',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='action',
            index=models.Index(condition=models.Q(('read_at__isnull', True), ('to_read', True)), fields=['hub'], name='action_to_read'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(('to_read', False), ('ended_at__isnull', False), _connector='OR'), name='only_what_has_come_is_to_be_read'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('read_at__isnull', True), ('read_by__isnull', True)), models.Q(('read_at__isnull', False), ('read_by__isnull', False), ('to_read', True)), _connector='OR'), name='what_came_was_read_by_somebody'),
        ),
        migrations.AddField(
            model_name='addition',
            name='action',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='additions', to='actions.action'),
        ),
        migrations.AddField(
            model_name='addition',
            name='agency',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.agency'),
        ),
        migrations.AddField(
            model_name='addition',
            name='hub',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.hub'),
        ),
        migrations.AddField(
            model_name='addition',
            name='team',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.agency'),
        ),
        migrations.AddIndex(
            model_name='addition',
            index=models.Index(fields=['product_reference'], name='addition_by_product'),
        ),
        migrations.AddConstraint(
            model_name='addition',
            constraint=models.UniqueConstraint(fields=('action', 'product_reference'), name='a_product_has_an_addition_once'),
        ),
        migrations.AddConstraint(
            model_name='addition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('came', ''), ('came_at__isnull', True), ('words', '')), models.Q(('came_at__isnull', False), models.Q(('came', ''), _negated=True), models.Q(('words', ''), _negated=True)), _connector='OR'), name='an_addition_says_what_came_and_when'),
        ),
        migrations.AddConstraint(
            model_name='addition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('read_at__isnull', True), ('read_by__isnull', True)), models.Q(('came_at__isnull', False), ('read_at__isnull', False), ('read_by__isnull', False)), _connector='OR'), name='an_addition_is_read_when_it_has_come'),
        ),
    ]
