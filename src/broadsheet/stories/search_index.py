"""The full-text index over SearchText.words, by database; used by a migration."""

SQLITE = (
    """CREATE VIRTUAL TABLE stories_searchindex USING fts5(words, content='stories_searchtext',
    content_rowid='story_id', tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER stories_searchtext_ai AFTER INSERT ON stories_searchtext BEGIN
    INSERT INTO stories_searchindex(rowid, words) VALUES (new.story_id, new.words); END""",
    """CREATE TRIGGER stories_searchtext_ad AFTER DELETE ON stories_searchtext BEGIN
    INSERT INTO stories_searchindex(stories_searchindex, rowid, words)
    VALUES ('delete', old.story_id, old.words); END""",
    """CREATE TRIGGER stories_searchtext_au AFTER UPDATE ON stories_searchtext BEGIN
    INSERT INTO stories_searchindex(stories_searchindex, rowid, words)
    VALUES ('delete', old.story_id, old.words);
    INSERT INTO stories_searchindex(rowid, words) VALUES (new.story_id, new.words); END""",
)
SQLITE_BACK = (
    "DROP TRIGGER stories_searchtext_ai", "DROP TRIGGER stories_searchtext_ad",
    "DROP TRIGGER stories_searchtext_au", "DROP TABLE stories_searchindex",
)  # fmt: skip
POSTGRESQL = (
    """CREATE INDEX stories_searchtext_words ON stories_searchtext
    USING gin (to_tsvector('simple', left(words, 500000)))""",
)
POSTGRESQL_BACK = ("DROP INDEX stories_searchtext_words",)


def create(_apps: object, schema_editor: object) -> None:
    """Make the index."""
    _run(schema_editor, SQLITE, POSTGRESQL)


def drop(_apps: object, schema_editor: object) -> None:
    """Take it away again."""
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


def _run(schema_editor: object, sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> None:
    connection = schema_editor.connection  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        for statement in sqlite if connection.vendor == "sqlite" else postgresql:
            cursor.execute(statement)
