from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0003_somebody_keeps_lists_of_their_own'),
        ('contacts', '0007_a_case_is_opened_again'),
        ('disclosures', '0006_a_case_is_lent_for_a_time'),
        ('enquiries', '0002_a_first_rating_has_its_time'),
        ('policy', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='product',
            name='a_team_gets_a_product_once',
        ),
        migrations.RemoveConstraint(
            model_name='product',
            name='a_team_is_handed_a_case_once',
        ),
        migrations.AddField(
            model_name='product',
            name='turn',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.UniqueConstraint(fields=('enquiry', 'team', 'turn'), name='a_team_gets_a_product_once'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.UniqueConstraint(condition=models.Q(('enquiry__isnull', True), ('until__isnull', True), models.Q(('stage', 'recalled'), _negated=True)), fields=('case', 'team', 'turn'), name='a_team_is_handed_a_case_once'),
        ),
    ]
