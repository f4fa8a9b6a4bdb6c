"""Signing in and out: addresses."""

from django.urls import path

from frontdoor.web.sign_in import changing, first, mine, passkeys, second, single, views

app_name = "sign_in"
urlpatterns = [
    path("", views.sign_in, name="sign_in"),
    path("second/", second.second, name="second"),
    path("second/set-up/", second.set_up, name="set_up"),
    path("second/set-up/passkey/", passkeys.add, name="set_up_passkey"),
    path("second/passkey/", passkeys.second_factor, name="second_passkey"),
    path("second/codes/", second.codes, name="codes"),
    path("passkey/", passkeys.enter, name="enter_passkey"),
    path("single/", single.begin, name="single"),
    path("single/back/", single.back, name="single_back"),
    path("first/", first.first, name="first"),
    path("mine/", mine.mine, name="mine"),
    path("mine/prove/", changing.prove, name="prove"),
    path("mine/prove/passkey/", passkeys.prove, name="prove_passkey"),
    path("mine/factors/<int:number>/off/", passkeys.take_off, name="take_off"),
    path("mine/password/", changing.password, name="password"),
    path("mine/codes/", mine.more_codes, name="more_codes"),
    path("mine/<int:number>/end/", mine.end, name="end"),
    path("out/", views.sign_out, name="sign_out"),
    path("left/", views.left, name="left"),
    path("stay/", views.stay, name="stay"),
    path("ending/", views.ending, name="ending"),
    path("as/<slug:username>/", views.as_somebody, name="as_somebody"),
]
