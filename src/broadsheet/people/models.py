"""Accounts (the address is the name), and what keeps programs from acting as people."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class PersonManager(BaseUserManager["Person"]):
    """Makes accounts by address, as Django's commands expect."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Make an account; without a password it can only be entered by a code sent to its address."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Make an account that may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractUser):  # type: ignore[django-manager-missing]
    """Someone who signs in. Readers and staff differ by their groups alone."""

    username = None  # type: ignore[assignment]
    email = models.EmailField("e-mail address", max_length=254)
    pen_name = models.CharField(max_length=80, blank=True, help_text="Shown beside comments.")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[PersonManager] = PersonManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [models.UniqueConstraint(Lower("email"), name="person_address_once")]

    def __str__(self) -> str:
        return self.pen_name or self.get_full_name() or self.email


class Allowance(models.Model):
    """How often one act was done from one place in one window of time; rows go when their window is over."""

    name = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    until = models.DateTimeField()
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "key", "until"], name="allowance_once_a_window")
        ]
        indexes = [models.Index(fields=["until"], name="allowance_until")]

    def __str__(self) -> str:
        return f"{self.name}: {self.taken}"


class SpentAnswer(models.Model):
    """An answer to the human check that has been used; kept until it would be too old anyway."""

    nonce = models.CharField(max_length=32, unique=True)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.nonce
