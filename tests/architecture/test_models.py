"""Tables: their migrations are complete, their order and their times are said and not implied."""

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from wagtail.models import Orderable

from support.source import floors


def our_models():
    return [model for model in apps.get_models() if model._meta.app_label in floors()]


def inherited(model):
    """Names of fields that a library's base class brings."""
    return {
        field.name
        for base in model.__mro__
        if not base.__module__.startswith("broadsheet.") and hasattr(base, "_meta")
        for field in base._meta.local_fields
    }


def test_migrations_are_complete():
    loader = MigrationLoader(None)
    known = loader.project_state()
    wanted = ProjectState.from_apps(apps)
    changes = MigrationAutodetector(known, wanted).changes(graph=loader.graph)

    assert {
        room: [one.describe() for step in steps for one in step.operations] for room, steps in changes.items()
    } == {}
    assert loader.detect_conflicts() == {}


def test_no_time_is_taken_from_the_machines_clock_by_a_field():
    automatic = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.local_fields
        if field.name not in inherited(model)
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    ]
    assert automatic == []


def test_no_relation_goes_to_just_any_table():
    generic = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    ]
    assert generic == []


def test_no_model_brings_its_own_order():
    """An implied order costs a sort in every query that forgot it; Wagtail's Orderable rows need theirs."""
    ordered = [
        model._meta.label
        for model in our_models()
        if model._meta.ordering and not issubclass(model, Orderable)
    ]
    assert ordered == []
