from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# PostgreSQL gathers all rows that hold a word ten times as fast as all that hold one beginning so.
NOW = (
    "array_to_tsvector(string_to_array(search_text || regexp_replace(search_text,"
    " '(^| )(?:([^0-9 ]{3})([^0-9 ]{2})?[^ ]*|[^ ]+)', ' =\\2 =\\2\\3', 'g'), ' '))"
)
BEFORE = "array_to_tsvector(string_to_array(search_text, ' '))"
# FTS5 does the same for beginnings of these lengths in half to a third of the time.
LENGTHS_NOW, LENGTHS_BEFORE = "2 3 5", "2"


def rebuild(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _index(schema_editor, NOW, LENGTHS_NOW)


def rebuild_as_before(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _index(schema_editor, BEFORE, LENGTHS_BEFORE)


def _index(schema_editor: BaseDatabaseSchemaEditor, words: str, lengths: str) -> None:
    told = {
        "postgresql": (
            "DROP INDEX row_by_word",
            f"CREATE INDEX row_by_word ON customers_portfoliocustomer USING gin ({words})",
            # what is known of a word's frequency goes with the index
            "ANALYZE customers_portfoliocustomer",
        ),
        "sqlite": (
            "DROP TABLE customers_portfoliosearch",
            "CREATE VIRTUAL TABLE customers_portfoliosearch USING fts5("
            "search_text, content='customers_portfoliocustomer', content_rowid='id',"
            f" tokenize='ascii', columnsize=0, prefix='{lengths}', detail=column)",
            "INSERT INTO customers_portfoliosearch (customers_portfoliosearch) VALUES ('rebuild')",
        ),
    }
    for statement in told[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("customers", "0009_carried")]

    operations = [migrations.RunPython(rebuild, rebuild_as_before)]
