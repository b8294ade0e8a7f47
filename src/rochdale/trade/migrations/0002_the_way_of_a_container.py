from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trade", "0001_the_market")]

    operations = [migrations.AddField(model_name="container", name="way", field=models.JSONField(default=list))]
