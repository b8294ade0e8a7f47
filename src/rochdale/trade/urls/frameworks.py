"""Frames and what is called off within them."""

from django.urls import path

from rochdale.trade.views import filling, frameworks

urlpatterns = [
    path("frameworks/", frameworks.frameworks, name="frameworks"),
    path("frameworks/new/", frameworks.new_framework, name="new-framework"),
    path("frameworks/<uuid:framework_id>/", frameworks.framework, name="framework"),
    path("frameworks/<uuid:framework_id>/change/", frameworks.change_framework, name="change-framework"),
    path("frameworks/<uuid:framework_id>/end/", frameworks.end_framework, name="end-framework"),
    path("frameworks/<uuid:framework_id>/call-offs/new/", filling.call_off, name="call-off"),
    path("frameworks/versions/<uuid:version_id>/yes/", frameworks.say_yes_to_framework, name="say-yes-to-framework"),
    path("frameworks/versions/<uuid:version_id>/no/", frameworks.say_no_to_framework, name="say-no-to-framework"),
    path("call-offs/<uuid:call_off_id>/yes/", filling.confirm_call_off, name="confirm-call-off"),
    path("call-offs/<uuid:call_off_id>/lots/", filling.fill_call_off, name="fill-call-off"),
    path("call-offs/<uuid:call_off_id>/no/", filling.refuse_call_off, name="refuse-call-off"),
]
