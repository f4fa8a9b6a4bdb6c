import frontdoor.casework.rolls.vocabulary
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rolls', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='roll',
            name='purpose',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AlterField(
            model_name='roll',
            name='kind',
            field=models.CharField(choices=[('feed', 'What the case system says now'), ('register', 'A register of your own'), ('match', 'People to be looked up')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='roll',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', frontdoor.casework.rolls.vocabulary.Kind['MATCH']), _negated=True), models.Q(('purpose', ''), _negated=True), _connector='OR'), name='people_are_looked_up_for_a_purpose'),
        ),
        migrations.AddConstraint(
            model_name='roll',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', frontdoor.casework.rolls.vocabulary.Kind['MATCH']), _negated=True), ('begun_at__isnull', True), _connector='OR'), name='people_who_are_looked_up_are_not_taken'),
        ),
    ]
