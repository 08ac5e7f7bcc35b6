"""Many rows into one table at once: COPY on PostgreSQL, one prepared statement on SQLite."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED


def insert(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]], *, is_child: bool = False
) -> None:
    """Write ``rows`` (values of the attributes ``names``) into ``model``'s own table.

    Columns that are not named get their field's default, or NULL. ``is_child``: the table of a model that
    inherits from another holds its own columns only.
    """
    meta = model._meta  # noqa: SLF001  (Django documents it)
    fields = meta.local_concrete_fields if is_child else meta.concrete_fields
    by_name = {f.attname: f for f in fields}
    constants = {
        f.attname: _adapter(f)(None if f.default is NOT_PROVIDED and f.null else f.get_default())
        for f in fields if f.attname not in names and not f.primary_key
    }  # fmt: skip
    columns = [by_name[name].column for name in names] + [by_name[name].column for name in constants]
    adapters = [_adapter(by_name[name]) for name in names]
    tail = tuple(constants.values())
    adapted = ((*(adapt(value) for adapt, value in zip(adapters, row, strict=True)), *tail) for row in rows)
    _write(meta.db_table, columns, adapted)


def _adapter(field: models.Field) -> Callable[[Any], Any]:
    match field:
        case models.DateTimeField():
            return connection.ops.adapt_datetimefield_value
        case models.DateField():
            return connection.ops.adapt_datefield_value
        case models.JSONField():
            return lambda value: json.dumps(value, cls=DjangoJSONEncoder)
        case models.UUIDField():
            return (lambda value: value.hex) if connection.vendor == "sqlite" else (lambda value: value)
    return lambda value: value


def _write(table: str, columns: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
    quoted = ", ".join(connection.ops.quote_name(column) for column in columns)
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {name} ({quoted}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["?"] * len(columns))
            cursor.cursor.connection.executemany(f"INSERT INTO {name} ({quoted}) VALUES ({marks})", rows)


def many_to_many(model: type[models.Model], pairs: Iterable[tuple[int, int]], names: tuple[str, str]) -> None:
    """Rows of an automatic many-to-many table."""
    insert(model, names, pairs)


def next_keys(*tables: type[models.Model]) -> None:
    """Let PostgreSQL count on from the keys that were written by hand."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)


def settle() -> None:
    """Do what each database's own housekeeping would have done by then: statistics, an empty write-ahead log."""
    statement = "VACUUM ANALYZE" if connection.vendor == "postgresql" else "PRAGMA wal_checkpoint(TRUNCATE)"
    with connection.cursor() as cursor:
        cursor.execute(statement)
