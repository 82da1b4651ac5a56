set local role mellanrum_owner;

-- ---------------------------------------------------------------- who calls
create table access.secret (
  name text primary key,
  inner_pad bytea not null check (length(inner_pad) = 64),
  outer_pad bytea not null check (length(outer_pad) = 64)
);
comment on table access.secret is 'Key of the signed caller context (HMAC-SHA-256, RFC 2104). The app role cannot read it';

create table identity.session (
  token_hash bytea primary key,
  id uuid not null unique,
  subject text not null,
  assignment_id uuid references organisations.assignment,
  person_id uuid references people.person,
  relative_id uuid references people.relative,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  id_token text
);
create index session_by_subject on identity.session (subject);
comment on table identity.session is 'Sessions: SHA-256 of a random token. Can be revoked at once';

create table identity.oidc_state (
  kind text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  uid text,
  user_code text,
  expires_at timestamptz,
  consumed_at timestamptz,
  primary key (kind, id)
);
create index oidc_state_by_grant on identity.oidc_state (grant_id);
create index oidc_state_by_uid on identity.oidc_state (uid);
comment on table identity.oidc_state is 'What the embedded demo issuer stores';

create type access.caller as (
  kind text, actor text, actor_id uuid, session_id uuid, assignment_id uuid, unit_id uuid, provider_id uuid,
  authority_id uuid, branch text, role text, person_id uuid, purpose text, now timestamptz
);
comment on type access.caller is 'kind = staff | person | relative | system. unit_id is the person''s own unit for person and relative';

-- ---------------------------------------------------------------- the log
create table audit.entry (
  seq bigint generated always as identity primary key,
  epoch int not null,
  xid xid8 not null,
  signature text not null,
  kind text not null,
  unit_id uuid,
  actor_id uuid,
  body text not null,
  leaf bytea not null,
  persons uuid[] not null,
  grant_person uuid[] not null,
  grant_author uuid[] not null,
  writable uuid[] not null,
  unmasked uuid[] not null,
  parts text[]
);
create index entry_by_xid on audit.entry (xid, seq);
comment on table audit.entry is 'Loggen. body = de bytes som hashas och förseglas; övriga kolumner är vem som frågade (signature = anroparens underskrift) och vad denna transaktion fick öppna';

create table audit.entry_person (
  person_id uuid not null,
  seq bigint not null,
  primary key (person_id, seq)
);
comment on table audit.entry_person is 'Register: vilka loggrader rör vilken person. Utan främmande nyckel: en lista på hundra personer skulle betala hundra kontroller, och verifieringen håller registret mot loggens bytes';

create table audit.epoch (
  epoch int primary key,
  began_at timestamptz not null,
  reason text not null
);
insert into audit.epoch values (1, now(), 'first start');

create table audit.seal (
  number bigint not null,
  epoch int not null,
  from_xid xid8 not null,
  below_xid xid8 not null,
  entries bigint not null,
  tree_size bigint not null,
  root bytea not null,
  previous bytea not null,
  head bytea not null,
  checkpoint text not null,
  sealed_at timestamptz not null,
  primary key (number)
);
comment on table audit.seal is 'Varje försegling: Merkle-rot över raderna under snapshot-horisonten, länkad till förra, signerad (Ed25519)';

create table audit.witness (
  authority_id uuid not null references organisations.authority,
  seal_number bigint not null,
  checkpoint text not null,
  at timestamptz not null,
  primary key (authority_id, seal_number)
);
comment on table audit.witness is 'Vad varje huvudman senast har fått och kontrasignerat';

-- ---------------------------------------------------------------- requests, changes, mail, emails
create table access.request (
  actor text not null,
  key text not null check (length(key) between 8 and 100),
  hash bytea not null,
  status int,
  answer jsonb,
  at timestamptz not null,
  primary key (actor, key)
);
create index request_by_age on access.request (at);
comment on table access.request is 'Idempotensnycklar: samma nyckel ger samma svar och en enda verkan';

