set local role mellanrum_owner;

-- ---------------------------------------------------------------- fixed meeting hours are kept by those who keep the agreement
alter table organisations.meeting_hour add column version int not null default 1;
alter table organisations.change drop constraint change_kind_check;
alter table organisations.change add constraint change_kind_check
  check (kind in ('unit', 'contact_way', 'staff', 'assignment', 'agreement_term', 'meeting_hour'));
create trigger count_version before update on organisations.meeting_hour for each row execute function organisations.count_version();
create trigger note_change after insert or update on organisations.meeting_hour for each row execute function organisations.note_change();

set local role mellanrum_definer;
-- They propose times for meetings to come and judge nothing that has been, so they are changed where they stand; the history has what stood.
create function organisations.add_hour(c access.caller, p jsonb) returns jsonb
language plpgsql volatile set search_path = pg_catalog, organisations as $$
begin
  if (p ->> 'agreementId')::uuid not in (select organisations.governed()) then raise exception 'no such agreement' using errcode = 'MR404'; end if;
  -- One at a time for each agreement: two hours that overlap cannot pass each other.
  perform pg_advisory_xact_lock(hashtextextended(p ->> 'agreementId', 34));
  insert into organisations.meeting_hour (id, agreement_id, weekday, from_time, to_time, note, valid_from, source, verified)
  values ((p ->> 'newId')::uuid, (p ->> 'agreementId')::uuid, (p ->> 'weekday')::int, (p ->> 'from')::time, (p ->> 'to')::time, p ->> 'note',
    (p ->> 'validFrom')::date, p ->> 'source', (p ->> 'verified')::boolean);
  return jsonb_build_object('id', p ->> 'newId');
end $$;

create function organisations.change_hour(c access.caller, p jsonb) returns jsonb
language plpgsql volatile set search_path = pg_catalog, organisations as $$
declare h organisations.meeting_hour; s jsonb := p -> 'set';
begin
  select * into h from organisations.meeting_hour x where x.id = (p ->> 'id')::uuid;
  if h.id is null or h.agreement_id not in (select organisations.governed()) then raise exception 'no such hours' using errcode = 'MR404'; end if;
  perform pg_advisory_xact_lock(hashtextextended(h.agreement_id::text, 34));
  select * into h from organisations.meeting_hour x where x.id = h.id for no key update;
  if h.version <> (p ->> 'version')::int then return '{"stale": true}'; end if;
  update organisations.meeting_hour x set weekday = organisations.said(s, 'weekday', h.weekday::text)::int, from_time = organisations.said(s, 'from', h.from_time::text)::time,
    to_time = organisations.said(s, 'to', h.to_time::text)::time, note = organisations.said(s, 'note', h.note), source = organisations.said(s, 'source', h.source),
    valid_from = organisations.said(s, 'validFrom', h.valid_from::text)::date, valid_to = organisations.said(s, 'validTo', h.valid_to::text)::date,
    verified = organisations.said(s, 'verified', h.verified::text)::boolean where x.id = h.id;
  return jsonb_build_object('id', h.id);
end $$;

do $$
declare v text; w text;
begin
  v := pg_get_functiondef('organisations.administer(jsonb)'::regprocedure);
  w := replace(v, 'when ''term.withdraw''', 'when ''hour.add'' then organisations.add_hour(c, p)
      when ''hour.edit'' then organisations.change_hour(c, p)
      when ''term.withdraw''');
  if w = v then raise exception 'administer is not as it was'; end if;
  execute w;
end $$;
