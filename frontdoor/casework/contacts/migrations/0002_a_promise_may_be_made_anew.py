from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="clock", name="a_case_has_each_clock_once"),
        migrations.RemoveConstraint(model_name="clock", name="a_stopped_clock_was_kept_or_missed"),
        migrations.AddField(
            model_name="clock", name="replaced_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at__isnull", True)),
                fields=("case", "span"),
                name="a_case_has_each_clock_in_force_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kept__isnull", True), ("stopped_at__isnull", True)),
                    models.Q(("kept__isnull", False), ("stopped_at__isnull", False)),
                    models.Q(
                        ("kept__isnull", True),
                        ("replaced_at__isnull", False),
                        ("stopped_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_stopped_clock_was_kept_or_missed",
            ),
        ),
    ]
