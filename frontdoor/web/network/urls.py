"""What is around a child: addresses."""

from django.urls import path

from frontdoor.web.network import around, family

app_name = "network"
urlpatterns = [
    path("<slug:reference>/around/", around.around, name="around"),
    path("<slug:reference>/family/", family.family, name="family"),
]
