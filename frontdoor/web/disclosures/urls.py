"""What leaves the hub: addresses."""

from django.urls import path

from frontdoor.web.disclosures import hand_back, originators, products, reopening, routing, views

app_name = "disclosures"
urlpatterns = [
    path("cases/<slug:reference>/tell/", views.propose, name="propose"),
    path("cases/<slug:reference>/tell/<int:telling_id>/", views.tell, name="tell"),
    path("cases/<slug:reference>/send/", views.send, name="send"),
    path("cases/<slug:reference>/send/ask/<slug:item>/", originators.ask, name="ask_first"),
    path("cases/<slug:reference>/send/asked/<int:number>/", originators.withdraw, name="withdraw"),
    path("cases/<slug:reference>/tell-team/", routing.tell_team, name="tell_team"),
    path("cases/<slug:reference>/take-back/", routing.take_back, name="take_back"),
    path("cases/<slug:reference>/reopen/", reopening.reopen, name="reopen"),
    path("products/", products.products, name="products"),
    path("products/<slug:reference>/hand-back/", hand_back.hand_back, name="hand_back"),
    path("products/<slug:reference>/added/", products.added, name="added"),
    path("products/<slug:reference>/", products.product, name="product"),
]
