"""The database that a test finds is the migrated one, whatever an earlier test has committed."""

import pytest
from django.db import connection
from wagtail.models import Locale, Page


def found() -> tuple[int, int]:
    return Page.objects.filter(depth=1).count(), Locale.objects.count()


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_a_committing_test_leaves_nothing_behind(turn):
    before = found()
    Page.objects.all().delete()
    Locale.objects.create(language_code="fr")

    assert before == (1, 1)


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db
def test_the_tables_hold_what_the_migrations_put_there(turn):
    assert found() == (1, 1)


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_postgres_test_runs_on_postgres():
    assert connection.vendor == "postgresql"
