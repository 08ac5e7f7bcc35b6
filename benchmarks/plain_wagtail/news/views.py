"""The project template's search view, newest first, and one month of the sitemap."""

from django.contrib.sitemaps.views import sitemap
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from wagtail.contrib.sitemaps import Sitemap

from plain_wagtail.news.models import SHOWN, StoryPage, in_full


def search(request):
    query = request.GET.get("query", "")
    found = in_full(StoryPage.objects.all()).search(query, order_by_relevance=False)
    shown = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    return TemplateResponse(request, "news/search.html", {"search_query": query, "search_results": shown})


def month(request, year, month):
    class Month(Sitemap):
        def items(self):
            return super().items().filter(first_published_at__year=year, first_published_at__month=month)

    return sitemap(request, {"month": Month(request)})
