from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0011_kin_has_more_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='known_left',
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
