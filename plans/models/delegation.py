"""Grants of a right on a single plan."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from plans.models.plan import Plan


class PlanUserPermission(UserObjectPermissionBase):
    """guardian's table of grants to a named delegate on a single plan, by direct key."""

    content_object = models.ForeignKey(Plan, models.CASCADE, related_name="delegations")

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("right of a delegate on a plan")
