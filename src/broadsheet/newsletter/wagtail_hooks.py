"""What the newsletter adds to the desk."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from broadsheet.newsletter.models import Subscription
from broadsheet.newsletter.viewsets import NewsletterGroup, OnlyLooking

register_permission_policy(Subscription, OnlyLooking(Subscription))


@hooks.register("register_admin_viewset")
def newsletter_screens() -> NewsletterGroup:
    """Letters and subscribers."""
    return NewsletterGroup()
