"""Addresses of the room."""

from django.urls import path

from broadsheet.comments import views

app_name = "comments"
urlpatterns = [
    path("comment/<int:story_id>/new/", views.new, name="new"),
    path("comment/<int:story_id>/all/", views.every, name="all"),
    path("comment/thread/<int:comment_id>/", views.thread, name="thread"),
    path("comment/to/<int:comment_id>/", views.to, name="to"),
    path("comment/receipt/<str:signed>/", views.receipt, name="receipt"),
]
