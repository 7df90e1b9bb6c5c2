"""The product's addresses."""

from django.urls import URLPattern, path

from customers.views import health, lookup, profile

urlpatterns: list[URLPattern] = [
    path("", lookup.lookup, name="lookup"),
    path("t/<slug:tenant_slug>/customers/<str:customer_id>/", profile.profile, name="profile"),
    path(
        "t/<slug:tenant_slug>/customers/<str:customer_id>/receipt/",
        profile.receipt,
        name="profile_receipt",
    ),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
