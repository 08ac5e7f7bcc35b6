"""Addresses of the room."""

from django.urls import URLPattern

app_name = "votes"
urlpatterns: list[URLPattern] = []
