"""One child's case: addresses."""

from django.urls import path

from frontdoor.web.cases import basis, joining, known, looks, protection, route, show

app_name = "cases"
urlpatterns = [
    path("<slug:reference>/", show.show, name="show"),
    path("<slug:reference>/look/", show.look, name="look"),
    path("<slug:reference>/known/", known.known, name="known"),
    path("<slug:reference>/looks/", looks.looks, name="looks"),
    path("<slug:reference>/on-what-basis/", basis.basis, name="basis"),
    path("<slug:reference>/on-what-basis/file/", basis.download, name="basis_download"),
    path("<slug:reference>/join/", joining.join, name="join"),
    path("<slug:reference>/part/", joining.part, name="part"),
    path("<slug:reference>/news/", joining.news, name="news"),
    path("<slug:reference>/police-protection/", protection.police_protection, name="protection"),
    path("<slug:reference>/route/", route.route, name="route"),
]
