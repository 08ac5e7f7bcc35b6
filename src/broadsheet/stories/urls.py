"""Addresses of stories and of the lists they stand in; the last one takes every other path."""

from django.urls import path, re_path

from broadsheet.stories import feeds, views

app_name = "stories"
urlpatterns = [
    path("robots.txt", feeds.robots, name="robots"),
    path("colours.css", views.colours, name="colours"),
    path("sitemap.xml", feeds.sitemap_index, name="sitemap"),
    path("sitemap-pages.xml", feeds.sitemap_pages, name="sitemap-pages"),
    path("sitemap-news.xml", feeds.sitemap_news, name="sitemap-news"),
    re_path(r"^sitemap-(?P<year>\d{4})-(?P<month>\d{2})\.xml$", feeds.sitemap_month, name="sitemap-month"),
    path("feed/", feeds.feed, name="feed"),
    re_path(r"^(?P<path>[\w/-]+)/feed/$", feeds.feed, name="feed-of"),
    path("search/", views.search, name="search"),
    path("by/<str:slug>/", views.author, name="author"),
    path("archive/", views.archive_index, name="archive"),
    path("archive/<int:year>/<int:month>/", views.archive, name="archive-month"),
    re_path(r"^(?P<path>.*)$", views.address, name="address"),
]
