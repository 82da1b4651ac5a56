set local role mellanrum_owner;

-- ---------------------------------------------------------------- what each chooses for themselves
alter table identity.preference
  add column scheme text not null default 'system' check (scheme in ('system', 'light', 'dark')),
  add column text_size text not null default 'normal' check (text_size in ('normal', 'large', 'larger', 'largest'));
comment on table identity.preference is 'Språk, färger och textstorlek som någon själv valt';

alter table identity.session
  add column signed_in_at timestamptz,
  add column device text check (length(device) <= 60);
comment on column identity.session.signed_in_at is 'When the person signed in; a switch of assignment makes a new session of the same sign-in. Null for those from before it was kept';
comment on column identity.session.device is 'Browser and system in a word each, read from what the browser says it is: so that one knows one''s own again. Nothing finer is kept';

-- ---------------------------------------------------------------- what happened that asks something of someone, or answers them
create table notify.notice (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  kind text not null check (kind in ('asked', 'answered', 'withdrawn', 'lapsed', 'late', 'gap', 'climbed', 'consent_ending', 'plan_changed', 'plan_ready', 'emergency')),
  unit_id uuid references organisations.unit,
  role text check (role = 'head'),
  to_person boolean not null default false,
  relative_id uuid references people.relative,
  person_id uuid not null references people.person,
  commitment_id uuid,
  gap_id uuid,
  plan_id uuid,
  actor text not null,
  detail jsonb not null,
  check (num_nonnulls(unit_id, relative_id) + to_person::int = 1)
);
create index notice_by_unit on notify.notice (unit_id, seq desc) where unit_id is not null;
create index notice_by_person on notify.notice (person_id, seq desc) where to_person;
create index notice_by_relative on notify.notice (relative_id, seq desc) where relative_id is not null;
create index notice_by_age on notify.notice (at);
comment on table notify.notice is 'Händelser: vad som hänt som ber en enhet, personen eller en närstående om något, eller svarar dem. Skrivs i samma transaktion som det som hände; utan namn och ord om personen';
comment on column notify.notice.detail is 'Kind of promise, urgency, move, other unit, level: what a preview may say before anyone knows whom it is about';

create table notify.notice_reader (
  actor_id uuid not null,
  place uuid not null,
  read_to bigint not null,
  primary key (actor_id, place)
);
comment on table notify.notice_reader is 'Hur långt var och en har läst, på varje enhet för sig';
create table notify.notice_read (
  actor_id uuid not null,
  seq bigint not null references notify.notice on delete cascade,
  primary key (actor_id, seq)
);
comment on table notify.notice_read is 'Enstaka händelser som någon har läst';

create table notify.wish (
  subject text primary key,
  kinds text[] not null,
  email text check (length(email) <= 254),
  email_when text not null check (email_when in ('off', 'now', 'daily')),
  push boolean not null default false,
  quiet_from time,
  quiet_to time,
  told_to bigint not null default 0,
  told_on date,
  changed_at timestamptz not null,
  check (email_when = 'off' or email is not null),
  check (num_nulls(quiet_from, quiet_to) in (0, 2))
);
comment on table notify.wish is 'Vad var och en vill få veta utanför Mellanrum, hur och när. told_to = hur långt det är berättat, told_on = dagen för senaste sammanställning';

create table notify.push_subscription (
  endpoint text primary key check (length(endpoint) <= 1000),
  subject text not null,
  p256dh text not null check (length(p256dh) <= 120),
  auth text not null check (length(auth) <= 60),
  made_at timestamptz not null
);
create index push_by_subject on notify.push_subscription (subject);
comment on table notify.push_subscription is 'Webbläsare som någon har bett om notiser i (RFC 8030). Notisen säger bara att något hänt';

