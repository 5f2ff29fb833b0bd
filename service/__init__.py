"""Lắng Nghe: residents say how social policy reaches them, and the body that must answer does, in time."""
