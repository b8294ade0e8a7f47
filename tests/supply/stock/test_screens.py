"""What people do with stores and lots through the screens: work, send, count with two, taste, trace, recall, publish."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from rochdale.base.models import AuditEntry, Proposal
from rochdale.kernel.ids import new_id
from rochdale.people.models import Organization, Person
from rochdale.supply import operations, stock_commands
from rochdale.supply.models import Delivery, Grower, Lot, Onward, Plot, Run, RunOutput, Sample, Season, Stock, Waybill
from rochdale.supply.operations.onward import Whither
from tests.supply.world import World
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(world: World) -> Client:
    return enter(world.clerk.id)


@pytest.fixture
def manager(world: World) -> Client:
    return enter(world.manager.id)


def enter(person_id: str) -> Client:
    client = WatchfulClient()
    client.force_login(Person.objects.get(pk=person_id))
    return client


def heap(world: World, kg: float = 1000) -> Lot:
    world.deliver("B", kg * 0.38, plots=["21", "22"])
    return Delivery.objects.get(pk=world.deliver("A", kg * 0.62, plots=["11"])).lot


def seen(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(f"supply:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


def post(client: Client, url: str, **sends: object) -> object:
    return client.post(url, {"operation_id": str(new_id()), **sends})


def outputs(**first: object) -> dict[str, object]:
    empty = {f"{name}-{n}": "" for n in range(1, 5) for name in ("form", "kg", "grade", "bags", "seals", "code")}
    return empty | {name.replace("_", "-"): value for name, value in first.items()}


def test_a_batch_is_reckoned_up_before_it_is_recorded(world: World, clerk: Client) -> None:
    lot = heap(world)
    first = reverse("supply:new-run")
    assert "Pulp and wash" in seen(clerk, "new-run")
    place = f"{first}?kind=wash&place={world.point}"
    assert lot.code in clerk.get(place).content.decode()
    weigh = f"{place}&lot={lot.id}"
    assert "20.0 kg: Parchment" in clerk.get(weigh).content.decode()
    sends = {"operation_id": str(new_id()), "sure": "", f"take-{lot.id}": "1000"} | outputs(form_1="parchment", kg_1="150", bags_1="3")
    page = clerk.post(weigh, sends)
    text = page.content.decode()
    assert not Run.objects.exists(), "nothing is recorded before it was looked at"
    assert "Is this right?" in text and "15.0 %" in text and "more than a tenth off" in text
    sure = text.partition('name="sure" value="')[2].partition('"')[0]
    assert clerk.post(weigh, sends | {"kg-1": "160", "sure": sure}).status_code == 200, "other figures are reckoned anew"
    assert not Run.objects.exists()
    response = clerk.post(weigh, sends | {"sure": sure})
    run = Run.objects.get()
    assert response.headers["Location"] == reverse("supply:run", args=[run.id])
    assert (run.in_g, run.out_g, run.is_outside_band) == (1_000_000, 150_000, True)
    page_of_run = seen(clerk, "run", run.id)
    assert "Off the expected outturn" in page_of_run and "850.000 kg" in page_of_run
    assert "15.0 %" in page_of_run
    out = RunOutput.objects.get().lot
    assert out.bags == 3 and out.code in seen(clerk, "lots")
    assert "Made in" in seen(clerk, "lot", out.id)


def test_a_work_takes_and_gives_only_what_it_can(world: World, clerk: Client) -> None:
    cherry = heap(world)
    parchment = Lot.objects.get(pk=world.run("wash", {cherry.id: 500}, {"parchment": "100"}))
    place = f"{reverse('supply:new-run')}?place={world.point}"
    wash, hull = (clerk.get(f"{place}&kind={kind}").content.decode() for kind in ("wash", "hull"))
    assert cherry.code in wash and parchment.code not in wash and parchment.code in hull
    weigh = clerk.get(f"{place}&kind=wash&lot={cherry.id}").content.decode()
    assert 'value="parchment"' in weigh and 'value="roasted"' not in weigh
    clerk.cookies["django_language"] = "fr"
    assert "500,000 kg" in clerk.get(f"{place}&kind=wash&lot={cherry.id}").content.decode(), "a point would be read as thousands"


def test_more_out_than_in_is_refused_with_a_sentence(world: World, clerk: Client) -> None:
    lot = heap(world)
    weigh = f"{reverse('supply:new-run')}?kind=wash&place={world.point}&lot={lot.id}"
    page = clerk.post(weigh, {"operation_id": str(new_id()), f"take-{lot.id}": "100"} | outputs(form_1="parchment", kg_1="100.001"))
    assert "100.001 kg cannot come out of 100" in page.content.decode()


def test_mixing_warns_what_is_lost(world: World, clerk: Client) -> None:
    plain, organic = heap(world), Lot.objects.get(pk=a_claimed_lot(world))
    weigh = f"{reverse('supply:new-run')}?kind=blend&place={world.point}&lot={plain.id}&lot={organic.id}"
    assert "different claims" in clerk.get(weigh).content.decode()
    takes = {f"take-{plain.id}": "10", f"take-{organic.id}": "10"}
    page = clerk.post(weigh, {"operation_id": str(new_id())} | takes | outputs(form_1="cherry", kg_1="20"))
    assert "Organic is lost" in page.content.decode()


def a_claimed_lot(world: World) -> UUID:
    """A heap of organic cherry, as if its grower were approved."""
    lot = Delivery.objects.get(pk=world.deliver("C", 100, plots=["31"], grade="A")).lot
    Lot.objects.filter(pk=lot.id).update(claims=["organic"])
    return lot.id


def test_a_batch_is_taken_back_with_a_reason(world: World, clerk: Client) -> None:
    lot = heap(world)
    world.run("wash", {lot.id: 1000}, {"parchment": "200"})
    run = Run.objects.get()
    seen(clerk, "reverse-run", run.id)
    post(clerk, reverse("supply:reverse-run", args=[run.id]), reason="wrong lot")
    assert "wrong lot" in seen(clerk, "run", run.id)
    assert Stock.objects.get(lot=lot).weight_g == 1_000_000


def test_goods_travel_and_are_weighed_again(world: World, clerk: Client, manager: Client) -> None:
    lot = heap(world)
    store = operations.open_facility(id=new_id(), by=world.manager, at=world.at, kind="warehouse", name="Pakse", code="PKZ")
    assert "Paksong road" in seen(clerk, "new-waybill")
    url = f"{reverse('supply:new-waybill')}?from={world.point}"
    assert lot.code in clerk.get(url).content.decode()
    sends = {f"kg-{lot.id}": "400", f"bags-{lot.id}": "8", "destination": store, "driver": "Somsak", "vehicle": "LA 12", "seals": "45-52"}
    post(clerk, url, **sends)
    waybill = Waybill.objects.get()
    assert "On the way" in seen(clerk, "waybill", waybill.id)
    assert "On the road" in seen(clerk, "stores")
    paper = clerk.get(reverse("supply:waybill-paper", args=[waybill.id]))
    assert paper.content.startswith(b"%PDF")
    assert "45-52" in seen(clerk, "receive", waybill.id)
    absurd = post(clerk, reverse("supply:receive", args=[waybill.id]), **{f"kg-{lot.id}": "9999"})
    assert "cannot arrive when 400" in absurd.content.decode()  # type: ignore[attr-defined]
    post(clerk, reverse("supply:receive", args=[waybill.id]), **{f"kg-{lot.id}": "380"})
    assert "differ by more than half a percent" in seen(clerk, "waybill", waybill.id)
    assert clerk.get(reverse("supply:settle-waybill", args=[waybill.id])).status_code == 403
    post(manager, reverse("supply:settle-waybill", args=[waybill.id]), reason="a bag was left behind")
    assert "a bag was left behind" in seen(manager, "waybill", waybill.id)
    book = seen(clerk, "lot-movements", lot.id)
    assert "Lost on the way: a bag was left behind" in book and "20.000 kg" in book


def test_two_count_a_store(world: World, clerk: Client, manager: Client) -> None:
    lot = heap(world)
    page = seen(clerk, "count-anew", lot.id)
    assert "1,000.000 kg" in page
    post(clerk, reverse("supply:count-anew", args=[lot.id]), place=str(world.point), counted_kg="990", reason="mice")
    proposal = Proposal.objects.get()
    assert "Another person signs" in seen(clerk, "stock-count", proposal.id)
    assert "waits for a second person" in seen(manager, "stores")
    assert "mice" in seen(manager, "stock-count", proposal.id)
    post(manager, reverse("supply:stock-count", args=[proposal.id]), content_sha256=proposal.content_sha256)
    assert "Signed by two" in seen(clerk, "stock-count", proposal.id)
    book = seen(clerk, "store-movements", world.point)
    assert "Counted anew: mice" in book and "990.000 kg" in book


def test_a_count_can_be_refused(world: World, clerk: Client, manager: Client) -> None:
    lot = heap(world)
    post(clerk, reverse("supply:count-anew", args=[lot.id]), place=str(world.point), counted_kg="1", reason="mice")
    proposal = Proposal.objects.get()
    post(manager, reverse("supply:refuse-stock-count", args=[proposal.id]), reason="count again")
    assert "count again" in seen(clerk, "stock-count", proposal.id)
    assert Stock.objects.get(lot=lot).weight_g == 1_000_000


def test_a_sample_is_tasted_under_one_protocol(world: World, clerk: Client) -> None:
    lot = heap(world)
    seen(clerk, "take-sample", lot.id)
    post(clerk, reverse("supply:take-sample", args=[lot.id]), place=str(world.point), weight="350", sent_to="Lab")
    sample = Sample.objects.get()
    page = seen(clerk, "sample", sample.id)
    assert "SCA cupping form" in page and "limits not verified" in page and "Cut test" not in page
    url = reverse("supply:record-result", args=[sample.id, "cva-2024"])
    assert "were not read in its own text" in clerk.get(url).content.decode()
    sections = ("fragrance", "aroma", "flavor", "aftertaste", "acidity", "sweetness", "mouthfeel", "overall")
    assert "Write a figure from 1 to 9" in post(clerk, url, **dict.fromkeys(sections, "10")).content.decode()  # type: ignore[attr-defined]
    post(clerk, url, **dict.fromkeys(sections, "7"))
    assert "89.50" in seen(clerk, "sample", sample.id)
    assert "89.50" in seen(clerk, "lot", lot.id)
    assert sample.code in seen(clerk, "samples")


def test_who_is_behind_a_lot_and_where_a_plot_went(world: World, clerk: Client) -> None:
    lot = heap(world)
    out = world.run("wash", {lot.id: 1000}, {"parchment": "200"})
    page = seen(clerk, "trace", out)
    assert "200.000 kg of 2 growers" in page and "Every gram is traced" in page
    assert "21, 22" in page and "76.000 kg" in page and "124.000 kg" in page
    ahead = seen(clerk, "ahead-of-plot", world.plots["11"])
    assert "620.000 kg" in ahead and Lot.objects.get(pk=out).code in ahead
    assert "620.000 kg" in seen(clerk, "ahead-of-delivery", Delivery.objects.filter(grower_id=world.growers["A"]).get().id)


def test_a_recall_finds_everybody_and_is_timed(world: World, clerk: Client) -> None:
    lot = heap(world)
    out = Lot.objects.get(pk=world.run("wash", {lot.id: 1000}, {"parchment": "200"}))
    operations.record_onward(
        id=new_id(), by=world.clerk, at=world.at, happened_at=world.at, lot_id=out.id, kind="shipped", weight_g=150_000,
        whither=Whither("C-17", "Faelles Brugs", "freja@example.org"), facility_id=world.point,
    )  # fmt: skip
    start = seen(clerk, "recall", lot.id)
    started = start.partition('name="started_at" value="')[2].partition('"')[0]
    page = post(clerk, reverse("supply:recalled", args=[lot.id]), started_at=started).content.decode()  # type: ignore[attr-defined]
    assert "Faelles Brugs" in page and "freja@example.org" in page, "who got what was made of it"
    assert "Grower A" in page and "Grower B" in page and "50.000 kg" in page
    entry = AuditEntry.objects.get(what="supply.record-recall")
    assert entry.after["growers"] == 2 and entry.after["buyers"] == 1 and entry.after["seconds"] >= 0
    paper = clerk.get(reverse("supply:recall-paper", args=[lot.id]))
    assert paper.content.startswith(b"%PDF")


def test_bags_and_labels(world: World, clerk: Client) -> None:
    lot = heap(world)
    post(clerk, reverse("supply:bag-lot", args=[lot.id]), bags="12", seals="1 to 12")
    assert "1 to 12" in seen(clerk, "lot", lot.id)
    for shape in ("label", "a6"):
        assert clerk.get(reverse("supply:lot-label", args=[lot.id, shape])).content.startswith(b"%PDF")


RARE = (
    "Zzyxworm",
    "Qwertzvillage",
    "Plotnamexx",
    "Ownnumberxx",
    "Drvrxx",
    "Platexx",
    "Labxx",
    "Taster Xx",
    "Sentxx",
    "Buyerxx",
    "Contactxx",
)


def test_the_public_page_tells_of_the_lot_and_of_no_person(world: World, clerk: Client, manager: Client) -> None:
    """Rare strings stand in every personal field behind a lot; none of them is on the page."""
    world.deliver("C", 100, plots=["31"])
    lot = heap(world)
    Person.objects.filter(name__startswith="Grower").update(name="Zzyxworm")
    Grower.objects.update(village="Qwertzvillage")
    Plot.objects.update(name="Plotnamexx", own_number="Ownnumberxx", place="Qwertzvillage")
    post(clerk, reverse("supply:take-sample", args=[lot.id]), place=str(world.point), weight="350", sent_to="Sentxx")
    url = reverse("supply:record-result", args=[Sample.objects.get().id, "moisture"])
    post(clerk, url, moisture="11.5", laboratory="Labxx", graders="Taster Xx")
    operations.record_onward(
        id=new_id(), by=world.clerk, at=world.at, happened_at=world.at, lot_id=lot.id, kind="sold", weight_g=1,
        whither=Whither("C-1", "Buyerxx", "Contactxx"),
    )  # fmt: skip
    assert clerk.get(reverse("supply:publish-lot", args=[lot.id])).status_code == 403, "leaders agree to a public page"
    post(manager, reverse("supply:publish-lot", args=[lot.id]), shows_price="on")
    lot.refresh_from_db()
    page = WatchfulClient().get(reverse("supply:public-lot", args=[lot.public_code])).content.decode()
    assert "Dongmai" in page and "2026/27" in page and lot.code in page and "12,000.00 LAK" in page
    for word in (*RARE, *world.plots, "Keo", "Noi", str(world.growers["A"])):
        assert f">{word}<" not in page and (len(word) < 4 or word not in page), word
    assert "106.3" not in page and "15.1" not in page, "no place of a plot"
    manager.post(reverse("supply:unpublish-lot", args=[lot.id]), {"operation_id": str(new_id())})
    assert WatchfulClient().get(reverse("supply:public-lot", args=[lot.public_code])).status_code == 404


def test_with_fewer_than_three_growers_neither_number_nor_price_is_told(world: World, manager: Client) -> None:
    lot = heap(world)
    post(manager, reverse("supply:publish-lot", args=[lot.id]), shows_price="on")
    lot.refresh_from_db()
    page = WatchfulClient().get(reverse("supply:public-lot", args=[lot.public_code])).content.decode()
    assert "12,000" not in page and "Growers behind it" not in page


def test_a_season_in_pictures(world: World, clerk: Client, manager: Client) -> None:
    lot = heap(world)
    world.deliver("C", 100, plots=["31"], happened_at=world.at - timedelta(days=20), grade="A")
    world.run("wash", {lot.id: 1000}, {"parchment": "190"})
    season = Season.objects.get()
    assert "Nothing is known yet of what to expect" in seen(clerk, "season-read", season.id)
    assert clerk.get(reverse("supply:set-yield-cap", args=[season.id])).status_code == 403
    post(manager, reverse("supply:set-yield-cap", args=[season.id]), form="cherry", kg_per_ha="500", source="our trial")
    sends = {"from_form": "cherry", "to_form": "parchment", "percent": "19", "source": "last season"}
    post(manager, reverse("supply:set-ratio", args=[season.id]), **sends)
    assert "our trial" in seen(manager, "set-yield-cap", season.id) and "last season" in seen(manager, "set-ratio", season.id)
    assert "2026/27" in seen(clerk, "seasons-read")
    page = seen(clerk, "season-read", season.id)
    assert "1,100 kg in 3 deliveries" in page and "Fresh cherry → Parchment" in page and "19.0 %" in page
    assert "More than the plots can give" in page, "620 kg of 1.2 ha at 500 kg"
    assert "Less than half of what was expected" in page, "100 kg of 600"
    month = clerk.get(reverse("supply:season-read", args=[season.id]), {"month": "2026-11-01"}).content.decode()
    assert "November 2026" in month


def test_the_command_line_lists_and_traces(world: World) -> None:
    lot = heap(world)
    out = Lot.objects.get(pk=world.run("wash", {lot.id: 1000}, {"parchment": "200"}))
    Onward.objects.create(
        organization_id=world.organization, lot=out, kind="sold", weight_g=1000, reference="C-9", to_whom="Faelles", at=world.at
    )
    rows = json.loads(CliRunner().invoke(stock_commands.lots, ["--json"]).stdout)
    assert {row["id"] for row in rows} == {str(lot.id), str(out.id)}
    for named in (out.code, str(out.id)):
        told = json.loads(CliRunner().invoke(stock_commands.trace, [named, "--json"]).stdout)
        assert told["total_kg"] == "200.000" == str(sum(Decimal(one["kg"]) for one in told["sources"]))
        assert (told["growers"], told["untraced_kg"], [one["code"] for one in told["ancestors"]]) == (2, "0.000", [lot.code])
        assert sorted(len(one["plots"]) for one in told["plots"]) == [1, 2] and told["forward"][0]["reference"] == "C-9"
    assert out.code in CliRunner().invoke(stock_commands.trace, [out.code]).stdout
    assert CliRunner().invoke(stock_commands.lots, []).exit_code == 0
    unknown = CliRunner().invoke(stock_commands.trace, ["none", "--json"])
    assert unknown.exit_code == 1 and json.loads(unknown.stdout)["refused"]["code"] == "supply.lot-is-unknown"


def test_another_cooperative_sees_nothing_of_it(world: World) -> None:
    lot = heap(world)
    stranger = a_stranger(world)
    assert stranger.get(reverse("supply:lot", args=[lot.id])).status_code == 404
    assert lot.code not in stranger.get(reverse("supply:lots")).content.decode()


def a_stranger(world: World) -> Client:
    from rochdale.base.actor import SYSTEM  # noqa: PLC0415
    from rochdale.people import operations as people  # noqa: PLC0415
    from tests.supply.world import _officer  # noqa: PLC0415

    other = people.register_organization(
        id=new_id(), by=SYSTEM, at=world.at, kind="cooperative", name="Other", country="LA", place="", language="en"
    )
    assert Organization.objects.count() == 2
    return enter(_officer(UUID(other), "Else", "manager").id)
