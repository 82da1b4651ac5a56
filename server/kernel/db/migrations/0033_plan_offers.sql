set local role mellanrum_owner;

-- ---------------------------------------------------------------- a plan is offered, and the answer is kept
create table plans.offer (
  id uuid not null,
  person_id uuid not null references people.person,
  occasion text not null check (occasion in ('discharge')),
  answer text not null check (answer in ('yes', 'no')),
  said_by text not null check (said_by in ('person', 'relative')),
  words text not null check (length(btrim(words)) > 0 and length(words) <= 2000),
  offered_at timestamptz not null,
  request_id uuid,
  author_unit_id uuid not null references organisations.unit,
  primary key (person_id, id),
  foreign key (person_id, request_id) references commitments.commitment (person_id, id),
  -- A yes goes on as a request to somebody who judges it; a no ends there.
  check ((answer = 'yes') = (request_id is not null))
);
create index offer_by_request on plans.offer (person_id, request_id);
comment on table plans.offer is 'Vid utskrivning erbjuds alltid en SIP (lag 2017:612 4 kap.): att den erbjöds, vad personen sade och med vilka ord. Nya svar läggs till, inget ändras';
comment on column plans.offer.words is 'Vid ja: vad planen ska hålla ihop. Vid nej: personens ord';

alter table access.part no force row level security;
insert into access.part values ('plans.offer', 'plan', false, false);
alter table access.part force row level security;
do $$
begin
  execute 'alter table plans.offer enable row level security';
  execute 'alter table plans.offer force row level security';
  execute 'create policy commands on plans.offer to mellanrum_definer using (true) with check (true)';
  execute 'create policy log_first on plans.offer as restrictive for select to mellanrum_app using ((person_id = any ((select access.logged())::uuid[])) is true)';
  execute 'create policy allowed on plans.offer for select to mellanrum_app using ((person_id, author_unit_id) in (select g.person_id, g.author_unit_id from access.grants(''plan'') g))';
  -- Whoever is to judge reads what the person said to it.
  execute 'create policy party on plans.offer for select to mellanrum_app using (exists (select 1 from commitments.commitment k
    where k.person_id = offer.person_id and k.id = offer.request_id and k.to_unit_id = (select access.staff_unit())))';
  execute 'create policy writes on plans.offer for insert to mellanrum_app with check ((person_id = any ((select access.writable())::uuid[])) is true
    and (author_unit_id = (select access.unit_id()) or (select access.kind()) = ''system'') and (select access.kind()) in (''staff'', ''system''))';
  execute 'grant select, insert, update on plans.offer to mellanrum_definer';
  execute 'grant select, insert on plans.offer to mellanrum_app';
end $$;
create trigger append_only before update or delete on plans.offer for each row execute function access.refuse_change();
create trigger note_author after insert on plans.offer for each row execute function people.note_author();
create trigger never_emptied before truncate on plans.offer for each statement execute function access.refuse_change();
