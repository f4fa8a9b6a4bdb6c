"""Rating, commencing, deciding: addresses."""

from django.urls import path

from frontdoor.web.enquiries import midway, views

app_name = "enquiries"
urlpatterns = [
    path("<slug:reference>/rate/", views.rate, name="rate"),
    path("<slug:reference>/commence/", views.commence, name="commence"),
    path("<slug:reference>/re-rate/", midway.re_rate, name="re_rate"),
    path("<slug:reference>/ask/", midway.ask_more, name="ask_more"),
    path("<slug:reference>/chase/<slug:agency>/", midway.chase, name="chase"),
    path(
        "<slug:reference>/chase/<slug:agency>/also/<int:number>/", midway.chase, name="chase_more"
    ),
    path("<slug:reference>/decide/", views.decide, name="decide"),
    path("<slug:reference>/authorise/", views.authorise, name="authorise"),
    path("<slug:reference>/send-back/", views.send_back, name="send_back"),
]
