"""`langnghe recount`: the cubes from what was said."""

import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

from service.db import Db
from service.ratings import actions as ratings
from tests.cubes.counted import cubes, truth
from tests.house import settled

HOUSE = Path(__file__).parents[2]


async def test_what_was_said_is_counted_and_nothing_else(own_db: Db, own_dsn: str):
    await ratings.rate(own_db, uuid4(), "SYT", 4)
    await settled(own_db)
    env = os.environ | {"DATABASE_URL": own_dsn, "LANGNGHE_SECRET_KEY": "x" * 32}
    for told in ("1 cells changed", "0 cells changed"):
        done = subprocess.run([sys.executable, "-m", "service", "recount"], cwd=HOUSE, env=env, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr, done.stdout.strip()) == (0, "", told)
        assert await cubes(own_db) == await truth(own_db)
