from django.db import migrations

from rochdale.base.walls import SameOwner, Walled


class Migration(migrations.Migration):

    dependencies = [("people", "0003_ways_in_devices_and_sharing")]

    operations = [
        Walled("people_device"),
        Walled("people_enrolment"),
        Walled("people_invitation"),
        SameOwner("people_enrolment", "device_id", "people_device"),
    ]
