"""What must not stand in a text that others read, of whoever denounced (Luật Tố cáo, Điều 40, 56)."""

from service.casework.rules import By
from service.db import Db
from service.desk.actions.who import actor
from service.identities import actions as identities
from service.identities import store as sealed
from service.identities.rules import Identity
from service.naming import home_parts
from service.settings import Settings
from service.terms import CaseId


async def secret_names(db: Db, settings: Settings, by: By, case_id: CaseId, why: str) -> tuple[str, ...]:
    """Opened to be compared, never shown, and written down as every opening is.

    Whoever compares texts with it could find a name out by trying; the record of readings shows that.
    """
    async with db.read() as tx:
        if not await sealed.kept(tx, case_id):
            return ()
    return _told(await identities.read(db, settings, actor(by), case_id, why, roles=by.roles))


def _told(identity: Identity) -> tuple[str, ...]:
    everybody = [(identity.name, identity.address, identity.phone, identity.id_number)]
    everybody += [(one.name, one.address, one.phone, "") for one in identity.signers]
    return tuple(word for name, home, *numbers in everybody for word in (name, *home_parts(home), *numbers) if word)
