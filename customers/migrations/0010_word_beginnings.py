from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# PostgreSQL gathers all rows that hold a word ten times as fast as all that hold one beginning so.
NOW = (
    "array_to_tsvector(string_to_array(search_text || regexp_replace(search_text,"
    " '(^| )(?:([^0-9 ]{3})([^0-9 ]{2})?[^ ]*|[^ ]+)', ' =\\2 =\\2\\3', 'g'), ' '))"
)
BEFORE = "array_to_tsvector(string_to_array(search_text, ' '))"


def rebuild(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _index(schema_editor, NOW)


def rebuild_as_before(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _index(schema_editor, BEFORE)


def _index(schema_editor: BaseDatabaseSchemaEditor, words: str) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX row_by_word")
        schema_editor.execute(
            f"CREATE INDEX row_by_word ON customers_portfoliocustomer USING gin ({words})"
        )


class Migration(migrations.Migration):
    dependencies = [("customers", "0009_carried")]

    operations = [migrations.RunPython(rebuild, rebuild_as_before)]
