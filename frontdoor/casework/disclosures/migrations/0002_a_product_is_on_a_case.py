import django.db.models.deletion
from django.db import migrations, models

# The owner of the tables, too, stands before the wall, and history wants a name for every change.
OPEN = """
ALTER TABLE disclosures_product NO FORCE ROW LEVEL SECURITY;
ALTER TABLE enquiries_enquiry NO FORCE ROW LEVEL SECURITY;
ALTER TABLE disclosures_product DISABLE TRIGGER USER;
"""
FILL = """
UPDATE disclosures_product p SET case_id = e.case_id
FROM enquiries_enquiry e WHERE e.id = p.enquiry_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""
SHUT = """
ALTER TABLE disclosures_product ENABLE TRIGGER USER;
ALTER TABLE disclosures_product FORCE ROW LEVEL SECURITY;
ALTER TABLE enquiries_enquiry FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0001_initial"),
        ("disclosures", "0001_initial"),
        ("enquiries", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="product",
            name="case",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="contacts.case",
            ),
        ),
        migrations.RunSQL(OPEN + FILL + SHUT, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="product",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="contacts.case",
            ),
        ),
    ]
