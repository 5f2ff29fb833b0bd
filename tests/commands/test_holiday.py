"""`langnghe holiday`: a notice moves days of rest, and no notice can take a fixed one away."""

import os
import subprocess
import sys
from pathlib import Path

import asyncpg

HOUSE = Path(__file__).parents[2]


def holiday(dsn: str, day: str, kind: str) -> subprocess.CompletedProcess[str]:
    argv = [sys.executable, "-m", "service", "holiday", day, kind, "--name", "Tên", "--name-en", "Name", "--source", "Công văn"]
    env = os.environ | {"DATABASE_URL": dsn, "LANGNGHE_SECRET_KEY": "x" * 32}
    return subprocess.run(argv, cwd=HOUSE, env=env, capture_output=True, text=True, check=False)


async def test_a_fixed_holiday_of_the_law_stays_one(own_dsn: str):
    refused = holiday(own_dsn, "2026-11-24", "ordinary")
    assert refused.returncode == 1
    assert "Ngày Văn hóa Việt Nam 24/11 là ngày nghỉ theo Nghị quyết 28/2026/QH16" in refused.stderr
    moved = holiday(own_dsn, "2026-11-23", "off")
    assert (moved.returncode, moved.stderr) == (0, "")
    connection = await asyncpg.connect(own_dsn)
    kinds = dict(await connection.fetch("select day::text, kind from langnghe.holiday where day between '2026-11-20' and '2026-11-30'"))
    await connection.close()
    assert kinds == {"2026-11-23": "off", "2026-11-24": "off"}