do $$
declare t text;
begin
  foreach t in array array['notify.notice', 'notify.notice_reader', 'notify.notice_read', 'notify.wish', 'notify.push_subscription'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy commands on %s to mellanrum_definer using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %s to mellanrum_definer', t);
  end loop;
end $$;
grant usage on all sequences in schema notify to mellanrum_definer;

set local role mellanrum_definer;

-- ---------------------------------------------------------------- sessions of one's own
create function identity.note_device(p_ctx text, p_token_hash bytea, p_device text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
begin
  perform identity.keeper(p_ctx);
  update identity.session s set device = left(p_device, 60), signed_in_at = s.created_at where s.token_hash = p_token_hash;
end $$;

create or replace function identity.choose_assignment(p_ctx text, p_session uuid, p_choice uuid, p_id uuid, p_token_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
declare v_now timestamptz := identity.keeper(p_ctx); o identity.session; v_kind text;
begin
  select * into o from identity.session s where s.id = p_session and s.revoked_at is null and s.expires_at > v_now for update;
  if not found then return false; end if;
  select c.kind into v_kind from identity.choices(o.subject, v_now) c where c.id = p_choice;
  if not found then return false; end if;
  update identity.session s set revoked_at = v_now, id_token = null where s.id = p_session;
  insert into identity.session (token_hash, id, subject, assignment_id, person_id, relative_id, created_at, seen_at, expires_at, ends_at, language, id_token, signed_in_at, device)
  values (p_token_hash, p_id, o.subject, case v_kind when 'staff' then p_choice end, case v_kind when 'person' then p_choice end,
    case v_kind when 'relative' then p_choice end, v_now, v_now, least(o.ends_at, (identity.expiry(v_kind, v_now)).idle), o.ends_at, o.language, o.id_token,
    coalesce(o.signed_in_at, o.created_at), o.device);
  perform audit.open('session.switch', '{}', 'person', jsonb_build_object('subject', o.subject, 'from', p_session, 'session', p_id, 'kind', v_kind, 'choice', p_choice));
  return true;
end $$;

-- Use that is said to be use: whoever answers the warning stays, whatever the minute. Answers the new end, null when the session is over.
create function identity.stay(p_ctx text, p_session uuid) returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
declare v_now timestamptz := identity.keeper(p_ctx); v timestamptz;
begin
  update identity.session s set seen_at = greatest(s.seen_at, v_now),
    expires_at = greatest(s.expires_at, least(s.ends_at, (identity.expiry(identity.kind_of(s), v_now)).idle))
  where s.id = p_session and s.revoked_at is null and s.expires_at > v_now returning s.expires_at into v;
  return v;
end $$;

-- Null when the asking session is over: whoever has no session ends no other.
create function identity.own_sessions(p_ctx text, p_session uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
declare v_now timestamptz := identity.keeper(p_ctx); v_subject text;
begin
  select subject into v_subject from identity.session x where x.id = p_session and x.revoked_at is null and x.expires_at > v_now;
  if not found then return null; end if;
  return (select jsonb_agg(jsonb_build_object('id', s.id, 'here', s.id = p_session, 'device', s.device,
      'since', to_char(coalesce(s.signed_in_at, s.created_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'used', to_char(s.seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'unitId', (select a.unit_id from organisations.assignment a where a.id = s.assignment_id)) order by s.id <> p_session, s.seen_at desc)
    from identity.session s where s.subject = v_subject and s.revoked_at is null and s.expires_at > v_now);
end $$;

-- Ends one of the subject's sessions (p_which), or all others (null). Answers those that ended; null when the asking session is over.
create function identity.end_own_sessions(p_ctx text, p_session uuid, p_which uuid) returns uuid[]
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
declare v_now timestamptz := identity.keeper(p_ctx); v_subject text; v_ended uuid[];
begin
  select subject into v_subject from identity.session x where x.id = p_session and x.revoked_at is null and x.expires_at > v_now;
  if not found then return null; end if;
  with ended as (
    update identity.session s set revoked_at = v_now, id_token = null
    where s.subject = v_subject and s.revoked_at is null and case when p_which is null then s.id <> p_session else s.id = p_which end
    returning s.id
  ) select coalesce(array_agg(id), '{}') into v_ended from ended;
  if cardinality(v_ended) > 0 then
    perform audit.open('session.end_own', '{}', 'person', jsonb_build_object('subject', v_subject, 'by', p_session, 'sessions', v_ended));
  end if;
  return v_ended;
end $$;

create function identity.set_look(p_ctx text, p_session uuid, p_scheme text, p_text_size text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
declare v_now timestamptz := identity.keeper(p_ctx); s identity.session;
begin
  select * into s from identity.session x where x.id = p_session and x.revoked_at is null and x.expires_at > v_now;
  if not found then return false; end if;
  insert into identity.preference (subject, language, changed_at, scheme, text_size) values (s.subject, s.language, v_now, p_scheme, p_text_size)
    on conflict (subject) do update set scheme = excluded.scheme, text_size = excluded.text_size, changed_at = excluded.changed_at;
  return true;
end $$;

create function identity.look_of(p_ctx text, p_subject text) returns table (scheme text, text_size text)
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
begin
  perform identity.keeper(p_ctx);
  return query select p.scheme, p.text_size from identity.preference p where p.subject = p_subject;
end $$;

create or replace function identity.set_language(p_ctx text, p_session uuid, p_language text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
declare v_now timestamptz := identity.keeper(p_ctx); v_subject text;
begin
  update identity.session s set language = p_language where s.id = p_session and s.revoked_at is null and s.expires_at > v_now
    returning s.subject into v_subject;
  if not found then return false; end if;
  insert into identity.preference (subject, language, changed_at) values (v_subject, p_language, v_now)
    on conflict (subject) do update set language = excluded.language, changed_at = excluded.changed_at;
  return true;
end $$;

create or replace function identity.me(p_ctx text, p_session uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
declare v_now timestamptz := identity.keeper(p_ctx); s identity.session; v_chosen uuid; f organisations.staff; v_name text; v_choices jsonb; v_look jsonb;
begin
  select * into s from identity.session x where x.id = p_session and x.revoked_at is null and x.expires_at > v_now;
  if not found then return null; end if;
  v_chosen := coalesce(s.assignment_id, s.person_id, s.relative_id);
  select * into f from organisations.staff x where identity.kind_of(s) = 'staff' and x.subject = s.subject;
  if f.disabled_at <= v_now then return null; end if;
  v_name := coalesce(f.name, (select q.given_name || ' ' || q.family_name from people.person q where q.person_id = s.person_id),
    (select r.name from people.relative r where r.id = s.relative_id));
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'role', c.role, 'chosen', c.id is not distinct from v_chosen,
      'unit', case when c.unit_id is not null then jsonb_build_object('id', c.unit_id, 'name', c.unit_name, 'tag', c.unit_tag, 'provider', c.provider_name) end)
      order by c.kind desc, c.unit_name, c.role, c.id), '[]')
    into v_choices from identity.choices(s.subject, v_now) c;
  v_look := coalesce((select jsonb_build_object('scheme', p.scheme, 'textSize', p.text_size) from identity.preference p where p.subject = s.subject),
    '{"scheme": "system", "textSize": "normal"}');
  return jsonb_build_object('kind', identity.kind_of(s), 'name', v_name, 'title', f.title,
    'assignment', (select c from jsonb_array_elements(v_choices) c where (c ->> 'chosen')::boolean),
    'assignments', v_choices, 'language', s.language, 'look', v_look,
    'session', jsonb_build_object('now', to_char(v_now at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'expiresAt', to_char(s.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'endsAt', to_char(s.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')));
end $$;

-- ---------------------------------------------------------------- notices are written by what happens, in its own transaction
create function notify.notice_of_promise() returns trigger
language plpgsql security definer set search_path = pg_catalog, notify as $$
declare k commitments.commitment; g commitments.gap; v_kind text; v_units uuid[]; v_detail jsonb; v_by uuid := new.author_unit_id;
begin
  if new.type in ('gap_raised', 'gap_climbed') then
    select * into g from commitments.gap x where x.person_id = new.person_id and x.id = new.subject_id;
    v_detail := jsonb_build_object('gap', g.kind, 'level', g.level);
    v_kind := case when new.type = 'gap_climbed' then 'climbed' when g.kind = 'consent_ending' then 'consent_ending'
      when g.kind in ('unanswered', 'overdue') then 'late' else 'gap' end;
    v_units := case when g.level < 2 then array[g.move_unit_id] else (select coalesce(array_agg(distinct b.unit_id), '{}') from organisations.agreement_body b
      where b.municipality_code = g.municipality_code and b.level = case g.level when 2 then 'operational' else 'strategic' end) end;
    insert into notify.notice (at, kind, unit_id, role, person_id, commitment_id, gap_id, actor, detail)
    select new.at, v_kind, u, case when g.level = 1 then 'head' end, g.person_id,
      case when g.kind in ('unanswered', 'overdue') and g.level = 0 then g.subject_id end, g.id, new.actor, v_detail
    from unnest(v_units) u;
    return null;
  end if;
  v_kind := case when new.type in ('offered', 'promised') then 'asked'
    when new.type in ('accepted', 'declined', 'proposed', 'kept', 'not_kept', 'paused', 'resumed') then 'answered'
    when new.type in ('withdrawn', 'superseded') then 'withdrawn' when new.type = 'lapsed' then 'lapsed' end;
  if v_kind is null then return null; end if;
  select * into k from commitments.commitment x where x.person_id = new.person_id and x.id = new.subject_id;
  if not found then return null; end if;
  v_detail := jsonb_build_object('what', k.kind, 'urgency', k.urgency, 'move', new.type,
    'by', case when v_by <> '00000000-0000-0000-0000-000000000000' then v_by end);
  if new.type = 'promised' and k.to_kind = 'unit' then return null; end if;
  -- The parties but the one who acted. What is asked and taken back concerns those asked; an answer, those who asked, and those who were
  -- proposed another time.
  v_units := case when v_kind in ('asked', 'withdrawn') then array_remove(array[k.to_unit_id] || k.open_to, null)
    else array_remove(array[k.from_unit_id] || case when new.type in ('accepted', 'proposed', 'paused', 'resumed') then array[k.to_unit_id] else '{}' end, null) end;
  insert into notify.notice (at, kind, unit_id, person_id, commitment_id, actor, detail)
  select distinct new.at, v_kind, u, k.person_id, k.id, new.actor, v_detail from unnest(v_units) u
  where u <> v_by and u <> '00000000-0000-0000-0000-000000000000';
  if k.relative_id is not null and (v_kind in ('asked', 'withdrawn')) = (k.to_kind = 'relative') and new.actor not like 'relative:%' then
    insert into notify.notice (at, kind, relative_id, person_id, commitment_id, actor, detail) values (new.at, v_kind, k.relative_id, k.person_id, k.id, new.actor, v_detail);
  elsif (k.from_kind = 'person' and v_kind in ('answered', 'lapsed') or k.to_kind = 'person' and v_kind in ('asked', 'withdrawn')) and new.actor not like 'person:%' then
    insert into notify.notice (at, kind, to_person, person_id, commitment_id, actor, detail) values (new.at, v_kind, true, k.person_id, k.id, new.actor, v_detail);
  end if;
  return null;
end $$;

create function notify.notice_of_plan() returns trigger
language plpgsql security definer set search_path = pg_catalog, notify as $$
declare c access.caller := access.caller(); v_at timestamptz := coalesce(c.now, clock_timestamp());
begin
  if new.edition = old.edition and new.state = old.state then return null; end if;
  insert into notify.notice (at, kind, unit_id, person_id, plan_id, actor, detail)
  select v_at, 'plan_changed', u.id, new.person_id, new.id, coalesce(c.actor, 'system'), jsonb_build_object('type', new.type, 'state', new.state, 'by', c.unit_id)
  from (select new.responsible_unit_id as id union select k.to_unit_id from plans.intervention i
      join commitments.commitment k on k.person_id = i.person_id and k.id = i.commitment_id and k.ended_at is null
      where i.person_id = new.person_id and i.plan_id = new.id) u
  where u.id is not null and u.id is distinct from c.unit_id;
  if c.kind is distinct from 'person' then
    insert into notify.notice (at, kind, to_person, person_id, plan_id, actor, detail)
    values (v_at, case when new.state = 'active' and new.person_agrees = 'not_asked' then 'plan_ready' else 'plan_changed' end, true, new.person_id, new.id,
      coalesce(c.actor, 'system'), jsonb_build_object('type', new.type, 'state', new.state, 'by', c.unit_id));
  end if;
  return null;
end $$;

create function notify.notice_of_emergency() returns trigger
language plpgsql security definer set search_path = pg_catalog, notify as $$
begin
  insert into notify.notice (at, kind, to_person, person_id, actor, detail)
  values (new.opened_at, 'emergency', true, new.person_id, coalesce((access.caller()).actor, 'system'), jsonb_build_object('by', new.author_unit_id));
  return null;
end $$;
grant execute on function notify.notice_of_promise(), notify.notice_of_plan(), notify.notice_of_emergency() to mellanrum_owner;

-- ---------------------------------------------------------------- and read by whom they concern, as the ties are now
-- What the caller may be told of now, the last first. `settled`: what it asked has been done, by whomever.
create function notify.visible(c access.caller, p_limit int) returns table (seq bigint, n notify.notice, settled boolean, seen boolean)
language sql stable security definer set search_path = pg_catalog, notify as $$
  with place as (select case when c.kind = 'staff' then c.unit_id else c.person_id end as id), mine as (
    (select x from notify.notice x where c.kind = 'staff' and x.unit_id = c.unit_id and (x.role is null or x.role = c.role) and x.actor <> c.actor
      and x.at > c.now - interval '30 days' order by x.seq desc limit p_limit)
    union all
    (select x from notify.notice x where c.kind = 'person' and x.to_person and x.person_id = c.person_id
      and x.at > c.now - interval '30 days' order by x.seq desc limit p_limit)
    union all
    (select x from notify.notice x where c.kind = 'relative' and x.relative_id = c.actor_id and x.person_id = c.person_id
      and x.at > c.now - interval '30 days' order by x.seq desc limit p_limit)
  )
  select (m.x).seq, m.x,
    case when (m.x).gap_id is not null then not exists (select 1 from commitments.gap g where g.id = (m.x).gap_id and g.closed_at is null)
      when (m.x).kind = 'asked' then not exists (select 1 from commitments.commitment k where k.person_id = (m.x).person_id and k.id = (m.x).commitment_id
        and k.state in ('offered', 'received', 'proposed')) else false end,
    (m.x).seq <= coalesce((select r.read_to from notify.notice_reader r, place where r.actor_id = c.actor_id and r.place = place.id), 0)
      or exists (select 1 from notify.notice_read r where r.actor_id = c.actor_id and r.seq = (m.x).seq)
  from mine m
  -- A plan is told of only to a unit that is still in the circle: its link names a person.
  where (m.x).plan_id is null or access.tie(c, (m.x).person_id) in ('circle', 'emergency', 'self')
$$;

create function notify.unread(p_ctx text) returns int
language plpgsql volatile security definer set search_path = pg_catalog, notify as $$
declare c access.caller := access.enter(p_ctx);
begin
  return (select count(*) from notify.visible(c, 100) v where not v.settled and not v.seen and (v.n).at > c.now - interval '7 days');
end $$;
comment on function notify.unread(text) is 'How many of the last seven days ask or answer and are not read. A number, of no person';

create function notify.notices(p_ctx text, p_limit int) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, notify as $$
declare c access.caller := access.enter(p_ctx); v_rows jsonb; v_persons uuid[];
begin
  select coalesce(jsonb_agg(jsonb_build_object('id', v.seq, 'at', (v.n).at, 'kind', (v.n).kind, 'read', v.seen or v.settled, 'settled', v.settled,
      'commitmentId', (v.n).commitment_id, 'personId', case when (v.n).plan_id is not null and c.kind = 'staff' then (v.n).person_id end,
      'what', (v.n).detail ->> 'what', 'move', (v.n).detail ->> 'move', 'urgency', (v.n).detail ->> 'urgency', 'byUnitId', (v.n).detail ->> 'by',
      'gap', (v.n).detail ->> 'gap', 'level', ((v.n).detail ->> 'level')::int) order by v.seq desc), '[]'),
    coalesce(array_agg(distinct (v.n).person_id) filter (where (v.n).plan_id is not null and c.kind = 'staff'), '{}')
    into v_rows, v_persons from notify.visible(c, p_limit) v;
  perform audit.record(c, 'notices', v_persons, 'list', '{}');
  return v_rows;
end $$;

create function notify.mark_read(p_ctx text, p_seq bigint, p_all boolean) returns int
language plpgsql volatile security definer set search_path = pg_catalog, notify as $$
declare c access.caller := access.enter(p_ctx);
begin
  if p_all then
    insert into notify.notice_reader (actor_id, place, read_to) values (c.actor_id, case when c.kind = 'staff' then c.unit_id else c.person_id end, p_seq)
      on conflict (actor_id, place) do update set read_to = greatest(notify.notice_reader.read_to, excluded.read_to);
  else
    insert into notify.notice_read (actor_id, seq) select c.actor_id, v.seq from notify.visible(c, 200) v where v.seq = p_seq on conflict do nothing;
  end if;
  return notify.unread(p_ctx);
end $$;

-- ---------------------------------------------------------------- and told outside Mellanrum to those who have asked for it
create function notify.subject_of(p_ctx text, p_session uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, notify as $$
declare v_now timestamptz := identity.keeper(p_ctx);
begin
  return (select s.subject from identity.session s where s.id = p_session and s.revoked_at is null and s.expires_at > v_now);
end $$;

create function notify.wish_of(p_ctx text, p_session uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, notify as $$
declare v_subject text := notify.subject_of(p_ctx, p_session);
begin
  return (select jsonb_build_object('kinds', w.kinds, 'email', w.email, 'emailWhen', w.email_when, 'push', w.push,
      'quietFrom', to_char(w.quiet_from, 'HH24:MI'), 'quietTo', to_char(w.quiet_to, 'HH24:MI')) from notify.wish w where w.subject = v_subject);
end $$;

create function notify.set_wish(p_ctx text, p_session uuid, p jsonb) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, notify as $$
declare v_subject text := notify.subject_of(p_ctx, p_session); v_now timestamptz := (access.caller()).now;
begin
  if v_subject is null then return false; end if;
  insert into notify.wish (subject, kinds, email, email_when, push, quiet_from, quiet_to, told_to, told_on, changed_at)
  values (v_subject, array(select jsonb_array_elements_text(p -> 'kinds')), p ->> 'email', p ->> 'emailWhen', (p ->> 'push')::boolean,
    (p ->> 'quietFrom')::time, (p ->> 'quietTo')::time, (select coalesce(max(seq), 0) from notify.notice), (v_now at time zone 'Europe/Stockholm')::date, v_now)
  on conflict (subject) do update set kinds = excluded.kinds, email = excluded.email, email_when = excluded.email_when, push = excluded.push,
    quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, changed_at = excluded.changed_at;
  if not (p ->> 'push')::boolean then delete from notify.push_subscription s where s.subject = v_subject; end if;
  return true;
end $$;

create function notify.set_push(p_ctx text, p_session uuid, p_endpoint text, p_p256dh text, p_auth text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, notify as $$
declare v_subject text := notify.subject_of(p_ctx, p_session);
begin
  if v_subject is null then return false; end if;
  -- A shared browser tells the last who asked for it.
  insert into notify.push_subscription (endpoint, subject, p256dh, auth, made_at) values (p_endpoint, v_subject, p_p256dh, p_auth, (access.caller()).now)
    on conflict (endpoint) do update set subject = excluded.subject, p256dh = excluded.p256dh, auth = excluded.auth, made_at = excluded.made_at;
  return true;
end $$;

-- Whoever has something new of the kinds asked for, and is not in their quiet hours: a letter is put in the post, and the browsers to
-- tell are answered. What comes in quiet hours is told when they end; a daily letter goes after half past seven.
create function notify.tell_outside(p_now timestamptz) returns table (endpoint text, p256dh text, auth text, language text)
language plpgsql volatile security definer set search_path = pg_catalog, notify as $$
declare w notify.wish; v_local timestamp := p_now at time zone 'Europe/Stockholm'; v_time time := v_local::time; v_last bigint; v_language text; v_mail boolean;
begin
  for w in select x.* from notify.wish x where x.email_when <> 'off' or x.push for update skip locked loop
    continue when w.quiet_from is not null and case when w.quiet_from < w.quiet_to then v_time >= w.quiet_from and v_time < w.quiet_to
      else v_time >= w.quiet_from or v_time < w.quiet_to end;
    continue when w.email_when = 'daily' and not w.push and (w.told_on >= v_local::date or v_time < '07:30');
    select max(x.seq) into v_last from notify.notice x where x.seq > w.told_to and x.kind = any (w.kinds) and (
      exists (select 1 from identity.choices(w.subject, p_now) o left join organisations.staff m on m.subject = w.subject where o.kind = 'staff' and x.unit_id = o.unit_id
        and (x.role is null or x.role = o.role) and x.actor not like '%' || m.id || '%'
        and (x.plan_id is null or exists (select 1 from people.engagement e where e.person_id = x.person_id and e.unit_id = o.unit_id and e.valid_from <= p_now and (e.valid_to is null or e.valid_to > p_now))))
      or exists (select 1 from identity.choices(w.subject, p_now) o where o.kind = 'person' and x.to_person and x.person_id = o.id)
      or exists (select 1 from identity.choices(w.subject, p_now) o where o.kind = 'relative' and x.relative_id = o.id));
    if v_last is null then
      continue;
    end if;
    v_language := coalesce((select f.language from identity.preference f where f.subject = w.subject), 'sv');
    v_mail := w.email_when = 'now' or w.email_when = 'daily' and v_time >= '07:30' and w.told_on < v_local::date;
    if v_mail then
      insert into notify.mail (id, to_address, template, data, created_at) values (gen_random_uuid(), w.email, 'notice', jsonb_build_object('language', v_language), p_now);
    end if;
    update notify.wish x set told_to = v_last, told_on = case when v_mail then v_local::date else x.told_on end where x.subject = w.subject;
    if w.push then
      return query select s.endpoint, s.p256dh, s.auth, v_language from notify.push_subscription s where s.subject = w.subject;
    end if;
  end loop;
end $$;

create function notify.drop_push(p_endpoint text) returns void
language sql volatile security definer set search_path = pg_catalog, notify as $$ delete from notify.push_subscription where endpoint = p_endpoint $$;

create or replace function notify.prune() returns bigint
language sql volatile security definer set search_path = pg_catalog, notify as $$
  with old as (delete from notify.notice where at < clock_timestamp() - interval '60 days' returning 1),
    gone as (delete from notify.change where at < clock_timestamp() - interval '10 minutes' returning 1)
  select (select count(*) from gone) + 0 * (select count(*) from old)
$$;
comment on function notify.prune() is 'Removes changes older than 10 minutes: a page that was away longer fetches all anew; and notices that nobody is shown any more';

grant execute on function identity.note_device(text, bytea, text), identity.stay(text, uuid), identity.own_sessions(text, uuid), identity.end_own_sessions(text, uuid, uuid),
  identity.set_look(text, uuid, text, text), identity.look_of(text, text), notify.unread(text), notify.notices(text, int), notify.mark_read(text, bigint, boolean),
  notify.wish_of(text, uuid), notify.set_wish(text, uuid, jsonb), notify.set_push(text, uuid, text, text, text) to mellanrum_app;
grant execute on function notify.tell_outside(timestamptz), notify.drop_push(text) to mellanrum_system;

set local role mellanrum_owner;
create trigger notice after insert on commitments.event for each row execute function notify.notice_of_promise();
create trigger notice after update on plans.plan for each row execute function notify.notice_of_plan();
create trigger notice after insert on people.emergency for each row execute function notify.notice_of_emergency();
