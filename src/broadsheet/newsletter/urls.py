"""Addresses of the newsletter; a token is the last part of a link that stands in one mail."""

from django.urls import path, re_path

from broadsheet.newsletter import views

app_name = "newsletter"
urlpatterns = [
    path("newsletter/", views.form, name="form"),
    path("newsletter/subscribe/", views.subscribe, name="subscribe"),
    path("newsletter/asked/", views.asked, name="asked"),
    path("newsletter/confirm/<str:token>/", views.confirm, name="confirm"),
    path("newsletter/preferences/<str:token>/", views.preferences, name="preferences"),
    path("newsletter/unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("newsletter/editions/", views.editions, name="editions"),
    re_path(r"^newsletter/editions/(?P<day>\d{4}-\d{2}-\d{2})/$", views.edition, name="edition"),
]
