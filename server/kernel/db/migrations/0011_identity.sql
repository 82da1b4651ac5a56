set local role mellanrum_owner;

-- ---------------------------------------------------------------- how long a session lives
create table identity.session_limit (
  caller_kind text not null check (caller_kind in ('staff', 'person', 'relative')),
  idle interval not null check (idle > interval '0'),
  absolute interval not null check (absolute >= idle),
  valid_from timestamptz not null,
  reason text not null,
  primary key (caller_kind, valid_from)
);
comment on table identity.session_limit is 'Hur länge en inloggning gäller: utan användning, och som längst. Daterat, med skäl (ASVS 5.0 7.1.1, 7.3.1, 7.3.2)';
insert into identity.session_limit values
  ('staff', '30 minutes', '12 hours', '2000-01-01T00:00:00Z', 'Idle: shared workplaces and phones put down between two visits; a round of visits must not sign anyone out mid-sentence. Absolute: the longest ordinary shift, so that each shift begins with a sign-in'),
  ('person', '30 minutes', '12 hours', '2000-01-01T00:00:00Z', 'Idle: long enough to read one''s plan at one''s own pace (WCAG 2.2.1), short enough for a borrowed computer. Absolute: one day''s use'),
  ('relative', '30 minutes', '12 hours', '2000-01-01T00:00:00Z', 'As for the person');

alter table identity.session
  add column ends_at timestamptz not null default 'infinity',
  add column language text not null default 'sv' check (language in ('sv', 'en')),
  add constraint within_limits check (expires_at <= ends_at),
  add constraint one_role check (assignment_id is null or num_nonnulls(person_id, relative_id) = 0);
create index session_live on identity.session (subject) where revoked_at is null;
comment on column identity.session.expires_at is 'Slides forward with use, never past ends_at';
comment on column identity.session.ends_at is 'Sign-in plus the absolute limit; follows along when the assignment is switched';

create table identity.preference (
  subject text primary key,
  language text not null check (language in ('sv', 'en')),
  changed_at timestamptz not null
);
comment on table identity.preference is 'Språk som någon själv valt';

create table identity.kept (
  name text primary key check (name in ('issuer', 'attempt')),
  value jsonb not null,
  made_at timestamptz not null
);
comment on table identity.kept is 'Keys that the embedded issuer and the sign-in cookie made at first start. Only a system caller can read them';
create index oidc_state_by_age on identity.oidc_state (expires_at);

