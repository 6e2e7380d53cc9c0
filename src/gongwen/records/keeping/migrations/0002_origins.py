"""来历: where items that came in come from."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the table of origins."""

    dependencies = [("keeping", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Origin",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("item_id", models.CharField(db_index=True, max_length=40)),
                ("relation", models.CharField(max_length=10)),
                ("other", models.CharField(db_index=True, max_length=40)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("item_id", "relation", "other"), name="origin_once")
                ],
            },
        ),
    ]
