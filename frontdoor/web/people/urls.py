"""A person, from a case that leads to them: addresses."""

from django.urls import path

from frontdoor.web.people import adoption, holding, nhs, show, warnings

app_name = "people"
urlpatterns = [
    path("warnings/to-review/", warnings.warnings, name="warnings"),
    path("<slug:reference>/people/<int:number>/", show.show, name="show"),
    path("<slug:reference>/adoption/", adoption.tie, name="tie"),
    path("<slug:reference>/adoption/<int:number>/", adoption.untie, name="untie"),
    path("<slug:reference>/people/<int:number>/nhs/", nhs.nhs, name="nhs"),
    path("<slug:reference>/people/<int:number>/add/<slug:what>/", holding.add, name="add"),
    path(
        "<slug:reference>/people/<int:number>/end/<slug:what>/<int:row>/", holding.end, name="end"
    ),
]
