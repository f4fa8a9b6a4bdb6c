from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0014_vehicles_are_found_by_registration'),
    ]

    operations = [
        # Whoever is there counts as told of now: kept too long rather than too short.
        migrations.AddField(
            model_name='sourcerecord',
            name='told_at',
            field=models.DateTimeField(default=timezone.now),
            preserve_default=False,
        ),
    ]
