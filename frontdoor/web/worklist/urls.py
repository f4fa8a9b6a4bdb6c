"""What waits, and for whom: addresses."""

from django.urls import path

from frontdoor.web.worklist import answers, back, carrying, closing, finding, lists, views

app_name = "worklist"
urlpatterns = [
    path("", views.home, name="home"),
    path("closing/", closing.hand_over, name="closing"),
    path("out-of-hours/", back.out_of_hours, name="out_of_hours"),
    path("out-of-hours/<slug:reference>/", back.alert, name="alert"),
    path("who-has-yet-to-answer/", answers.answers, name="answers"),
    path("find/", finding.find, name="find"),
    path("lists/choose/", lists.choose, name="choose"),
    path("lists/<int:number>/", lists.saved, name="saved"),
    path("lists/<int:number>/remove/", lists.remove, name="remove"),
    path("who-carries-what/", carrying.carrying, name="carrying"),
    path("who-carries-what/<int:worker_id>/cover/", carrying.cover, name="cover"),
]
