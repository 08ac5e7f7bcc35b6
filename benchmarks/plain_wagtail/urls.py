"""As Wagtail's project template has them, with a sitemap of one month beside its sitemap."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls

from plain_wagtail.news import views

urlpatterns = [
    path("search/", views.search, name="search"),
    re_path(r"^sitemap-(?P<year>\d{4})-(?P<month>\d{2})\.xml$", views.month),
    path("", include(wagtail_urls)),
]
