from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('disclosures', '0007_a_team_is_sent_a_case_anew'),
    ]

    operations = [
        migrations.AddField(
            model_name='clearance',
            name='kept_to',
            field=models.CharField(choices=[('hub', 'Everybody in the hub'), ('managers', 'Managers only'), ('originator', 'Whoever gave it, and managers')], default='hub', max_length=12),
        ),
    ]
