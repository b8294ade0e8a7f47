"""Addresses of the desk."""

from django.urls import path

from rochdale.site.desk import import_views, views

app_name = "desk"
urlpatterns = [
    path("jobs/<uuid:job_id>/", views.job, name="job"),
    path("jobs/<uuid:job_id>/stop/", views.stop_job, name="stop-job"),
    path("jobs/<uuid:job_id>/again/", views.try_job_again, name="try-job-again"),
    path("documents/<uuid:document_id>/", views.document, name="document"),
    path("audit/", views.audit, name="audit"),
    path("imports/", import_views.imports, name="imports"),
    path("imports/new/<str:kind>/", import_views.new_import, name="new-import"),
    path("imports/new/<str:kind>/example.csv", import_views.example, name="example"),
    path("imports/<uuid:run_id>/", import_views.one_import, name="import"),
    path("imports/<uuid:run_id>/keep/", import_views.keep, name="keep"),
    path("imports/<uuid:run_id>/faults.csv", import_views.faults, name="faults"),
]
