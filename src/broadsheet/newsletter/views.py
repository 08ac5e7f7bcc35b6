"""Doors for readers: signing up, confirming, leaving, and editions in the browser. A GET changes nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from broadsheet.edge.printing import printed
from broadsheet.kit.text import N_
from broadsheet.newsletter import services
from broadsheet.newsletter.errors import NoSuchSubscription
from broadsheet.newsletter.forms import SubscribeForm
from broadsheet.newsletter.models import MailingList, Subscription
from broadsheet.newsletter.selectors import editions as selectors
from broadsheet.newsletter.selectors.links import subscription_of
from broadsheet.people.models import Person
from broadsheet.people.readers import network_key
from broadsheet.people.rules import Limit
from broadsheet.people.services import take_allowance
from broadsheet.stories.selectors.places import one_reading
from broadsheet.web.selectors import paper, paper_date

SIGN_UPS_OF_ONE_NETWORK = Limit("newsletter.sign_up", most=20, seconds=3600)
SIGN_UPS_OF_ALL = Limit("newsletter.sign_up.all", most=600, seconds=3600)
UNKNOWN = N_("This link is not known here. Perhaps a part of it was lost on the way: copy the whole of it.")
PURPOSE = "newsletter"
View = Callable[..., HttpResponse]


@require_safe
@never_cache
def form(request: HttpRequest) -> HttpResponse:
    """What one gets, and the form with the human check."""
    return _form_page(request, SubscribeForm(request=request, purpose=PURPOSE))


@csrf_exempt  # SameOriginMiddleware stands guard: the block on shared pages can carry no token
@require_POST
@never_cache
def subscribe(request: HttpRequest) -> HttpResponse:
    """Take a sign-up. One that comes from the block on a page gets the form page, filled in, first."""
    now = timezone.now()
    asked_for = SubscribeForm(request.POST, request=request, purpose=PURPOSE)
    if asked_for.is_asking and "check_token" not in request.POST:
        typed = {"email": request.POST.get("email", "")[:254]}
        return _form_page(request, SubscribeForm(request=request, purpose=PURPOSE, initial=typed))
    if not asked_for.is_valid():
        return _form_page(request, asked_for, status=422)
    take_allowance(limit=SIGN_UPS_OF_ONE_NETWORK, key=network_key(request), now=now)
    take_allowance(limit=SIGN_UPS_OF_ALL, key="all", now=now)
    address = asked_for.cleaned_data["email"]
    services.subscribe(
        address=address, mailing_list=_daily(), source="page", language=paper().language, now=now,
        person=_owner(request, address),
    )  # fmt: skip
    return HttpResponseRedirect(reverse("newsletter:asked"), status=303)


def _owner(request: HttpRequest, address: str) -> Person | None:
    user = request.user
    return user if isinstance(user, Person) and user.email.lower() == address.lower() else None


def _daily() -> MailingList:
    return get_object_or_404(MailingList, slug=selectors.LIST)


def _form_page(request: HttpRequest, shown: SubscribeForm, status: int = 200) -> HttpResponse:
    mailing_list = _daily()
    context = {
        "form": shown, "action": reverse("newsletter:subscribe"), "button": gettext("Sign up"),
        "title": gettext("Get top stories and blog posts emailed to you each day"),
        "hour": f"{mailing_list.hour}:00", "zone": paper().time_zone, "last": selectors.editions()[:1],
    }  # fmt: skip
    return render(request, "newsletter/form.html", context, status=status)


@require_safe
@never_cache
def asked(request: HttpRequest) -> HttpResponse:
    """What everybody is told who has signed up, known or not."""
    return _message(
        request,
        gettext("Look into your mailbox"),
        gettext("We have written to the address, if we may. Press the button that the mail leads to."),
        gettext(
            "No mail after ten minutes? Look among unwanted mail. An address gets one such mail an hour."
        ),
    )


def _message(request: HttpRequest, title: str, text: str, details: str = "") -> HttpResponse:
    return render(
        request, "web/message.html", {"message": {"title": title, "text": text, "details": details}}
    )


def _subscription(token: str, use: str) -> Subscription:
    found = subscription_of(token, use)
    if found is None:
        raise NoSuchSubscription(UNKNOWN, use=use)
    return found


def _button_page(request: HttpRequest, **context: Any) -> HttpResponse:
    return render(request, "newsletter/button.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button; only the button confirms, since mail scanners open every link."""
    subscription = _subscription(token, "confirm")
    if request.method != "POST":
        is_on = subscription.state == Subscription.State.CONFIRMED
        lede = gettext("You are on the list already.") if is_on else subscription.mailing_list.name
        button = gettext("Yes, I want it")
        return _button_page(
            request, title=gettext("One click, and you get the letter"), lede=lede, button=button
        )
    is_coming = services.confirm(subscription=subscription, now=timezone.now())
    hour = {"hour": f"{subscription.mailing_list.hour}:00", "zone": paper().time_zone}
    later = gettext("The next letter comes at %(hour)s (%(zone)s).") % hour
    return _message(
        request,
        gettext("You are on the list"),
        gettext("Today’s letter is on its way to you.") if is_coming else later,
        gettext("Every letter has a link at its foot by which you leave with one click."),
    )


@csrf_exempt  # RFC 8058: mail programs post here without a page, a cookie or an Origin
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Leave: by the button of this page, or by a mail program's own (List-Unsubscribe-Post)."""
    subscription = _subscription(token, "unsubscribe")
    if request.method != "POST":
        return _button_page(
            request,
            title=gettext("Leave the list"),
            lede=subscription.mailing_list.name,
            button=gettext("Leave"),
        )
    services.leave(subscription=subscription, now=timezone.now())
    return _message(
        request,
        gettext("You have left the list"),
        gettext("No further letter goes to you. Changed your mind? Sign up again at any time."),
    )


unsubscribe.cross_origin_ok = True  # type: ignore[attr-defined]


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """What this address gets, since when, and the way out or back."""
    subscription = _subscription(token, "preferences")
    if request.method == "POST":
        verb = services.rejoin if request.POST.get("act") == "rejoin" else services.leave
        verb(subscription=subscription, now=timezone.now())
        return HttpResponseRedirect(request.path, status=303)
    has_left = subscription.state == Subscription.State.LEFT
    since = subscription.left_at if has_left else subscription.consent_at
    context = {
        "subscription": subscription, "list": subscription.mailing_list, "has_left": has_left,
        "since": paper_date(since) if since else "", "act": "rejoin" if has_left else "leave",
        "title": gettext("What you get"),
        "button": gettext("Come back") if has_left else gettext("Leave the list"),
    }  # fmt: skip
    return render(request, "newsletter/preferences.html", context)


@require_safe
@printed
def editions(request: HttpRequest) -> HttpResponse:
    """The editions that went out."""
    return render(request, "newsletter/editions.html", {"editions": selectors.editions()})


@require_safe
@printed
def edition(request: HttpRequest, day: str) -> HttpResponse:
    """An edition to read in the browser, made afresh from the stories that may be read."""
    try:
        asked_for = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    with one_reading():
        found = selectors.edition_view(asked_for, timezone.now())
        if found is None:
            raise Http404
        return render(request, "newsletter/edition.html", {"edition": found})
