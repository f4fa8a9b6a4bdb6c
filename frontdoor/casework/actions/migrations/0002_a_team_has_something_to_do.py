from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('actions', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='action',
            name='product_reference',
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddField(
            model_name='actionperson',
            name='born_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='actionperson',
            name='name',
            field=models.CharField(blank=True, max_length=400),
        ),
    ]
