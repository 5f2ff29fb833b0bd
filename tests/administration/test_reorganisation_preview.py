"""What a reorganisation would do, said before it is recorded: no number from which a few people can be made out."""

from service.administration.actions import reorganising
from service.administration.rules.reorganisations import Change
from service.db import Db
from service.settings import Settings
from service.terms import Kind
from tests.administration.reorganising import MERGER, form
from tests.casework.lodged import lodged
from tests.desk.desk import HERE, filed


async def test_a_preview_counts_no_denunciation_and_nothing_below_ten(db: Db, settings: Settings):
    for _ in range(9):
        await filed(db)
    for _ in range(12):
        await filed(db, kind=Kind.KHEN_NGOI)
    await lodged(db, settings, Kind.TO_CAO)
    shown = await reorganising.preview(db, Change.MERGE, form(MERGER))
    assert [(one.from_code, one.to_code, one.kind, one.count) for one in shown.going] == [
        (HERE, "X18999", "KHEN_NGOI", 12),
        (HERE, "X18999", "PHAN_ANH_KIEN_NGHI", None),
    ]
    assert shown.communes == ["Xã Kim Phú", "Xã Minh Hóa"]
    assert shown.lost == []
    assert shown.without_intake == ["X18999"]
    assert shown.without_reader == ["X18999"]
