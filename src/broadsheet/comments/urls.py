"""Addresses of the room."""

from django.urls import URLPattern

app_name = "comments"
urlpatterns: list[URLPattern] = []
