"""Addresses of pages of paper books."""

from django.urls import path

from rochdale.registry.views import books

urlpatterns = [
    path("office/books/", books.books, name="books"),
    path("office/books/new/<uuid:office_id>/", books.new_page, name="book-new"),
    path("office/books/lines/<uuid:line_id>/", books.settle, name="book-settle"),
    path("office/books/<uuid:page_id>/", books.page, name="book-page"),
    path("office/books/<uuid:page_id>/photo/", books.photo, name="book-photo"),
    path("office/books/<uuid:page_id>/compare/", books.compare, name="book-compare"),
    path("office/books/<uuid:page_id>/close/", books.close, name="book-close"),
    path("office/books/<uuid:page_id>/<int:line>/", books.line, name="book-line"),
    path("office/books/<uuid:page_id>/<int:line>/alike/", books.alike, name="book-alike"),
]
