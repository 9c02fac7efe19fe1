"""Stand-ins, entered by those who name them (ПУФРУО чл. 4)."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from institutions import changing, queries
from institutions.forms import SubstitutionForm
from institutions.models import Person, Post, Substitution
from institutions.rights import Right, Role
from workflows import access
from workflows.http import UNPROCESSABLE, not_yours, page_of, signed_in


def posts_named_by(person: Person) -> QuerySet[Post]:
    """The posts for which a person names the stand-in: those of their own institution, and for
    the minister also the heads of the regional authorities.
    """
    places = access.institutions_with(person, Right.NAME_SUBSTITUTE)
    own = Post.objects.open_for(person, Right.NAME_SUBSTITUTE).values("institution")
    return Post.objects.filter(
        Q(institution__in=places.filter(pk__in=own)) | Q(institution__in=places, role=Role.RUO_HEAD)
    )


def _refused(request: HttpRequest) -> HttpResponse | None:
    if access.holds_anywhere(signed_in(request), Right.NAME_SUBSTITUTE):
        return None
    return not_yours(request, _("Stand-ins are named by the head of the institution."))


@require_safe
def substitution_list(request: HttpRequest) -> HttpResponse:
    """Orders in force and to come, or those that have ended."""
    if refused := _refused(request):
        return refused
    show = request.GET.get("show", "")
    posts = posts_named_by(signed_in(request))
    past = queries.orders_for(posts, "past")
    present = queries.orders_for(posts, "")
    context = {
        "page": page_of(request, past if show == "past" else present),
        "show": show,
        "present": present.count(),
        "past": past.count(),
        "today": timezone.localdate(),
    }
    return render(request, "institutions/substitution_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def substitution_new(request: HttpRequest) -> HttpResponse:
    """Enter an order."""
    if refused := _refused(request):
        return refused
    person = signed_in(request)
    form = _form(request, person)
    if request.method == "POST" and form.is_valid():
        try:
            changing.name_substitute(form.order(person), as_minister=_is_minister(person))
        except changing.Impossible as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("The order is entered."))
            return redirect("substitution_list")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "institutions/substitution_new.html", {"form": form}, status=status)


def _form(request: HttpRequest, person: Person) -> SubstitutionForm:
    posts = posts_named_by(person)
    places = access.institutions_with(person, Right.NAME_SUBSTITUTE)
    today = timezone.localdate()
    return SubstitutionForm(
        request.POST or None,
        held=queries.held_posts(posts),
        people=queries.officials_near(places),
        initial={"since": today, "order_date": today},
    )


def _is_minister(person: Person) -> bool:
    named = Post.objects.open_for(person, Right.NAME_SUBSTITUTE)
    return named.filter(role=Role.MINISTER).exists()


@require_POST
def substitution_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an order before its last day, or withdraw one that has not begun."""
    if refused := _refused(request):
        return refused
    orders = Substitution.objects.filter(post__in=posts_named_by(signed_in(request)))
    try:
        changing.end_substitution(get_object_or_404(orders, pk=pk))
    except changing.Impossible as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("The order is ended."))
    return redirect("substitution_list")
