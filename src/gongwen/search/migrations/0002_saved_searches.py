"""Add the saved searches."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Searches kept under a name."""

    dependencies = [("search", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, unique=True)),
                ("text", models.TextField()),
                ("literal", models.BooleanField()),
                ("scripts", models.BooleanField()),
                ("ocr", models.BooleanField()),
                ("order", models.CharField(max_length=10)),
            ],
        ),
    ]
