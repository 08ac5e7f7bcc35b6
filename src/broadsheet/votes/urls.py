"""Addresses of the room."""

from django.urls import path

from broadsheet.votes import views

app_name = "votes"
urlpatterns = [
    path("vote/<int:story_id>/", views.cast, name="cast"),
    path("vote/<int:story_id>/withdraw/", views.withdraw, name="withdraw"),
    path("vote/<int:story_id>/mine/", views.mine, name="mine"),
]