do $$
declare t text;
begin
  foreach t in array array['identity.session_limit', 'identity.preference', 'identity.kept'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy commands on %s to mellanrum_definer using (true) with check (true)', t);
    execute format('grant select, insert, update on %s to mellanrum_definer', t);
  end loop;
end $$;

set local role mellanrum_definer;

-- Every function below is the program's own doing, never a caller's: it wants a context signed for the system. Smuggled SQL in
-- somebody's transaction cannot sign one, so it can neither start a session for another nor read the issuer's keys.
create function identity.keeper(p_ctx text) returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
begin
  perform access.enter(p_ctx);
  if (access.caller()).kind is distinct from 'system' then raise exception 'only the program itself keeps sessions' using errcode = 'MR401'; end if;
  return (access.caller()).now;
end $$;

-- Keeps the first value ever given for a name, whoever starts first, and answers what is kept.
create function identity.keep(p_ctx text, p_name text, p_value jsonb) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
declare v_now timestamptz := identity.keeper(p_ctx); v jsonb;
begin
  insert into identity.kept (name, value, made_at) values (p_name, p_value, v_now) on conflict do nothing;
  select value into v from identity.kept where name = p_name;
  return v;
end $$;

-- ---------------------------------------------------------------- what the embedded issuer stores
-- It is a program of its own that takes time from the computer, so its entries age by the computer's clock and not by ours.
create function identity.oidc_put(p_ctx text, p_kind text, p_id text, p_payload jsonb, p_seconds int) returns void
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
begin
  perform identity.keeper(p_ctx);
  if p_kind = 'Interaction' then
    delete from identity.oidc_state where expires_at < clock_timestamp() - interval '1 hour';
  end if;
  insert into identity.oidc_state as o (kind, id, payload, grant_id, uid, user_code, expires_at)
  values (p_kind, p_id, p_payload, p_payload ->> 'grantId', p_payload ->> 'uid', p_payload ->> 'userCode', clock_timestamp() + make_interval(secs => p_seconds))
  on conflict (kind, id) do update set payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid,
    user_code = excluded.user_code, expires_at = excluded.expires_at;
end $$;

create function identity.oidc_find(p_ctx text, p_kind text, p_by text, p_value text) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
declare v jsonb;
begin
  perform identity.keeper(p_ctx);
  select o.payload || case when o.consumed_at is null then '{}' else jsonb_build_object('consumed', extract(epoch from o.consumed_at)::bigint) end into v
  from identity.oidc_state o
  where o.kind = p_kind and (o.expires_at is null or o.expires_at > clock_timestamp())
    and case p_by when 'id' then o.id when 'uid' then o.uid when 'user_code' then o.user_code end = p_value
  limit 1;
  return v;
end $$;

-- A code is used once, also when two ask at the same moment.
create function identity.oidc_consume(p_ctx text, p_kind text, p_id text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
begin
  perform identity.keeper(p_ctx);
  update identity.oidc_state set consumed_at = clock_timestamp() where kind = p_kind and id = p_id and consumed_at is null;
  if not found then raise exception 'already used' using errcode = 'MR409'; end if;
end $$;

create function identity.oidc_forget(p_ctx text, p_kind text, p_by text, p_value text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
begin
  perform identity.keeper(p_ctx);
  if p_by = 'grant' then
    delete from identity.oidc_state where kind = p_kind and grant_id = p_value;
  else
    delete from identity.oidc_state where kind = p_kind and id = p_value;
  end if;
end $$;

-- ---------------------------------------------------------------- who a subject may act as
-- Each current assignment of a member of staff, the person, and each person one is a relative of. Nothing here names another person.
create function identity.choices(p_subject text, p_now timestamptz)
returns table (kind text, id uuid, role text, unit_id uuid, unit_name text, unit_tag text, provider_name text, since timestamptz)
language sql stable security definer set search_path = pg_catalog, identity as $$
  select 'staff', a.id, a.role, u.id, u.name, u.tag, p.name, a.valid_from
  from organisations.staff s
  join organisations.assignment a on a.staff_id = s.id and a.valid_from <= p_now and (a.valid_to is null or a.valid_to > p_now)
  join organisations.unit u on u.id = a.unit_id and (u.closed_at is null or u.closed_at > p_now)
  join organisations.provider p on p.id = u.provider_id
  where s.subject = p_subject and (s.disabled_at is null or s.disabled_at > p_now)
  union all
  select 'person', q.person_id, 'person', null, null, null, null, null from people.person q where q.subject = p_subject
  union all
  select 'relative', r.id, r.relation, null, null, null, null, r.valid_from from people.relative r
  where r.subject = p_subject and r.valid_from <= p_now and (r.valid_to is null or r.valid_to > p_now)
$$;

create function identity.expiry(p_kind text, p_now timestamptz, out idle timestamptz, out absolute timestamptz)
language sql stable security definer set search_path = pg_catalog, identity as $$
  select p_now + l.idle, p_now + l.absolute from identity.session_limit l
  where l.caller_kind = p_kind and l.valid_from <= p_now order by l.valid_from desc limit 1
$$;

create function identity.kind_of(s identity.session) returns text language sql immutable set search_path = pg_catalog as $$
  select case when s.relative_id is not null then 'relative' when s.person_id is not null then 'person' else 'staff' end
$$;

-- ---------------------------------------------------------------- sessions
-- Starts a session for a subject that the issuer has vouched for. No row when nobody here has that subject (or is disabled): that is logged
-- and refused. One possible role is chosen at once; a member of staff with several chooses before anything can be read.
create function identity.start_session(p_ctx text, p_subject text, p_id uuid, p_token_hash bytea, p_replaces bytea, p_language text, p_id_token text)
returns table (id uuid, language text)
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
declare
  v_now timestamptz := identity.keeper(p_ctx);
  v_staff boolean; v_count int; v_kind text; v_choice uuid; v_idle timestamptz; v_absolute timestamptz; v_language text;
begin
  v_staff := exists (select 1 from organisations.staff s where s.subject = p_subject and (s.disabled_at is null or s.disabled_at > v_now));
  select count(*), (array_agg(c.kind order by c.kind, c.since desc, c.id))[1], (array_agg(c.id order by c.kind, c.since desc, c.id))[1]
    into v_count, v_kind, v_choice from identity.choices(p_subject, v_now) c;
  if not v_staff and v_count = 0 then
    perform audit.open('session.refused', '{}', 'person', jsonb_build_object('subject', left(p_subject, 200)));
    return;
  end if;
  if v_count <> 1 and v_staff then
    v_kind := null;
    v_choice := null;
  end if;
  select e.idle, e.absolute into v_idle, v_absolute from identity.expiry(coalesce(v_kind, 'staff'), v_now) e;
  v_language := coalesce(p_language, (select f.language from identity.preference f where f.subject = p_subject), 'sv');
  if p_replaces is not null then
    update identity.session set revoked_at = v_now, id_token = null where token_hash = p_replaces and revoked_at is null;
  end if;
  insert into identity.session (token_hash, id, subject, assignment_id, person_id, relative_id, created_at, seen_at, expires_at, ends_at, language, id_token)
  values (p_token_hash, p_id, p_subject, case v_kind when 'staff' then v_choice end, case v_kind when 'person' then v_choice end,
    case v_kind when 'relative' then v_choice end, v_now, v_now, v_idle, v_absolute, v_language, p_id_token);
  perform audit.open('session.start', '{}', 'person', jsonb_build_object('subject', p_subject, 'session', p_id, 'kind', coalesce(v_kind, 'staff'), 'choice', v_choice));
  return query select p_id, v_language;
end $$;

-- All that the server needs to know about the one who holds the token, in one row; none when the session is over or staff is disabled.
-- The assignment's columns are null when none is chosen or the chosen one has ended.
create function identity.find_session(p_ctx text, p_token_hash bytea) returns table (
  kind text, id uuid, subject text, language text, seen_at timestamptz, expires_at timestamptz, name text, staff_id uuid, assignment_id uuid,
  unit_id uuid, provider_id uuid, authority_id uuid, branch text, role text, person_id uuid, relative_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
declare v_now timestamptz := identity.keeper(p_ctx);
begin
  return query
  select identity.kind_of(s), s.id, s.subject, s.language, s.seen_at, s.expires_at,
    coalesce(q.given_name || ' ' || q.family_name, r.name, f.name), f.id, a.id, u.id, p.id, p.authority_id, p.branch, a.role,
    coalesce(q.person_id, r.person_id), r.id
  from identity.session s
  left join people.person q on q.person_id = s.person_id and q.subject = s.subject
  left join people.relative r on r.id = s.relative_id and r.subject = s.subject and r.valid_from <= v_now and (r.valid_to is null or r.valid_to > v_now)
  left join organisations.staff f on s.person_id is null and s.relative_id is null and f.subject = s.subject
    and (f.disabled_at is null or f.disabled_at > v_now)
  left join organisations.assignment a on a.id = s.assignment_id and a.staff_id = f.id and a.valid_from <= v_now
    and (a.valid_to is null or a.valid_to > v_now)
    and exists (select 1 from organisations.unit x where x.id = a.unit_id and (x.closed_at is null or x.closed_at > v_now))
  left join organisations.unit u on u.id = a.unit_id
  left join organisations.provider p on p.id = u.provider_id
  where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > v_now
    and coalesce(q.person_id, r.id, f.id) is not null;
end $$;

-- Use moves the idle limit forward. Answers the new end, null when the session is over.
create function identity.touch(p_ctx text, p_token_hash bytea) returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
declare v_now timestamptz := identity.keeper(p_ctx); v timestamptz;
begin
  update identity.session s set seen_at = greatest(s.seen_at, v_now),
    expires_at = greatest(s.expires_at, least(s.ends_at, (identity.expiry(identity.kind_of(s), v_now)).idle))
  where s.token_hash = p_token_hash and s.revoked_at is null and s.expires_at > v_now returning s.expires_at into v;
  return v;
end $$;

-- Ends one session. Answers the issuer's ID token, which names it at sign-out there; the token is forgotten here.
create function identity.revoke(p_ctx text, p_token_hash bytea) returns table (id uuid, id_token text)
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
declare v_now timestamptz := identity.keeper(p_ctx); r identity.session;
begin
  select * into r from identity.session s where s.token_hash = p_token_hash and s.revoked_at is null for update;
  if not found then return; end if;
  update identity.session s set revoked_at = v_now, id_token = null where s.token_hash = p_token_hash;
  perform audit.open('session.end', '{}', 'person', jsonb_build_object('subject', r.subject, 'session', r.id));
  return query select r.id, r.id_token;
end $$;

-- Ends every session of a subject: a lost phone, a person in the personnel who has left.
create function identity.revoke_all(p_ctx text, p_subject text) returns int
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
declare v_now timestamptz := identity.keeper(p_ctx); v int;
begin
  update identity.session s set revoked_at = v_now, id_token = null where s.subject = p_subject and s.revoked_at is null;
  get diagnostics v = row_count;
  perform audit.open('session.end_all', '{}', 'person', jsonb_build_object('subject', p_subject, 'sessions', v));
  return v;
end $$;

-- One role at a time: the old session ends and a new one, with a new token and the same last hour, begins. False when the session is over
-- or the choice is not the subject's to make.
create function identity.choose_assignment(p_ctx text, p_session uuid, p_choice uuid, p_id uuid, p_token_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
declare v_now timestamptz := identity.keeper(p_ctx); o identity.session; v_kind text;
begin
  select * into o from identity.session s where s.id = p_session and s.revoked_at is null and s.expires_at > v_now for update;
  if not found then return false; end if;
  select c.kind into v_kind from identity.choices(o.subject, v_now) c where c.id = p_choice;
  if not found then return false; end if;
  update identity.session s set revoked_at = v_now, id_token = null where s.id = p_session;
  insert into identity.session (token_hash, id, subject, assignment_id, person_id, relative_id, created_at, seen_at, expires_at, ends_at, language, id_token)
  values (p_token_hash, p_id, o.subject, case v_kind when 'staff' then p_choice end, case v_kind when 'person' then p_choice end,
    case v_kind when 'relative' then p_choice end, v_now, v_now, least(o.ends_at, (identity.expiry(v_kind, v_now)).idle), o.ends_at, o.language, o.id_token);
  perform audit.open('session.switch', '{}', 'person', jsonb_build_object('subject', o.subject, 'from', p_session, 'session', p_id, 'kind', v_kind, 'choice', p_choice));
  return true;
end $$;

create function identity.set_language(p_ctx text, p_session uuid, p_language text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
declare v_now timestamptz := identity.keeper(p_ctx); v_subject text;
begin
  update identity.session s set language = p_language where s.id = p_session and s.revoked_at is null and s.expires_at > v_now
    returning s.subject into v_subject;
  if not found then return false; end if;
  insert into identity.preference values (v_subject, p_language, v_now)
    on conflict (subject) do update set language = excluded.language, changed_at = excluded.changed_at;
  return true;
end $$;

-- What the page /api/me shows. Null when the session is over.
create function identity.me(p_ctx text, p_session uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, identity as $$
declare v_now timestamptz := identity.keeper(p_ctx); s identity.session; v_chosen uuid; f organisations.staff; v_name text; v_choices jsonb;
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
  return jsonb_build_object('kind', identity.kind_of(s), 'name', v_name, 'title', f.title,
    'assignment', (select c from jsonb_array_elements(v_choices) c where (c ->> 'chosen')::boolean),
    'assignments', v_choices, 'language', s.language,
    'session', jsonb_build_object('expiresAt', to_char(s.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'endsAt', to_char(s.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')));
end $$;

-- Disabled staff lose their sessions for good, also should they be enabled again within the hour.
create function identity.end_sessions_of_disabled() returns trigger
language plpgsql security definer set search_path = pg_catalog, identity as $$
declare v_now timestamptz := coalesce((access.caller()).now, now());
begin
  if new.subject = old.subject and new.disabled_at > v_now then return null; end if;
  update identity.session s set revoked_at = v_now, id_token = null where s.subject in (old.subject, new.subject) and s.revoked_at is null;
  return null;
end $$;
grant execute on function identity.end_sessions_of_disabled() to mellanrum_owner;

-- ---------------------------------------------------------------- the demo's people
create function identity.demo_personas(p_now timestamptz default now())
returns table (subject text, name text, title text, unit text, kind text, place text, sort int)
language sql stable security definer set search_path = pg_catalog, identity as $$
  with staff as (
    select s.subject, s.name, s.title, string_agg(u.name, ' · ' order by a.valid_from, u.name) as unit,
      (array_agg(case
        when p.branch = 'joint' or u.kind like 'joint\_%' or a.role ~ '(head|manager|leader|director)' then 'leadership'
        when u.kind like 'hospital\_%' or u.kind in ('psychiatry_inpatient', 'psychiatry_outpatient') then 'hospital'
        when p.branch in ('omsorg', 'social_other') then 'social_services'
        when p.branch = 'school' then 'school'
        when h.kind = 'municipality' or u.kind = 'home_health_care' then 'municipal_health'
        else 'primary_care' end order by a.valid_from, u.name))[1] as place
    from organisations.staff s
    join organisations.assignment a on a.staff_id = s.id and a.valid_from <= p_now and (a.valid_to is null or a.valid_to > p_now)
    join organisations.unit u on u.id = a.unit_id and (u.closed_at is null or u.closed_at > p_now)
    join organisations.provider p on p.id = u.provider_id
    join organisations.authority h on h.id = p.authority_id
    where s.subject like 'demo-%' and (s.disabled_at is null or s.disabled_at > p_now)
    group by s.id
  ), everyone as (
    select s.subject, s.name, s.title, s.unit, 'staff' as kind, s.place from staff s
    union all
    select q.subject, q.given_name || ' ' || q.family_name, null, null, 'person', 'family' from people.person q where q.subject like 'demo-%'
    union all
    select r.subject, min(r.name), min(r.relation), null, 'relative', 'family' from people.relative r
    where r.subject like 'demo-%' and r.valid_from <= p_now and (r.valid_to is null or r.valid_to > p_now)
      and not exists (select 1 from people.person q where q.subject = r.subject) group by r.subject
  )
  select e.subject, e.name, e.title, e.unit, e.kind, e.place, (row_number() over (
    order by array_position(array['municipal_health', 'social_services', 'school', 'primary_care', 'hospital', 'leadership', 'family'], e.place),
      e.kind, e.title, e.name, e.subject))::int
  from everyone e order by 7
$$;
comment on function identity.demo_personas(timestamptz) is 'Whom one may sign in as at the embedded demo issuer: subjects that begin with demo-';

grant execute on function identity.keep(text, text, jsonb), identity.oidc_put(text, text, text, jsonb, int), identity.oidc_find(text, text, text, text),
  identity.oidc_consume(text, text, text), identity.oidc_forget(text, text, text, text),
  identity.start_session(text, text, uuid, bytea, bytea, text, text), identity.find_session(text, bytea), identity.touch(text, bytea),
  identity.revoke(text, bytea), identity.revoke_all(text, text), identity.choose_assignment(text, uuid, uuid, uuid, bytea),
  identity.set_language(text, uuid, text), identity.me(text, uuid), identity.demo_personas(timestamptz) to mellanrum_app;

set local role mellanrum_owner;
create trigger end_sessions_of_disabled after update of disabled_at, subject on organisations.staff for each row
  when (new.subject is distinct from old.subject or (new.disabled_at is distinct from old.disabled_at and new.disabled_at is not null))
  execute function identity.end_sessions_of_disabled();