create table notify.change (
  seq bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  units uuid[] not null,
  person_id uuid,
  topic text not null,
  at timestamptz not null default clock_timestamp()
);
create index change_by_xid on notify.change (xid);
comment on table notify.change is 'Vad som ändrats, för öppna sidor. Bär inga personuppgifter till webbläsaren';

create table notify.mail (
  id uuid primary key,
  to_address text not null,
  template text not null,
  data jsonb not null,
  created_at timestamptz not null,
  queued_at timestamptz,
  sent_at timestamptz,
  error text
);
create index mail_to_queue on notify.mail (created_at) where sent_at is null;
comment on table notify.mail is 'Brev att skicka. Utan personuppgifter: bara att något väntar';

do $$
declare t text;
begin
  foreach t in array array['access.secret', 'access.request', 'identity.session', 'identity.oidc_state', 'audit.entry',
    'audit.entry_person', 'audit.epoch', 'audit.seal', 'audit.witness', 'notify.change', 'notify.mail', 'people.author'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy commands on %s to mellanrum_definer using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %s to mellanrum_definer', t);
  end loop;
end $$;
revoke update, delete on audit.entry, audit.entry_person, audit.seal, audit.witness from mellanrum_definer;
grant usage on all sequences in schema audit, notify to mellanrum_definer;

set local role mellanrum_definer;

create function access.caller() returns access.caller
language plpgsql stable security definer set search_path = pg_catalog, access as $$
declare
  v text := current_setting('app.ctx', true);
  p text[];
begin
  if v is null or v = '' then return null; end if;
  p := string_to_array(substr(v, 66), '|', '');
  if not exists (select 1 from access.secret s where s.name = 'ctx'
      and encode(sha256(s.outer_pad || sha256(s.inner_pad || convert_to(substr(v, 66), 'UTF8'))), 'hex') = left(v, 64)) then
    raise exception 'forged caller' using errcode = 'MR401';
  end if;
  return (p[1], p[2], p[3]::uuid, p[4]::uuid, p[5]::uuid, p[6]::uuid, p[7]::uuid, p[8]::uuid, p[9], p[10], p[11]::uuid, p[12], p[13]::timestamptz);
end $$;
comment on function access.caller() is 'The signed caller of this transaction; null when none, error MR401 when the signature does not fit';

-- Begins a caller's transaction and tells who it is. A revoked session and an ended assignment stop here, whatever the server remembers.
create function access.enter(p_ctx text) returns access.caller
language plpgsql volatile security definer set search_path = pg_catalog, access as $$
declare c access.caller; v_assigned boolean;
begin
  perform set_config('app.ctx', p_ctx, true);
  c := access.caller();
  if c.kind is null then raise exception 'no caller' using errcode = 'MR401'; end if;
  if c.kind = 'system' then return c; end if;
  select c.kind <> 'staff' or exists (select 1 from organisations.assignment a
      join organisations.staff m on m.id = a.staff_id and (m.disabled_at is null or m.disabled_at > c.now)
      join organisations.unit u on u.id = a.unit_id and (u.closed_at is null or u.closed_at > c.now)
      where a.id = c.assignment_id and a.unit_id = c.unit_id and a.staff_id = c.actor_id
        and a.valid_from <= c.now and (a.valid_to is null or a.valid_to > c.now))
    into v_assigned
    from identity.session s where s.id = c.session_id and s.revoked_at is null and s.expires_at > c.now;
  if not found then raise exception 'session ended' using errcode = 'MR401'; end if;
  if not v_assigned then raise exception 'assignment ended' using errcode = 'MR403'; end if;
  return c;
end $$;

-- ---------------------------------------------------------------- the access rule
-- One row for each author unit whose entries about the person the caller may read, with the ground it stands on.
-- The same rule stands in server/kernel/access/may-read.ts; random worlds hold the two equal.
create function access.readable(c access.caller, p uuid) returns table (author uuid, basis text)
language sql stable security definer set search_path = pg_catalog, access as $$
  with circle as (
    select exists (select 1 from people.engagement e where e.person_id = p and e.unit_id = c.unit_id
      and e.valid_from <= c.now and (e.valid_to is null or e.valid_to > c.now)) as inside
  ), danger as (
    select coalesce(bool_or(e.code = 'svod_3_6'), false) as life, coalesce(array_remove(array_agg(e.lifted_unit_id), null), '{}') as lifted
    from people.emergency e where e.person_id = p and e.assignment_id = c.assignment_id
      and e.opened_at <= c.now and e.closes_at > c.now
  ), mine as (
    select k.id, k.kind from people.consent k
    join people.consent_unit cu on cu.person_id = p and cu.consent_id = k.id and cu.unit_id = c.unit_id and cu.included
    where k.person_id = p and k.kind in ('disclosure', 'shared_record') and k.decision = 'yes'
      and k.valid_from <= c.now and (k.valid_until is null or k.valid_until > c.now)
      and (k.withdrawn_at is null or k.withdrawn_at > c.now)
  ), judged as (
    select a.unit_id, case
      when c.kind = 'system' then 'system'
      when c.kind = 'person' and c.person_id = p then 'self'
      when c.kind = 'relative' and c.person_id = p then 'shared_by_person'
      when c.kind <> 'staff' then null
      when a.unit_id = c.unit_id then 'own'
      -- PDL 4:5 opens the unit it names and no other; only danger to life stands in for the relation.
      when pr.id = c.provider_id and a.unit_id = any (danger.lifted) then 'same_provider'
      when not (circle.inside or danger.life) then null
      when u.kind = 'person' then 'person_tells'
      when exists (select 1 from people.block b where b.person_id = p and b.level = 'unit' and b.unit_id = a.unit_id
          and b.valid_from <= c.now and (b.lifted_at is null or b.lifted_at > c.now)) then null
      when pr.id = c.provider_id then 'same_provider'
      when exists (select 1 from people.block b where b.person_id = p and b.level = 'provider' and b.provider_id = pr.id
          and b.valid_from <= c.now and (b.lifted_at is null or b.lifted_at > c.now)) then null
      when pr.authority_id = c.authority_id and pr.branch = 'health' and c.branch = 'health' and au.kind in ('region', 'municipality') then 'osl_25_11'
      when pr.authority_id = c.authority_id and pr.branch = 'omsorg' and c.branch = 'omsorg' and au.kind = 'municipality' then 'osl_26_9c'
      when circle.inside and exists (select 1 from mine m where m.kind = 'disclosure' and exists (
          select 1 from people.consent_unit o where o.person_id = p and o.consent_id = m.id and o.unit_id = a.unit_id and o.included))
        then 'consent'
      when circle.inside and pr.branch in ('health', 'omsorg') and c.branch in ('health', 'omsorg') and c.purpose = 'care'
        and exists (select 1 from mine m where m.kind = 'shared_record' and not exists (
          select 1 from people.consent_unit o where o.person_id = p and o.consent_id = m.id and o.unit_id = a.unit_id and not o.included))
        then 'svod_3_1'
      when circle.inside and exists (select 1 from people.ground g join people.legal_ground lg on lg.code = g.code
          where g.person_id = p and g.to_unit_id = c.unit_id and g.from_provider_id = pr.id
            and g.valid_from <= c.now and g.valid_until > c.now and (g.ended_at is null or g.ended_at > c.now)
            and pr.branch = any (lg.from_branches) and c.branch = any (lg.to_branches)
            and lg.valid_from <= (c.now at time zone 'Europe/Stockholm')::date and (lg.valid_until is null or lg.valid_until > (c.now at time zone 'Europe/Stockholm')::date))
        then 'ground'
      when danger.life and pr.branch in ('health', 'omsorg') and c.branch in ('health', 'omsorg') then 'svod_3_6'
      end as basis
    from circle, danger, people.author a
    join organisations.unit u on u.id = a.unit_id
    join organisations.provider pr on pr.id = u.provider_id
    join organisations.authority au on au.id = pr.authority_id
    where a.person_id = p
  )
  select unit_id, basis from judged where basis is not null
$$;
comment on function access.readable(access.caller, uuid) is 'Whose entries about the person the caller may read, and on what ground (OSL, PDL, SVOD)';

-- The tie that lets a caller know who the person is at all: null, circle, emergency, known (own entries from before), self, relative, system.
create function access.tie(c access.caller, p uuid) returns text
language sql stable security definer set search_path = pg_catalog, access as $$
  select case
    when c.kind = 'system' then 'system'
    when c.kind = 'person' then case when c.person_id = p then 'self' end
    when c.kind = 'relative' then (select 'relative' from people.relative r where r.id = c.actor_id and r.person_id = p
      and c.person_id = p and r.valid_from <= c.now and (r.valid_to is null or r.valid_to > c.now))
    when c.kind = 'staff' then (
      select case
        when exists (select 1 from people.engagement e where e.person_id = p and e.unit_id = c.unit_id
          and e.valid_from <= c.now and (e.valid_to is null or e.valid_to > c.now)) then 'circle'
        when exists (select 1 from people.emergency e where e.person_id = p and e.assignment_id = c.assignment_id
          and e.opened_at <= c.now and e.closes_at > c.now) then 'emergency'
        when exists (select 1 from people.author a where a.person_id = p and a.unit_id = c.unit_id) then 'known'
      end)
  end
$$;

-- ---------------------------------------------------------------- no log, no data
-- What this transaction's own log rows have opened for its caller: the last of them tells of all. The signature is the one that was
-- verified when the row was written, so that nobody needs to verify it again.
create function access.own() returns table (kind text, unit_id uuid, persons uuid[], grant_person uuid[], grant_author uuid[],
  writable uuid[], unmasked uuid[], parts text[])
language sql stable rows 1 as $$
  select e.kind, e.unit_id, e.persons, e.grant_person, e.grant_author, e.writable, e.unmasked, e.parts from audit.entry e
  where e.xid = pg_current_xact_id_if_assigned() and e.signature = left(current_setting('app.ctx', true), 64)
  order by e.seq desc limit 1
$$;

-- The persons that may be read of. Error MR428 when nothing was logged by anyone.
create function access.logged() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, access as $$
declare v uuid[] := (select o.persons from access.own() o);
begin
  if v is null and not exists (select 1 from audit.entry e where e.xid = pg_current_xact_id_if_assigned()) then
    raise exception 'person data was asked for before it was logged' using errcode = 'MR428';
  end if;
  return coalesce(v, '{}');
end $$;

create function access.grants(p_part text) returns table (person_id uuid, author_unit_id uuid)
language sql stable security definer set search_path = pg_catalog, access rows 20 as $$
  select x.p, x.a from access.own() o, unnest(o.grant_person, o.grant_author) x(p, a) where o.parts is null or p_part = any (o.parts)
$$;

create function access.writable() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, access as $$
begin return coalesce((select o.writable from access.own() o), '{}'); end $$;

create function access.unmasked() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, access as $$
begin return coalesce((select o.unmasked from access.own() o), '{}'); end $$;

-- The unit that a member of staff acts for, once its question has been logged; null for everyone else.
create function access.staff_unit() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, access as $$
begin return (select o.unit_id from access.own() o where o.kind = 'staff'); end $$;

-- Who asks, also where no person is asked about and nothing needs to be logged.
create function access.kind() returns text
language plpgsql stable security definer set search_path = pg_catalog, access as $$
begin return coalesce((select o.kind from access.own() o), (access.caller()).kind); end $$;
create function access.unit_id() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, access as $$
begin return coalesce((select o.unit_id from access.own() o), (access.caller()).unit_id); end $$;
create function access.now() returns timestamptz language sql stable as $$ select (access.caller()).now $$;

-- Writes the log row of a caller who has been verified, and with it opens what this transaction may read. p_mode: person = everything
-- allowed about each; list = who they are and what the unit is itself party to. Not for the app, which says who it is by its signature.
create function audit.record(c access.caller, p_action text, p_persons uuid[], p_mode text, p_detail jsonb,
  out opened uuid[], out ties jsonb, out writable uuid[], out unmasked uuid[])
language plpgsql volatile security definer set search_path = pg_catalog, audit set plan_cache_mode = force_generic_plan as $$
declare
  v_seq bigint;
  v_body text;
  v_gp uuid[] := '{}';
  v_ga uuid[] := '{}';
  v_parts text[];
  o record;
begin
  if c.kind is null then raise exception 'no caller' using errcode = 'MR401'; end if;
  opened := '{}';
  ties := '[]';
  writable := '{}';
  unmasked := '{}';
  if cardinality(p_persons) = 0 then
    null;
  elsif p_mode = 'list' and c.kind = 'staff' then
    select coalesce(array_agg(a.person_id), '{}') into opened
      from people.author a where a.unit_id = c.unit_id and a.person_id = any (p_persons);
  else
    select coalesce(array_agg(x.p), '{}'), coalesce(array_agg(x.p) filter (where x.tie in ('circle', 'emergency', 'self', 'relative', 'system')), '{}'),
      coalesce(jsonb_agg(jsonb_build_object('person', x.p, 'tie', x.tie)), '[]')
      into opened, writable, ties
      from (select u.p, access.tie(c, u.p) as tie from unnest(p_persons) u(p)) x where x.tie is not null;
    if cardinality(opened) > 0 then
      select coalesce(array_agg(x.p), '{}'), coalesce(array_agg(r.author), '{}'),
        ties || coalesce(jsonb_agg(jsonb_build_object('person', x.p, 'author', r.author, 'basis', r.basis))
          filter (where c.kind = 'staff'), '[]')
        into v_gp, v_ga, ties
        from unnest(opened) x(p), lateral access.readable(c, x.p) r;
      select coalesce(array_agg(x.p), '{}') into unmasked from unnest(opened) x(p) join people.person q on q.person_id = x.p
        where q.protection = 'none' or c.kind in ('person', 'system')
          or exists (select 1 from people.unmask_grant g where g.person_id = x.p and g.staff_id = c.actor_id
            and g.valid_from <= c.now and (g.valid_to is null or g.valid_to > c.now));
    end if;
    if c.kind = 'relative' then
      select coalesce(array_agg(s.part), '{}') into v_parts from people.relative_share s
        where s.person_id = c.person_id and s.relative_id = c.actor_id and s.valid_from <= c.now
          and (s.withdrawn_at is null or s.withdrawn_at > c.now);
    end if;
  end if;
  v_body := json_build_object(
    'at', c.now, 'action', p_action, 'kind', c.kind, 'actor', c.actor, 'actorId', c.actor_id, 'assignment', c.assignment_id,
    'unit', c.unit_id, 'role', c.role, 'purpose', c.purpose, 'persons', p_persons, 'opened', opened,
    'access', ties, 'detail', p_detail)::text;
  -- A second question in one transaction leaves open what the first opened.
  select * into o from access.own();
  insert into audit.entry (epoch, xid, signature, kind, unit_id, actor_id, body, leaf, persons, grant_person, grant_author, writable, unmasked, parts)
  values ((select max(epoch) from audit.epoch), pg_current_xact_id(), left(current_setting('app.ctx'), 64), c.kind, c.unit_id, c.actor_id,
    v_body, sha256('\x00'::bytea || convert_to(v_body, 'UTF8')), opened || o.persons, v_gp || o.grant_person, v_ga || o.grant_author,
    writable || o.writable, unmasked || o.unmasked, v_parts)
  returning seq into v_seq;
  insert into audit.entry_person select distinct x.p, v_seq from unnest(p_persons) x(p);
end $$;

-- The same for the caller of this transaction. Answers the persons that were opened.
create function audit.open(p_action text, p_persons uuid[], p_mode text, p_detail jsonb default '{}') returns uuid[]
language sql volatile security definer set search_path = pg_catalog, audit as $$
  select r.opened from audit.record(access.caller(), p_action, p_persons, p_mode, p_detail) r
$$;

-- Other guardians of the person, when a guardian calls: nothing of one shows to the other, whatever has been shared.
create function access.other_guardians() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, access as $$
declare c access.caller;
begin
  if access.kind() is distinct from 'relative' then return '{}'; end if;
  c := access.caller();
  return coalesce((select array_agg(o.id) from people.relative me
    join people.relative o on o.person_id = me.person_id and o.id <> me.id and o.relation = 'guardian'
    where me.id = c.actor_id and me.person_id = c.person_id and me.relation = 'guardian'), '{}');
end $$;

-- ---------------------------------------------------------------- one effect per request
-- Null when the request is new (and now claimed); else the answer it once got. A different body under the same key is refused.
create function access.claim_for(c access.caller, p_key text, p_hash bytea) returns jsonb
language plpgsql volatile set search_path = pg_catalog, access as $$
declare r access.request;
begin
  insert into access.request (actor, key, hash, at) values (c.actor, p_key, p_hash, c.now) on conflict do nothing;
  if found then return null; end if;
  -- The update makes a repeat wait for whatever the first answer waited for (a synchronous standby included).
  update access.request set at = at where actor = c.actor and key = p_key returning * into r;
  if r.hash <> p_hash then raise exception 'same key, other request' using errcode = 'MR422'; end if;
  return jsonb_build_object('status', r.status, 'answer', r.answer);
end $$;

create function access.claim(p_key text, p_hash bytea) returns jsonb
language sql volatile security definer set search_path = pg_catalog, access as $$ select access.claim_for(access.caller(), p_key, p_hash) $$;

-- The answer an earlier, finished request with this key got; null when there is none.
create function access.earlier(p_ctx text, p_key text, p_hash bytea) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, access as $$
declare c access.caller := access.enter(p_ctx); r access.request;
begin
  update access.request set at = at where actor = c.actor and key = p_key returning * into r;
  if r.key is null or r.status is null then return null; end if;
  if r.hash <> p_hash then raise exception 'same key, other request' using errcode = 'MR422'; end if;
  return jsonb_build_object('status', r.status, 'answer', r.answer, 'repeated', true);
end $$;

create function access.settle_for(c access.caller, p_key text, p_status int, p_answer jsonb) returns void
language plpgsql volatile set search_path = pg_catalog, access as $$
begin
  update access.request set status = p_status, answer = p_answer where actor = c.actor and key = p_key;
end $$;
create function access.settle(p_key text, p_status int, p_answer jsonb) returns void
language sql volatile security definer set search_path = pg_catalog, access as $$ select access.settle_for(access.caller(), p_key, p_status, p_answer) $$;

create function notify.tell(p_topic text, p_person uuid, p_units uuid[]) returns void
language sql volatile security definer set search_path = pg_catalog, notify as $$
  insert into notify.change (units, person_id, topic) values (array_remove(p_units, null), p_person, p_topic)
$$;

grant execute on function access.caller(), access.unit_id(), access.kind(), access.now(), access.staff_unit(), access.enter(text), audit.open(text, uuid[], text, jsonb),
  access.logged(), access.grants(text), access.writable(), access.unmasked(), access.other_guardians(), access.claim(text, bytea), access.earlier(text, text, bytea), access.settle(text, int, jsonb),
  notify.tell(text, uuid, uuid[]) to mellanrum_app;
grant execute on function access.caller(), access.unit_id(), access.kind(), access.now() to mellanrum_system, mellanrum_owner;
