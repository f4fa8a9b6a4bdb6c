"""Taking a contact: addresses."""

from django.urls import path

from frontdoor.web.contacts import (
    awaited,
    caller,
    challenges,
    concern,
    form,
    identity,
    inside,
    new,
    people,
    referrer,
    show,
)

app_name = "contacts"
urlpatterns = [
    path("new/", new.new, name="new"),
    path("form/", form.form, name="form"),
    path("form/call/", awaited.awaited, name="awaited"),
    path("inside/", inside.inside, name="inside"),
    path("challenges/", challenges.challenges, name="challenges"),
    path("<slug:reference>/", show.show, name="show"),
    path("<slug:reference>/people/", people.people, name="people"),
    path("<slug:reference>/people/<int:person_id>/", people.person, name="person"),
    path("<slug:reference>/concern/", concern.concern, name="concern"),
    path("<slug:reference>/caller/", caller.caller, name="caller"),
    path("<slug:reference>/who/", identity.identity, name="identity"),
    path("<slug:reference>/writing/", form.follow, name="follow"),
    path("<slug:reference>/challenge/", challenges.challenge, name="challenge"),
    path("<slug:reference>/pass-caller/", caller.pass_on, name="pass_caller"),
    path("<slug:reference>/pass-caller/back/", caller.take_back, name="not_passed"),
    path("<slug:reference>/hand-over/", show.hand_over, name="hand_over"),
    path("<slug:reference>/tell-referrer/", referrer.tell_referrer, name="tell_referrer"),
]
