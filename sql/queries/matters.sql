-- name: matter
-- What only complaints and denunciations have.
select
    level, complexity, remote, remote_reason, anonymous, signed_on, signed_how, against_agency, against, accused_leads,
    decision_no, decision_on, known_on, obstacle, request, forwarded_by, differs, verified_on, invited_for, dialogue, extensions,
    suspended_on, withdrawn, goes_on, outcome_no, outcome_on, acted_on, published_on,
    court_on, obstacle_days, accused_agencies
from case_matter
where case_id = :case_id;

-- name: clear_matter
-- Before it is written anew as a decision leaves it.
delete from case_matter
where case_id = :case_id;

-- name: add_matter
-- What only complaints and denunciations have, as a decision leaves it.
insert into case_matter
select :case_id, m.*
from jsonb_to_record(:matter::jsonb) as m (
    level int, complexity text[], remote boolean, remote_reason text, anonymous boolean, signed_on date, signed_how text,
    against_agency text, against text, accused_leads boolean, decision_no text, decision_on date, known_on date, obstacle text,
    request text, forwarded_by text, differs boolean, verified_on date, invited_for date, dialogue text, extensions int,
    suspended_on date, withdrawn text, goes_on text, outcome_no text, outcome_on date, acted_on date, published_on date,
    court_on date, obstacle_days int, accused_agencies text[]
);

-- name: signers
-- The complainants of a group.
select no, name, address, signed, represents, left_on
from case_signer
where case_id = :case_id
order by no;

-- name: clear_signers
-- Before they are written anew as a decision leaves them.
delete from case_signer
where case_id = :case_id;

-- name: add_signers
-- The complainants of a group, as a decision leaves them.
insert into case_signer (case_id, no, name, address, signed, represents, left_on)
select :case_id, s.no, s.name, s.address, s.signed, s.represents, s.left_on
from jsonb_to_recordset(:signers::jsonb) as s (no int, name text, address text, signed boolean, represents boolean, left_on date);

-- name: link
-- How a new case stands to an earlier one.
insert into case_link (case_id, to_case_id, relation, at)
values (:case_id, :to_case_id, :relation, :at);

-- name: links
-- The cases a case is linked to, and those linked to it (`outward` false).
select c.id, c.number, c.kind, c.state, l.relation, true as outward, c.agency_code, g.name, g.name_en
from case_link l
join case_file c on c.id = l.to_case_id
join agency g on g.code = c.agency_code
where l.case_id = :case_id
union all
select c.id, c.number, c.kind, c.state, l.relation, false as outward, c.agency_code, g.name, g.name_en
from case_link l
join case_file c on c.id = l.case_id
join agency g on g.code = c.agency_code
where l.to_case_id = :case_id
order by 1;
