"""The Django app of what the archive did with its items."""

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    """归档."""

    name = "gongwen.records.keeping"
    label = "keeping"
    verbose_name = "归档"
