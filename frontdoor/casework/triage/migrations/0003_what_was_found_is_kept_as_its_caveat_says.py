from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('triage', '0002_what_was_written_can_be_struck_out'),
    ]

    operations = [
        migrations.AddField(
            model_name='callback',
            name='kept_to',
            field=models.CharField(choices=[('hub', 'Everybody in the hub'), ('managers', 'Managers only'), ('originator', 'Whoever gave it, and managers')], default='hub', max_length=12),
        ),
        migrations.AddField(
            model_name='chronologyline',
            name='kept_to',
            field=models.CharField(choices=[('hub', 'Everybody in the hub'), ('managers', 'Managers only'), ('originator', 'Whoever gave it, and managers')], default='hub', max_length=12),
        ),
        migrations.AddField(
            model_name='systemcheck',
            name='kept_to',
            field=models.CharField(choices=[('hub', 'Everybody in the hub'), ('managers', 'Managers only'), ('originator', 'Whoever gave it, and managers')], default='hub', max_length=12),
        ),
    ]
