from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0010_what_came_of_a_wrong_link_is_dealt_with'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='nhs_number_from',
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
