"""The Django app of the reference lists."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """名录."""

    name = "gongwen.records.directory"
    label = "directory"
    verbose_name = "名录"
