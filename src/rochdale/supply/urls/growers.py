"""Addresses of one area: growers, their plots, the certification path."""

from django.urls import URLPattern, path

from rochdale.supply.views import growers as growers_views
from rochdale.supply.views import growers_certification as certification
from rochdale.supply.views import growers_field as field
from rochdale.supply.views import growers_files as files
from rochdale.supply.views import growers_paper as paper
from rochdale.supply.views import growers_plots as plots

urlpatterns: list[URLPattern] = [
    path("growers/", growers_views.growers, name="growers"),
    path("growers/new/", growers_views.new_grower, name="new-grower"),
    path("growers/duplicates/", growers_views.duplicates, name="grower-duplicates"),
    path("growers/cards.pdf", paper.cards, name="grower-cards"),
    path("growers/list.<str:kind>", growers_views.growers_file, name="growers-file"),
    path("growers/<uuid:grower_id>/", growers_views.grower, name="grower"),
    path("growers/<uuid:grower_id>/contacts/", growers_views.grower_contacts, name="grower-contacts"),
    path("growers/<uuid:grower_id>/change/", growers_views.change_grower, name="change-grower"),
    path("growers/<uuid:grower_id>/left/", growers_views.grower_left, name="grower-left"),
    path("growers/<uuid:grower_id>/back/", growers_views.grower_back, name="grower-back"),
    path("growers/<uuid:grower_id>/card.pdf", paper.card, name="grower-card"),
    path("growers/<uuid:grower_id>/renew-card/", growers_views.renew_card, name="renew-card"),
    path("growers/<uuid:grower_id>/new-plot/", plots.new_plot, name="new-plot"),
    path("plots/", plots.plots, name="plots"),
    path("plots/bring/", files.bring_plots, name="bring-plots"),
    path("plots/bring/<uuid:run_id>/", files.plots_preview, name="plots-preview"),
    path("plots/list.<str:kind>", plots.plots_file, name="plots-file"),
    path("plots/plots.geojson", files.plots_geojson, name="plots-geojson"),
    path("plots/form.xlsx", files.plots_form, name="plots-form"),
    path("plots/<uuid:plot_id>/", plots.plot, name="plot"),
    path("plots/<uuid:plot_id>/change/", plots.change_plot, name="change-plot"),
    path("plots/<uuid:plot_id>/draw/", plots.draw_plot, name="draw-plot"),
    path("plots/<uuid:plot_id>/release/", plots.release_plot, name="release-plot"),
    path("plots/<uuid:plot_id>/retire/", plots.retire_plot, name="retire-plot"),
    path("walk/", field.walk, name="walk"),
    path("visit/<str:scheme>/", field.visit, name="visit"),
    path("certificates/", certification.certificates, name="certificates"),
    path("certificates/new/", certification.new_certificate, name="new-certificate"),
    path("certificates/<uuid:certificate_id>/", certification.certificate, name="certificate"),
    path("certificates/<uuid:certificate_id>/suspend/", certification.suspend_certificate, name="suspend-certificate"),
    path("certificates/<uuid:certificate_id>/approved.pdf", paper.approved_list, name="approved-list"),
    path("certificates/<uuid:certificate_id>/growers/<uuid:grower_id>/", certification.certified_grower, name="certified-grower"),
    path("certificates/<uuid:certificate_id>/growers/<uuid:grower_id>/visit/", certification.inspect_grower, name="inspect-grower"),
    path("approvals/<uuid:approval_id>/end/", certification.end_approval, name="end-approval"),
    path("inspections/<uuid:inspection_id>/", certification.inspection, name="inspection"),
    path("gaps/<uuid:gap_id>/close/", certification.close_gap, name="close-gap"),
]
