from django.db import migrations, transaction

from frontdoor.people import keying


def fill(apps, schema_editor):
    """Put everybody under the keys of their names as they are spelt in Latin letters; where names
    are Latin already, nothing is added. Thousands at a time; it may be killed.
    """
    last = None
    while last != 0:
        with transaction.atomic(), schema_editor.connection.cursor() as cursor:
            last = keying.fill(cursor, after=last or 0)


class Migration(migrations.Migration):
    # Each step is whole by itself, and done again it adds nothing.
    atomic = False

    dependencies = [
        ('people', '0015_a_source_told_of_a_person_last'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
