import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('trade', '0006_a_pool_is_settled'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='contractpaper',
            name='a_contract_is_printed_once_in_a_language',
        ),
        migrations.AddField(
            model_name='contractpaper',
            name='version',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='trade.contractversion'),
        ),
        migrations.AddConstraint(
            model_name='contractpaper',
            constraint=models.UniqueConstraint(condition=models.Q(('version', None)), fields=('contract', 'language'), name='a_contract_is_printed_once_in_a_language'),
        ),
        migrations.AddConstraint(
            model_name='contractpaper',
            constraint=models.UniqueConstraint(fields=('version', 'language'), name='a_version_is_printed_once_in_a_language'),
        ),
    ]
