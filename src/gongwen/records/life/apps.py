"""The Django app of papers in the making."""

from django.apps import AppConfig


class LifeConfig(AppConfig):
    """拟办."""

    name = "gongwen.records.life"
    label = "life"
    verbose_name = "拟办"
