from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# What stands here is fixed: later changes are migrations of their own.
SQLITE = (
    "CREATE VIRTUAL TABLE customers_portfoliosearch USING fts5("
    "search_text, content='customers_portfoliocustomer', content_rowid='id',"
    " tokenize='ascii', prefix='2 3', detail=none, columnsize=0)",
    "INSERT INTO customers_portfoliosearch (customers_portfoliosearch) VALUES ('rebuild')",
)
POSTGRESQL = (
    "CREATE INDEX row_by_word ON customers_portfoliocustomer"
    " USING gin (array_to_tsvector(string_to_array(search_text, ' ')))",
)


def make_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    sqlite = schema_editor.connection.vendor == "sqlite"
    schema_editor.execute(
        "DROP TABLE customers_portfoliosearch" if sqlite else "DROP INDEX row_by_word"
    )


class Migration(migrations.Migration):
    dependencies = [("customers", "0006_sync_pace")]

    operations = [
        migrations.AddIndex(
            model_name="portfoliocustomer",
            index=models.Index(fields=["tenant", "cohort"], name="row_by_cohort"),
        ),
        migrations.RunPython(make_index, drop_index),
    ]
