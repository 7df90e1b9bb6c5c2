"""How one user wants to see things."""

from django.conf import settings
from django.db import models


class Preference(models.Model):
    """`masks_personal_data` hides e-mail, phone and street until they are asked for."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preference"
    )
    masks_personal_data = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"preferences of {self.user_id}"
