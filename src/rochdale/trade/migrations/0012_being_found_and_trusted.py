import django.db.models.deletion
import rochdale.base.append_only
import rochdale.base.walls
import rochdale.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_walls_between_organizations'),
        ('people', '__first__'),
        ('supply', '0003_walls_between_organizations'),
        ('trade', '0011_goods_on_their_way'),
    ]

    operations = [
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('scheme', models.CharField(max_length=60)),
                ('number', models.CharField(max_length=60)),
                ('holder', models.CharField(max_length=200)),
                ('certifier', models.CharField(max_length=200)),
                ('products', models.JSONField(default=list)),
                ('sites', models.JSONField(default=list)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField()),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'indexes': [models.Index(fields=['scheme', 'valid_until'], name='certificates_by_scheme')],
                'constraints': [models.UniqueConstraint(fields=('organization', 'scheme', 'number', 'valid_from'), name='a_certificate_is_written_down_once_for_each_term'), models.CheckConstraint(condition=models.Q(models.Q(('number', ''), _negated=True), models.Q(('holder', ''), _negated=True), models.Q(('certifier', ''), _negated=True)), name='a_certificate_names_who_gave_it_to_whom'), models.CheckConstraint(condition=models.Q(('valid_until__gte', models.F('valid_from'))), name='a_held_certificate_ends_after_it_starts')],
            },
        ),
        migrations.AddField(
            model_name='offercertificate',
            name='held',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='trade.certificate'),
        ),
        migrations.CreateModel(
            name='Profile',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('text', models.TextField(blank=True)),
                ('languages', models.JSONField(default=list)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('organization', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
        ),
        migrations.CreateModel(
            name='ViewRequest',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('parts', models.JSONField()),
                ('why', models.TextField()),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('asker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='a_request_to_see_says_why'), models.CheckConstraint(condition=models.Q(('organization', models.F('asker')), _negated=True), name='nobody_asks_itself')],
            },
        ),
        migrations.CreateModel(
            name='ViewEnd',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('has_passed', models.BooleanField()),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='trade.viewrequest')),
            ],
        ),
        migrations.CreateModel(
            name='CertificateChange',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('valid', 'valid'), ('suspended', 'suspended'), ('withdrawn', 'withdrawn')], max_length=10)),
                ('on', models.DateField()),
                ('reason', models.TextField()),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='trade.certificate')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['valid', 'suspended', 'withdrawn'])), name='a_status_of_a_certificate_is_known'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_status_of_a_certificate_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='CertificatePaper',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('document_id', models.UUIDField()),
                ('sha256', models.CharField(max_length=64)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='trade.certificate')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('sha256', ''), _negated=True), name='a_paper_of_a_certificate_has_its_hash')],
            },
        ),
        migrations.CreateModel(
            name='CertifiedGroup',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('registration', models.CharField(max_length=60)),
                ('controller', models.CharField(max_length=200)),
                ('founded_at', models.DateTimeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'name'), name='a_group_of_operators_has_its_name_alone'), models.CheckConstraint(condition=models.Q(models.Q(('registration', ''), _negated=True), models.Q(('controller', ''), _negated=True)), name='a_group_of_operators_is_a_legal_person_with_control')],
            },
        ),
        migrations.CreateModel(
            name='ContactPerson',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('about', models.CharField(max_length=200)),
                ('reached', models.CharField(max_length=200)),
                ('languages', models.JSONField(default=list)),
                ('at', models.DateTimeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'person'), name='a_person_is_a_contact_once')],
            },
        ),
        migrations.CreateModel(
            name='GroupMember',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('hectares', models.DecimalField(decimal_places=4, max_digits=10)),
                ('turnover_eur', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ('since_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='trade.certifiedgroup')),
                ('grower', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supply.grower')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('until_on', None)), fields=('organization', 'grower'), name='a_farmer_is_in_one_group_at_a_time'), models.CheckConstraint(condition=models.Q(('hectares__lte', 5), models.Q(('turnover_eur__isnull', False), ('turnover_eur__lte', 25000)), _connector='OR'), name='a_farmer_in_a_group_is_small'), models.CheckConstraint(condition=models.Q(('hectares__gt', 0)), name='a_farmer_in_a_group_has_land'), models.CheckConstraint(condition=models.Q(('until_on', None), ('until_on__gte', models.F('since_on')), _connector='OR'), name='a_farmer_leaves_a_group_after_joining')],
            },
        ),
        migrations.CreateModel(
            name='Introducer',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('reason', models.CharField(max_length=300)),
                ('since_at', models.DateTimeField()),
                ('until_at', models.DateTimeField(null=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('ended_by_id', models.CharField(blank=True, max_length=64)),
                ('ended_by_name', models.CharField(blank=True, max_length=200)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('until_at', None)), fields=('organization',), name='an_organization_is_an_introducer_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='an_introducer_is_named_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Introduction',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('parts', models.JSONField(default=list)),
                ('commission', models.CharField(max_length=300)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('one', models.F('other')), _negated=True), name='an_introduction_is_between_two'), models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('commission', ''), _negated=True)), name='an_introduction_says_why_and_for_how_much')],
            },
        ),
        migrations.CreateModel(
            name='Connection',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('since_at', models.DateTimeField()),
                ('until_at', models.DateTimeField(null=True)),
                ('ended_by_id', models.CharField(blank=True, max_length=64)),
                ('ended_by_name', models.CharField(blank=True, max_length=200)),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('introduction', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='connection', to='trade.introduction')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('one', models.F('other')), _negated=True), name='a_connection_is_between_two'), models.CheckConstraint(condition=models.Q(('until_at', None), ('until_at__gte', models.F('since_at')), _connector='OR'), name='a_connection_ends_after_it_began')],
            },
        ),
        migrations.CreateModel(
            name='IntroductionAnswer',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('is_yes', models.BooleanField()),
                ('reason', models.TextField(blank=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('introduction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='trade.introduction')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('introduction', 'organization'), name='a_side_answers_an_introduction_once')],
            },
        ),
        migrations.CreateModel(
            name='ListedReader',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'reader'), name='a_reader_stands_on_a_list_once'), models.CheckConstraint(condition=models.Q(('organization', models.F('reader')), _negated=True), name='nobody_is_on_its_own_list')],
            },
        ),
        migrations.CreateModel(
            name='PartShown',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('part', models.CharField(max_length=20)),
                ('level', models.CharField(max_length=12)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'part'), name='a_part_of_a_profile_has_one_level'), models.CheckConstraint(condition=models.Q(('part__in', ['about', 'goods', 'certificates', 'papers', 'plots', 'quality', 'prices', 'people'])), name='a_part_of_a_profile_is_known'), models.CheckConstraint(condition=models.Q(('level__in', ['public', 'users', 'connections', 'list', 'private'])), name='a_level_of_a_profile_is_known'), models.CheckConstraint(condition=models.Q(('level', 'public'), ('part', 'people'), _negated=True), name='people_are_not_shown_to_everybody')],
            },
        ),
        migrations.CreateModel(
            name='ProfileGoods',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('is_bought', models.BooleanField()),
                ('product', models.CharField(max_length=60)),
                ('species', models.CharField(blank=True, max_length=60)),
                ('process', models.CharField(blank=True, max_length=60)),
                ('harvest', models.PositiveSmallIntegerField(default=0)),
                ('available', models.PositiveSmallIntegerField()),
                ('least_kg', models.PositiveIntegerField()),
                ('most_kg', models.PositiveIntegerField()),
                ('protocol', models.CharField(blank=True, max_length=60)),
                ('score', models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ('changed_at', models.DateTimeField()),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'indexes': [models.Index(fields=['product', 'is_bought'], name='goods_in_profiles')],
                'constraints': [models.UniqueConstraint(fields=('organization', 'is_bought', 'product', 'species', 'process'), name='goods_stand_in_a_profile_once'), models.CheckConstraint(condition=models.Q(('available__gt', 0), ('available__lt', 4096)), name='goods_are_there_in_some_month'), models.CheckConstraint(condition=models.Q(('harvest__lt', 4096)), name='a_harvest_has_twelve_months_at_most'), models.CheckConstraint(condition=models.Q(('least_kg__gt', 0), ('most_kg__gte', models.F('least_kg'))), name='kg_of_a_year_are_a_range'), models.CheckConstraint(condition=models.Q(('score', None), models.Q(('protocol', ''), _negated=True), _connector='OR'), name='a_score_in_a_profile_names_its_protocol')],
            },
        ),
        migrations.CreateModel(
            name='ProfilePicture',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('place', models.PositiveSmallIntegerField()),
                ('document_id', models.UUIDField()),
                ('says', models.CharField(max_length=200)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'place'), name='a_picture_has_its_place_alone'), models.CheckConstraint(condition=models.Q(('place__in', [1, 2])), name='a_profile_has_two_pictures_at_most'), models.CheckConstraint(condition=models.Q(('says', ''), _negated=True), name='a_picture_says_what_it_shows')],
            },
        ),
        migrations.CreateModel(
            name='ViewAnswer',
            fields=[
                ('id', models.UUIDField(default=rochdale.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('parts', models.JSONField()),
                ('until_on', models.DateField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('by_id', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='trade.viewrequest')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__isnull', False), models.Q(('until_on', None), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='a_yes_to_see_has_a_day_and_a_no_a_reason')],
            },
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_certificate',
            columns=(),
            names=('by_name',),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_certificatechange',
            columns=(),
            names=('by_name', 'reason'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_certificatepaper',
            columns=(),
            names=('by_name',),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_viewrequest',
            columns=(),
            names=('by_name', 'why'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_viewanswer',
            columns=(),
            names=('by_name', 'reason'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_viewend',
            columns=(),
            names=('by_name',),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_introduction',
            columns=(),
            names=('by_name', 'text'),
        ),
        rochdale.base.append_only.AppendOnly(
            table='trade_introductionanswer',
            columns=(),
            names=('by_name', 'reason'),
        ),
        rochdale.base.walls.Walled(
            table='trade_certifiedgroup',
        ),
        rochdale.base.walls.Walled(
            table='trade_groupmember',
        ),
        rochdale.base.walls.SameOwner(
            child='trade_groupmember',
            column='group_id',
            parent='trade_certifiedgroup',
        ),
        rochdale.base.walls.SameOwner(
            child='trade_groupmember',
            column='grower_id',
            parent='supply_grower',
        ),
    ]
