"""Mounts the customers app and sign-in, and names the page for what breaks off."""

from allauth.account import urls as account_urls
from django.urls import URLPattern, URLResolver, include, path

# allauth's other pages make accounts or send mail, and neither is offered.
ACCOUNT_PAGES = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("customers.urls")),
    path(
        "accounts/",
        include([page for page in account_urls.urlpatterns if page.name in ACCOUNT_PAGES]),
    ),
    path("accounts/2fa/", include("allauth.mfa.urls")),
]

handler500 = "config.failures.say_failure"
