"""The one public address of pictures."""

from django.urls import path

from broadsheet.pictures import views

urlpatterns = [path("media/<path:name>", views.media, name="pictures_media")]
