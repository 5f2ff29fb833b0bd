-- Why: outcomes that were made public are listed for everybody, the latest first.
-- Old code: runs on; one more index.

create index case_event_published on case_event (id) where verb = 'PUBLISH';
