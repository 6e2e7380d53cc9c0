import json
from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def name_subjects(apps: Any, schema_editor: Any) -> None:
    entries = apps.get_model("records", "Entry")
    for entry in entries.objects.all().iterator():
        entry.subject = _number_in(entry.line)
        entry.save(update_fields=["subject"])


def _number_in(line: str) -> str:
    try:
        return str(json.loads(line)["number"])[:100]
    except (ValueError, KeyError, TypeError):
        return ""


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="subject",
            field=models.CharField(db_index=True, default="", max_length=100),
        ),
        migrations.RunPython(name_subjects, migrations.RunPython.noop),
        migrations.AddField(
            model_name="series",
            name="closed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="series",
            name="closing_reason",
            field=models.TextField(default=""),
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("first", models.PositiveIntegerField()),
                ("count", models.PositiveIntegerField()),
                ("reason", models.TextField()),
                ("request_key", models.CharField(max_length=200, null=True, unique=True)),
                ("operator", models.CharField(max_length=100)),
                ("reserved_at", models.DateTimeField()),
                (
                    "series",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="records.series"),
                ),
            ],
        ),
        migrations.AddField(
            model_name="number",
            name="block",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="records.block"
            ),
        ),
        migrations.CreateModel(
            name="JointPaper",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("issuer_code", models.CharField(max_length=50)),
                ("year", models.PositiveIntegerField()),
                ("serial", models.PositiveIntegerField()),
                ("title", models.TextField()),
                ("lead_issuer", models.TextField()),
                ("date_of_issue", models.DateField(null=True)),
                ("note", models.TextField(default="")),
                ("operator", models.CharField(max_length=100)),
                ("entered_at", models.DateTimeField()),
                ("fonds", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="records.fonds")),
            ],
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("request_key", models.CharField(db_index=True, max_length=200)),
                ("request", models.TextField()),
                ("title", models.TextField()),
                ("reason", models.TextField()),
                ("operator", models.CharField(max_length=100)),
                ("revised_at", models.DateTimeField()),
                (
                    "number",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="records.number"),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.UniqueConstraint(fields=("series", "first"), name="block_once"),
        ),
        migrations.AddConstraint(
            model_name="jointpaper",
            constraint=models.UniqueConstraint(
                fields=("fonds", "issuer_code", "year", "serial"), name="joint_paper_once"
            ),
        ),
    ]
