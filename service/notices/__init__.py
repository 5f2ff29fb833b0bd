"""Who is told what comes near, is due or is late. Nobody calls it: it reads the record of events, and each event is told once."""
