import django.db.models.deletion
import rochdale.kernel.ids
from django.db import migrations, models

from rochdale.base.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_walls_between_organizations'),
        ('trade', '0015_members_decide_on_their_premium'),
    ]

    operations = [
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('report', 'Closing report'), ('arrival', 'Word on arrival'), ('shelf', 'Article on the shelf')], max_length=7)),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('code', models.CharField(max_length=24, unique=True)),
                ('picture_id', models.UUIDField(null=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='trade.contract')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
        ),
        migrations.CreateModel(
            name='PublicationAnswer',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('is_yes', models.BooleanField()),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='trade.publication')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('publication', 'organization'), name='a_publication_is_answered_once')],
            },
        ),
        migrations.CreateModel(
            name='SaleFigure',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('amount', models.DecimalField(decimal_places=4, max_digits=20)),
                ('currency', models.CharField(max_length=3)),
                ('on', models.DateField()),
                ('visibility', models.CharField(choices=[('private', 'Only us'), ('counterparties', 'The parties of this sale'), ('public', 'Everybody')], max_length=14)),
                ('evidence', models.CharField(blank=True, max_length=200)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='trade.contract')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'indexes': [models.Index(fields=['contract', 'code', 'at'], name='figures_of_a_sale')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='a_figure_of_a_sale_is_not_below_zero')],
            },
        ),
        AppendOnly("trade_salefigure", names=["by_name", "evidence"]),
        AppendOnly("trade_publication", names=["by_name", "content"]),
        AppendOnly("trade_publicationanswer", names=["by_name"]),
    ]
