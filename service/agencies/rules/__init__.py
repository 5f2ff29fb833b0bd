"""What agencies and communes are called, and which of them a text means. Pure.

`names`: how names are compared; `places`: which commune a text means.
"""

from service.agencies.rules.names import fold, plain, search_key
from service.agencies.rules.places import Area, Place, area_meant, areas_like, known_on

__all__ = ["Area", "Place", "area_meant", "areas_like", "fold", "known_on", "plain", "search_key"]
