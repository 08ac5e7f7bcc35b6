"""The paper's addresses. The order matters: stories come before the page tree's catch-all."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as desk_urls

from broadsheet.web.views import health

urlpatterns = [
    path("healthz", health, name="healthz"),
    path("desk/login/", RedirectView.as_view(url="/account/login/", query_string=True)),
    path("desk/", include(desk_urls)),
    path("account/", include("allauth.urls")),
    path("", include("broadsheet.pictures.urls")),
    path("", include("broadsheet.votes.urls")),
    path("", include("broadsheet.comments.urls")),
    path("", include("broadsheet.newsletter.urls")),
    path("", include("broadsheet.stories.urls")),
]

handler400 = "broadsheet.web.views.bad_request"
handler403 = "broadsheet.web.views.forbidden"
handler404 = "broadsheet.web.views.not_found"
handler500 = "broadsheet.web.views.broken"
