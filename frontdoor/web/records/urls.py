"""What becomes of records: who asks for what is held, and what may not be removed. Addresses."""

from django.urls import path

from frontdoor.web.records import disposals, holds, items, register, requests

app_name = "records"
urlpatterns = [
    path("", register.home, name="home"),
    path("subject-access/of/<slug:reference>/", register.ask, name="ask"),
    path("subject-access/of-person/<int:number>/", register.ask_told, name="ask_told"),
    path("subject-access/<int:number>/", requests.show, name="request"),
    path("subject-access/<int:number>/identity/", requests.prove, name="prove"),
    path("subject-access/<int:number>/assign/", requests.assign, name="assign"),
    path("subject-access/<int:number>/extend/", requests.extend, name="extend"),
    path("subject-access/<int:number>/collect/", requests.collect, name="collect"),
    path("subject-access/<int:number>/end/", requests.end, name="end"),
    path("subject-access/<int:number>/items/<int:item>/", items.item, name="item"),
    path("subject-access/<int:number>/copy/", items.copy, name="copy"),
    path("subject-access/<int:number>/schedule.xlsx", items.schedule, name="schedule"),
    path("legal-holds/", holds.holds, name="holds"),
    path("legal-holds/of/<slug:reference>/", holds.place, name="place_hold"),
    path("legal-holds/<int:number>/", holds.lift, name="lift_hold"),
    path("disposal/", disposals.disposals, name="disposals"),
    path("disposal/of/<slug:reference>/", disposals.review, name="review"),
    path("disposal/of-person/<int:number>/", disposals.review_told, name="review_told"),
    path("disposal/<int:number>/", disposals.confirm, name="confirm"),
    path("certificates/<int:number>/", disposals.certificate, name="certificate"),
]
