"""temporary"""
import pytest
from pathlib import Path
from rochdale.base.models import ImportRun
from rochdale.kernel.ids import new_id
from tests.site.desk.test_imports import choose
pytestmark = pytest.mark.django_db
def test_dump(as_, worker):
    out = Path("/tmp/base/shots"); out.mkdir(exist_ok=True)
    noy = as_("noy")
    (out/"new.html").write_bytes(noy.get("/imports/new/test.rates/").content)
    (out/"bad.html").write_bytes(choose(noy, b"\x89PNG\r\n\x1a\n\x00\x00","a.xlsx").content)
    (out/"preview.html").write_bytes(choose(noy).content)
    run = ImportRun.objects.get()
    p = noy.post(f"/imports/{run.id}/keep/", {"operation_id": new_id(), "choice": "rest"}, follow=True)
    (out/"job.html").write_bytes(p.content)
    worker.run(until_idle=True)
    (out/"job_done.html").write_bytes(noy.get(p.request["PATH_INFO"]).content)
    (out/"outcome.html").write_bytes(noy.get(f"/imports/{run.id}/").content)
    (out/"imports.html").write_bytes(noy.get("/imports/").content)
    (out/"audit.html").write_bytes(noy.get("/audit/").content)
