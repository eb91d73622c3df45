from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("worlds", "0001_scenarios_sessions_and_their_log")]

    operations = [migrations.RenameField("turnrecord", "judgement", "meaning")]
