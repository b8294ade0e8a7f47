import django.db.models.deletion
import rochdale.kernel.ids
from django.db import migrations, models

from rochdale.base.append_only import AppendOnly
from rochdale.base.walls import Walled


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_walls_between_organizations'),
        ('trade', '0007_a_contract_is_printed_as_agreed'),
    ]

    operations = [
        migrations.CreateModel(
            name='AskingPrice',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('price', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('price_unit', models.CharField(blank=True, choices=[('kg', 'kg'), ('lb', 'lb'), ('t', 't'), ('quintal46', 'quintal of 46 kg'), ('quintal100', 'quintal of 100 kg')], max_length=10)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asking_prices', to='trade.offer')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('price', None), ('price__gt', 0), _connector='OR'), name='an_asking_price_is_above_zero'), models.CheckConstraint(condition=models.Q(models.Q(('currency', ''), ('price', None), ('price_unit', '')), models.Q(('price__isnull', False), models.Q(('currency', ''), _negated=True), models.Q(('price_unit', ''), _negated=True)), _connector='OR'), name='an_asking_price_has_currency_and_unit')],
            },
        ),
        migrations.CreateModel(
            name='PartnerOffer',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('file', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('number', models.PositiveIntegerField()),
                ('node', models.CharField(max_length=500)),
                ('supplier', models.CharField(blank=True, max_length=200)),
                ('name', models.CharField(max_length=300)),
                ('says', models.TextField(blank=True)),
                ('kind', models.CharField(blank=True, max_length=100)),
                ('sku', models.CharField(blank=True, max_length=100)),
                ('batch', models.CharField(blank=True, max_length=100)),
                ('pack_kg', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('stock', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('price', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('price_per_kg', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('vat', models.CharField(blank=True, max_length=20)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'indexes': [models.Index(fields=['organization', 'name', 'id'], name='partner_offers_by_name')],
                'constraints': [models.UniqueConstraint(fields=('organization', 'sha256', 'number'), name='a_row_of_a_catalogue_is_kept_once')],
            },
        ),
        AppendOnly("trade_askingprice", names=["by_name"]),
        AppendOnly("trade_partneroffer", names=["by_name"]),
        Walled("trade_partneroffer"),
    ]
