import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Fonds",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=32, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("sample", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Number",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("serial", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=8)),
                ("request_key", models.CharField(max_length=200, null=True, unique=True)),
                ("request", models.TextField(default="")),
                ("title", models.TextField(default="")),
                ("reason", models.TextField(default="")),
                ("date_of_issue", models.DateField(null=True)),
                ("signatory", models.CharField(default="", max_length=100)),
                ("signed_on", models.DateField(null=True)),
                ("operator", models.CharField(max_length=100)),
                ("reserved_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("item_id", models.CharField(default="", max_length=40)),
                ("digest", models.CharField(default="", max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("item_id", models.CharField(max_length=40, unique=True)),
                ("title", models.TextField()),
                ("kind", models.CharField(max_length=10)),
                ("organs", models.JSONField()),
                ("year", models.PositiveIntegerField()),
                ("date_of_issue", models.DateField()),
                ("digest", models.CharField(max_length=64)),
                ("fonds", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="records.fonds")),
                (
                    "number",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="records.number"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("issuer_code", models.CharField(max_length=50)),
                ("year", models.PositiveIntegerField()),
                ("fonds", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="records.fonds")),
            ],
        ),
        migrations.AddField(
            model_name="number",
            name="series",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="records.series"),
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("year", models.PositiveIntegerField()),
                ("ordinal", models.PositiveIntegerField()),
                ("line", models.TextField()),
                ("hash", models.CharField(max_length=64)),
                ("fonds", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="records.fonds")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("fonds", "year", "ordinal"), name="entry_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.UniqueConstraint(fields=("issuer_code", "year"), name="series_once"),
        ),
        migrations.AddConstraint(
            model_name="number",
            constraint=models.UniqueConstraint(fields=("series", "serial"), name="number_once"),
        ),
        migrations.AddConstraint(
            model_name="number",
            constraint=models.CheckConstraint(condition=models.Q(("serial__gte", 1)), name="serial_from_one"),
        ),
        migrations.AddConstraint(
            model_name="number",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["reserved", "issued", "adopted", "void"])),
                name="state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="number",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["adopted", "void"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="reason_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="number",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "issued"), _negated=True),
                    models.Q(
                        models.Q(("item_id", ""), _negated=True), models.Q(("digest", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="issued_has_item",
            ),
        ),
    ]
