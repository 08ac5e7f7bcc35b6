"""The desk's screens for editions and subscribers."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from broadsheet.kit.errors import BroadsheetError
from broadsheet.newsletter import services
from broadsheet.newsletter.forms import ProofForm
from broadsheet.newsletter.models import Mailing, MailingList, Recipient, Subscription
from broadsheet.newsletter.selectors.editions import tally
from broadsheet.newsletter.services import by_hand
from broadsheet.newsletter.services.editions import edit

SHOWN = 60
VIEW, CHANGE = "newsletter.view_mailing", "newsletter.change_mailing"
HOME = {"url": "/desk/", "label": "Home"}


class OnlyLooking(ModelPermissionPolicy):
    """Rows that nobody changes on the desk: consent is given from the owner's own mailbox."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Looking needs the right to view; everything else is refused to everybody."""
        return action == "view" and bool(super().user_has_permission(user, "view"))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """As above, for several acts."""
        return any(self.user_has_permission(user, action) for action in actions)


class EditionScreen(WagtailAdminTemplateMixin, TemplateView):
    """What all screens of editions share: who may look, and where the screen stands."""

    header_icon = "mail"
    page_title = "Letters"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Let in whoever may see editions."""
        if not request.user.has_perm(VIEW):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, letters, this edition."""
        items = [HOME, {"url": reverse("letters:index"), "label": "Letters"}]
        return [*items, {"url": "", "label": self.get_page_subtitle()}] if self.get_page_subtitle() else items


class EditionList(EditionScreen):
    """The latest editions with their recipients by state, and today's to be made up."""

    template_name = "newsletter/desk/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Editions, newest first."""
        rows = Mailing.objects.select_related("mailing_list").order_by("-edition_date", "-number")[:SHOWN]
        return super().get_context_data(**kwargs) | {
            "rows": [(row, tally(row)) for row in rows],
            "states": list(Recipient.State),
            "subscribers": Subscription.objects.receiving().count(),
            "today": by_hand.today(timezone.now()),
            "may_change": self.request.user.has_perm(CHANGE),
        }


class EditionProof(EditionScreen):
    """One edition: the proof as it will look, its words, its numbers, and what may be done with it."""

    template_name = "newsletter/desk/proof.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the edition."""
        super().setup(request, *args, **kwargs)
        self.mailing = get_object_or_404(Mailing.objects.select_related("mailing_list"), pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """Which edition."""
        return str(self.mailing)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The edition, its numbers and its form."""
        mailing, state = self.mailing, Mailing.State
        is_early = mailing.state in {state.DRAFT, state.HELD}
        return super().get_context_data(**kwargs) | {
            "mailing": mailing,
            "numbers": [(one.label, tally(mailing)[one.value]) for one in Recipient.State],
            "items": mailing.items.select_related("story").order_by("position"),
            "form": kwargs.get("form") or ProofForm(instance=mailing),
            "may_change": self.request.user.has_perm(CHANGE),
            "may_edit": is_early,
            "may_hold": mailing.state in {state.DRAFT, *Mailing.OPEN},
            "may_release": mailing.state == state.HELD,
            "may_submit": mailing.state == state.DRAFT,
            "doubtful": mailing.recipients.filter(state=Recipient.State.IN_DOUBT).order_by("pk")[:SHOWN],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002
        """Do one thing with the edition and say what came of it."""
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        form = ProofForm(request.POST, instance=self.mailing)
        act = request.POST.get("act", "")
        if act == "edit" and not form.is_valid():
            answer: HttpResponse = self.render_to_response(self.get_context_data(form=form))
            return answer
        _do(request, lambda: _act_on(self.mailing, act, request))
        return HttpResponseRedirect(reverse("letters:proof", args=[self.mailing.pk]))


def _act_on(mailing: Mailing, act: str, request: HttpRequest) -> str:
    now = timezone.now()
    fresh = Mailing.objects.get(pk=mailing.pk)
    match act:
        case "hold":
            services.hold(mailing=fresh, now=now)
            return "Held. Nothing of it goes out until it is released."
        case "release":
            services.release(mailing=fresh, now=now)
            return "Released."
        case "submit":
            row = services.submit_now(mailing=fresh, now=now)
            return f"Audience frozen: {row.audience} recipients. It is being handed over."
        case "edit":
            edit(
                mailing=fresh,
                subject=request.POST.get("subject", ""),
                note=request.POST.get("note", ""),
                now=now,
            )
            return "Saved, and printed anew."
    raise BroadsheetError("There is no such button.")


def _do(request: HttpRequest, act: Callable[[], str]) -> None:
    try:
        messages.success(request, act())
    except BroadsheetError as refusal:
        messages.error(request, refusal.message)


def make_up(request: HttpRequest) -> HttpResponse:
    """Make the edition of a day, to look at before its hour."""
    if request.method != "POST" or not request.user.has_perm(CHANGE):
        raise PermissionDenied
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        day = by_hand.today(timezone.now())
    daily = get_object_or_404(MailingList, slug=by_hand.LIST)
    try:
        made = services.make_up(mailing_list=daily, day=day, now=timezone.now())
    except BroadsheetError as refusal:
        messages.error(request, refusal.message)
        return HttpResponseRedirect(reverse("letters:index"))
    if made is None:
        messages.warning(request, "Nothing new to say since the last letter, so there is none.")
        return HttpResponseRedirect(reverse("letters:index"))
    return HttpResponseRedirect(reverse("letters:proof", args=[made.pk]))


def proof_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter's HTML as mail programs get it, for the proof's frame; it may load only pictures."""
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    mailing = get_object_or_404(Mailing, pk=pk)
    response = HttpResponse(mailing.printed_html)
    response["Content-Security-Policy"] = (
        "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
    )
    return response


class LettersViewSet(ViewSet):
    """Editions on the desk."""

    name = "letters"
    url_prefix = "letters"
    url_namespace = "letters"
    menu_label = "Letters"
    icon = "mail"

    def get_urlpatterns(self) -> list[URLPattern]:
        """List, proof, the proof's frame, make up."""
        return [
            path("", EditionList.as_view(), name="index"),
            path("make-up/", make_up, name="make_up"),
            path("<int:pk>/", EditionProof.as_view(), name="proof"),
            path("<int:pk>/html/", proof_html, name="html"),
        ]

    def get_menu_item(self, order: int | None = None) -> Any:
        """Shown to whoever may see editions."""
        item = super().get_menu_item(order)
        item.is_shown = lambda request: request.user.has_perm(VIEW)
        return item


class SubscriptionViewSet(ModelViewSet):
    """Who is on the lists, since when and by what consent; searched, filtered and exported."""

    model = Subscription
    icon = "group"
    menu_label = "Subscribers"
    url_prefix = "subscribers"
    list_display = ["address", "mailing_list", "state", DateColumn("consent_at", label="Consent"), "source"]
    list_filter = {"state": ["exact"], "mailing_list": ["exact"], "source": ["exact"], "language": ["exact"]}
    list_export = [
        "address",
        "mailing_list",
        "state",
        "consent_at",
        "source",
        "language",
        "asked_at",
        "left_at",
    ]
    export_filename = "subscribers"
    list_per_page = 100
    search_fields = ["address"]
    search_backend_name = None
    ordering = "-pk"
    inspect_view_enabled = True
    inspect_view_fields = list_export
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields = ["language"]


class NewsletterGroup(ViewSetGroup):
    """The menu entry of the newsletter."""

    items = (LettersViewSet, SubscriptionViewSet)
    menu_label = "Newsletter"
    menu_icon = "mail"
    menu_order = 250
