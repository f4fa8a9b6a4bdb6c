import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0002_a_product_is_on_a_case")]

    operations = [
        migrations.AlterField(
            model_name="product",
            name="enquiry",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="enquiries.enquiry",
            ),
        ),
        migrations.AddField(
            model_name="product",
            name="acknowledge_by",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="product",
            name="recalled_by",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="product",
            name="recalled_by_name",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="product",
            name="recalled_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="product",
            name="recalled_why",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.UniqueConstraint(
                condition=Q(("enquiry__isnull", True)) & ~Q(("stage", "recalled")),
                fields=("case", "team"),
                name="a_team_is_handed_a_case_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=~Q(("stage", "recalled"))
                | Q(("recalled_at__isnull", False), ("recalled_by__isnull", False))
                & ~Q(("recalled_why", "")),
                name="what_is_taken_back_says_who_when_and_why",
            ),
        ),
    ]
