"""Who is signed in, read at every request: sign-in by name or e-mail is allauth's own."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import User

from customers.models.prepared import Select, slot

_USER = Select(lambda: User.objects.filter(pk=slot("id")))


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth is untyped
    """Reads the user with a statement whose SQL is made once."""

    def get_user(self, user_id: int) -> User | None:
        """The user, unless the account is closed."""
        user = _USER.first(id=user_id)
        return user if self.user_can_authenticate(user) else None
