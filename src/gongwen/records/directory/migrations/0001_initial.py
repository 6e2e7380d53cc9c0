import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(unique=True)),
                ("at", models.DateTimeField()),
                ("operator", models.CharField(max_length=100)),
                ("source_name", models.TextField()),
                ("source_sha256", models.CharField(max_length=64)),
                ("reason", models.TextField()),
                ("line", models.TextField()),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="edition_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="edition_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RowChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("list", models.CharField(max_length=20)),
                ("key", models.TextField()),
                ("verb", models.CharField(max_length=8)),
                ("position", models.IntegerField()),
                ("cells", models.JSONField(null=True)),
                (
                    "edition",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="directory.edition"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "list", "key"), name="row_once_an_edition")
                ],
            },
        ),
    ]
