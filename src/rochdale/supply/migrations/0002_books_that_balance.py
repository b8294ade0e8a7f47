from django.db import migrations

from rochdale.base.append_only import AppendOnly
from rochdale.base.balances import AddedUp


class Migration(migrations.Migration):
    dependencies = [("supply", "0001_from_plot_to_lot"), ("base", "0005_names_can_be_taken_out")]

    operations = [
        AddedUp("supply_movement", "supply_stock", keys=["lot_id", "facility_id"], amount="weight_g"),
        AddedUp("supply_accountentry", "supply_balance", keys=["grower_id", "account", "currency"], amount="amount_minor"),
        AddedUp("supply_cashentry", "supply_cashbalance", keys=["box_id"], amount="amount_minor"),
        AppendOnly("supply_movement", names=["by_name", "reason"]),
        AppendOnly("supply_accountentry", names=["by_name", "note"]),
        AppendOnly("supply_cashentry", names=["by_name", "note"]),
        AppendOnly("supply_pricelist", names=["by_name", "note"]),
        AppendOnly("supply_price"),
        AppendOnly("supply_delivery", names=["by_name", "reason"]),
        AppendOnly("supply_deliveryplot"),
        AppendOnly("supply_plotversion", names=["by_name"]),
        AppendOnly("supply_inspection", names=["by_name", "inspector_name", "answers", "note"]),
        AppendOnly("supply_run", names=["by_name", "reason"]),
        AppendOnly("supply_runinput"),
        AppendOnly("supply_runoutput"),
        AppendOnly("supply_payment", names=["by_name", "receiver_name", "reason"]),
        AppendOnly("supply_qualityresult", names=["by_name", "graders"]),
        AppendOnly("supply_testweight", names=["by_name"]),
        AppendOnly("supply_riskresult", names=["by_name"]),
        AppendOnly("supply_captured", names=["by_name"]),
        AppendOnly("supply_capturedevent"),
        AppendOnly("supply_evidencepack", columns=["number", "lot_id", "sha256", "manifest", "document_id", "weight_g", "is_redacted"]),
    ]
