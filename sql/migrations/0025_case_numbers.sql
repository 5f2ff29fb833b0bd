-- The numbers of cases no longer follow each other: whoever counts on from a number learns nothing of the cases between, denunciations
-- among them. Numbers given before stay. Code of before runs on, and counts on.

-- table case_number_key: owned by casework; one row, what the order of numbers is shuffled with
create table case_number_key (
    id boolean primary key default true check (id),
    key uuid not null default gen_random_uuid()
);
insert into case_number_key default values;
