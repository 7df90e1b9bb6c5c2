"""How sign-in differs from what allauth does by itself."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import get_user_model
from django.http import HttpRequest


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
