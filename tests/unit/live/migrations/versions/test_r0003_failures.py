"""Webhooks of before the third revision fail since nobody knows when; they outlive going back."""

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from firstline.live.database import MIGRATIONS, bring_up_to_date, open_database
from firstline.live.webhook_table import WebhookTable

HOOK = """
INSERT INTO webhooks (id, url, secret, kinds, created, delivered, paused)
VALUES ('1', 'http://127.0.0.1:9/', 's', '[]', 5, 7, '')
"""


def test_a_webhook_of_before_is_there_after_and_after_going_back(url: str) -> None:
    engine = open_database(url)
    with engine.connect() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.execute(text(HOOK))
        bring_up_to_date(connection)
        connection.commit()
        table = WebhookTable(url)
        (hook,) = table.all()
        assert (hook.delivered, hook.failing_since) == (7, None)
        table.close()
        command.downgrade(config, "0002")
        connection.commit()
        assert connection.execute(text("SELECT delivered FROM webhooks")).scalar() == 7
    engine.dispose()
