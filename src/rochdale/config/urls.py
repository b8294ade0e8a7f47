"""Every address of the project."""

from django.urls import include, path

from rochdale.config.api import api

urlpatterns = [
    path("", include("rochdale.site.urls")),
    path("", include("rochdale.site.editor.urls")),
    path("", include("rochdale.ui.urls")),
    path("", include("rochdale.people.urls")),
    path("", include("rochdale.site.desk.urls")),
    path("register/", include("rochdale.registry.urls")),
    path("learning/", include("rochdale.learning.urls")),
    path("supply/", include("rochdale.supply.urls")),
    path("market/", include("rochdale.trade.urls")),
    path("api/", api.urls),
]
