"""Keep whether a person wants to see personal data at once, or only on demand."""

from django.contrib.auth.models import User

from customers.domain.personal import Personal, Visibility
from customers.models import Preference

__all__ = ["Personal", "Visibility", "choose_visibility", "recall_visibility"]


def choose_visibility(user: User, choice: Visibility) -> None:
    """Only "always" outlives the session; whoever wants to see again, sees from then on."""
    always = choice is Visibility.HIDDEN_ALWAYS
    Preference.objects.update_or_create(user=user, defaults={"masks_personal_data": always})


def recall_visibility(user: User) -> Visibility:
    """What a new session of this person begins with."""
    always = Preference.objects.filter(user_id=user.pk, masks_personal_data=True).exists()
    return Visibility.HIDDEN_ALWAYS if always else Visibility.SHOWN
