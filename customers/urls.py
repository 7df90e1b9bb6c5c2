"""The product's addresses."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from customers.views import (
    connections,
    exports,
    health,
    history,
    lookup,
    notes,
    options,
    outlook,
    panels,
    personal_data,
    portfolio,
    portfolio_views,
    profile,
    sync,
)


class ListKindConverter(StringConverter):
    """The lists of a customer that are panels."""

    regex = "subscriptions|orders|payments"


register_converter(ListKindConverter, "list_kind")

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
    path(
        "t/<slug:tenant_slug>/customers/<str:customer_id>/history/",
        history.history,
        name="profile_history",
    ),
    path(
        "t/<slug:tenant_slug>/customers/<str:customer_id>/outlook/",
        outlook.outlook,
        name="profile_outlook",
    ),
    path(
        "t/<slug:tenant_slug>/customers/<str:customer_id>/<list_kind:kind>/",
        panels.panel,
        name="profile_panel",
    ),
    path(
        "t/<slug:tenant_slug>/customers/<str:customer_id>/options/",
        options.options,
        name="options",
    ),
    path(
        "t/<slug:tenant_slug>/customers/<str:customer_id>/options/<path:subscription_id>/",
        options.device_options,
        name="device_options",
    ),
    path(
        "t/<slug:tenant_slug>/customers/<str:customer_id>/notes/", notes.notes, name="profile_notes"
    ),
    path("t/<slug:tenant_slug>/notes/<int:note_id>/pin/", notes.note_pin, name="note_pin"),
    path("t/<slug:tenant_slug>/notes/<int:note_id>/delete/", notes.note_delete, name="note_delete"),
    path("portfolio/", portfolio.portfolio_home, name="portfolio_home"),
    path("t/<slug:tenant_slug>/portfolio/", portfolio.portfolio, name="portfolio"),
    path(
        "t/<slug:tenant_slug>/portfolio/count/", portfolio.portfolio_count, name="portfolio_count"
    ),
    path(
        "t/<slug:tenant_slug>/portfolio/preview/<str:customer_id>/",
        portfolio.portfolio_preview,
        name="portfolio_preview",
    ),
    path(
        "t/<slug:tenant_slug>/portfolio/views/",
        portfolio_views.portfolio_views,
        name="portfolio_views",
    ),
    path(
        "t/<slug:tenant_slug>/portfolio/views/<int:view_id>/",
        portfolio_views.portfolio_view,
        name="portfolio_view",
    ),
    path(
        "t/<slug:tenant_slug>/portfolio/views/<int:view_id>/delete/",
        portfolio_views.portfolio_view_delete,
        name="portfolio_view_delete",
    ),
    path("t/<slug:tenant_slug>/portfolio/export.csv", exports.export_csv, name="portfolio_csv"),
    path("t/<slug:tenant_slug>/portfolio/export.xlsx", exports.export_xlsx, name="portfolio_xlsx"),
    path("t/<slug:tenant_slug>/exports/", exports.exports, name="exports"),
    path("t/<slug:tenant_slug>/exports/<uuid:export_id>/", exports.export, name="export"),
    path(
        "t/<slug:tenant_slug>/exports/<uuid:export_id>/download",
        exports.export_download,
        name="export_download",
    ),
    path(
        "t/<slug:tenant_slug>/exports/<uuid:export_id>/delete/",
        exports.export_delete,
        name="export_delete",
    ),
    path("t/<slug:tenant_slug>/portfolio/sync/", sync.sync, name="portfolio_sync"),
    path("t/<slug:tenant_slug>/portfolio/sync/stop/", sync.sync_stop, name="portfolio_sync_stop"),
    path(
        "t/<slug:tenant_slug>/portfolio/sync/schedule/",
        sync.sync_schedule,
        name="portfolio_sync_schedule",
    ),
    path("personal-data/", personal_data.personal_data, name="personal_data"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
