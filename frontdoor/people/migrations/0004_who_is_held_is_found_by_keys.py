from django.db import migrations, transaction

from frontdoor.people import keying


def fill(apps, schema_editor):
    """Put everybody who is held under their keys, some thousands at a time; it may be killed."""
    last = None
    while last != 0:
        with transaction.atomic(), schema_editor.connection.cursor() as cursor:
            last = keying.fill(cursor, after=last or 0)


class Migration(migrations.Migration):
    # Each step is whole by itself, and done again it adds nothing.
    atomic = False

    dependencies = [
        ('people', '0003_people_are_found_by_keys'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
