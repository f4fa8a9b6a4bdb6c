from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0005_what_was_on_its_way_for_longer_is_older'),
        ('contacts', '0009_who_told_us_can_stay_unknown'),
        ('papers', '0001_papers_that_arrived'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='paper',
            name='a_file_is_once_with_a_contact',
        ),
        migrations.RemoveConstraint(
            model_name='paper',
            name='a_file_is_once_with_a_case',
        ),
        migrations.AddField(
            model_name='paper',
            name='kept_to',
            field=models.CharField(choices=[('hub', 'Everybody in the hub'), ('managers', 'Managers only'), ('originator', 'Whoever gave it, and managers')], default='hub', max_length=12),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(condition=models.Q(('case__isnull', True), ('kept_to', 'hub'), ('struck_at__isnull', True)), fields=('contact', 'digest'), name='a_file_is_once_with_a_contact'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(condition=models.Q(('case__isnull', False), ('kept_to', 'hub'), ('struck_at__isnull', True)), fields=('case', 'digest'), name='a_file_is_once_with_a_case'),
        ),
    ]
