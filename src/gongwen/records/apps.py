"""The Django app of the records room."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """登记."""

    name = "gongwen.records"
    verbose_name = "登记"
