"""How sign-in differs from what allauth does by itself."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.http import HttpRequest

from customers.models.prepared import Select, slot

_USER = Select(lambda: User.objects.filter(pk=slot("id")))


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth is untyped
    """Reads the user at every request with one statement made beforehand."""

    def get_user(self, user_id: int) -> User | None:
        """The user, unless the account is closed."""
        user = _USER.first(id=user_id)
        return user if self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Counts failed sign-ins against the account itself."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        """Return the name that failed sign-ins are counted under.

        allauth puts the Host header into it and keeps user name and e-mail apart, so that every
        port in `Host: recoup.example:PORT`, and either name, would bring a fresh set of guesses.
        """
        login = (credentials.get("username") or credentials.get("email") or "").lower()
        if "@" in login:
            owners = get_user_model().objects.filter(email__iexact=login).order_by("pk")
            login = owners.values_list("username", flat=True).first() or login
        return login.lower()
