from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0012_relationships_hold_for_a_time'),
    ]

    operations = [
        migrations.AlterField(
            model_name='residence',
            name='kind',
            field=models.CharField(choices=[('home', 'Home'), ('staying', 'Staying with somebody'), ('foster', 'Foster placement'), ('placement', 'Children’s home, hospital or other placement'), ('protected', 'Refuge or other protected address'), ('no_fixed', 'No fixed address'), ('not_a_home', 'School, surgery, hotel or place of work: not a home')], max_length=20),
        ),
    ]
