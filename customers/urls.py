"""The product's addresses."""

from django.urls import URLPattern, path

from customers.views import connections, health, lookup, profile

urlpatterns: list[URLPattern] = [
    path("", lookup.lookup, name="lookup"),
    path("connections/", connections.connections, name="connections"),
    path(
        "connections/<uuid:connection_id>/try/", connections.connection_try, name="connection_try"
    ),
    path(
        "connections/<uuid:connection_id>/rename/",
        connections.connection_rename,
        name="connection_rename",
    ),
    path(
        "connections/<uuid:connection_id>/replace-key/",
        connections.connection_replace_key,
        name="connection_replace_key",
    ),
    path(
        "connections/<uuid:connection_id>/remove/",
        connections.connection_remove,
        name="connection_remove",
    ),
    path("t/<slug:tenant_slug>/customers/<str:customer_id>/", profile.profile, name="profile"),
    path(
        "t/<slug:tenant_slug>/customers/<str:customer_id>/receipt/",
        profile.receipt,
        name="profile_receipt",
    ),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
