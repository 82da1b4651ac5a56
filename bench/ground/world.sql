-- A planted world of :persons persons and :commitments commitments in :places municipalities, by the superuser, past every trigger and foreign key:
-- what the triggers would have made (people.author, commitments.recheck) is planted with it. A step begins at a line of dashes, with
-- its name; steps of the same number run at the same time. Ten units a municipality (65 persons a unit, as in Skaraborg), of four
-- secrecy areas: 0-1 home health care, 2-4 home help, 5 assessors, 6 primary care centre, 7 a private one, 8 hospital ward, 9 mobile team.
-- A person's circle is 3-5 of them. Each unit has 15 promises to carry and about 15 that it waits for.
---- 1 helpers
create schema bench;
create function bench.id(kind int, n bigint) returns uuid language sql immutable parallel safe as $$
  select (lpad(to_hex(1780000000000 + n), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid $$;
create table bench.line (id bigint generated always as identity primary key, unit_id uuid not null, at timestamptz not null, body text not null);
create table bench.fact (id int primary key, body text not null);
insert into bench.fact select n, repeat('x', 300) from generate_series(0, 9999) n;
grant usage on schema bench to mellanrum_app;
grant select, insert on all tables in schema bench to mellanrum_app;
grant usage on all sequences in schema bench to mellanrum_app;
create table bench.circle as
  select p, slot, size, u, row_number() over (partition by u order by (p * 7919::bigint) % 10007, p)::int as rk from (
    select p, slot, size, (p % :places) * 10 + case slot when 0 then 6 + r % 2 when 1 then (r / 2) % 2 when 2 then 2 + r % 3 when 3 then 5 else 8 + (r / 4) % 2 end as u
    from (select p, p / :places as r, 3 + (p / :places) % 3 as size from generate_series(0, :persons - 1) p) q, generate_series(0, 4) slot where slot < size) x;
create unique index on bench.circle (p, slot);
create index on bench.circle (u, rk);
analyze bench.circle;
---- 2 organisations
insert into organisations.authority select bench.id(1, k), 'region', 'R' || k, 'Region ' || k, null from generate_series(0, (:places - 1) / 50) k;
insert into organisations.authority select bench.id(2, m), 'municipality', 'K' || m, 'Kommun ' || m, null from generate_series(0, :places - 1) m;
insert into organisations.authority values (bench.id(6, 0), 'private', 'P', 'Privat vård AB', null);
insert into organisations.provider (id, authority_id, branch, code, name) select bench.id(5, k), bench.id(1, k), 'health', 'RH' || k, 'Regionens vård ' || k from generate_series(0, (:places - 1) / 50) k;
insert into organisations.provider (id, authority_id, branch, code, name) select bench.id(3, m), bench.id(2, m), 'health', 'KH' || m, 'Kommunens vård ' || m from generate_series(0, :places - 1) m;
insert into organisations.provider (id, authority_id, branch, code, name) select bench.id(4, m), bench.id(2, m), 'omsorg', 'KO' || m, 'Kommunens omsorg ' || m from generate_series(0, :places - 1) m;
insert into organisations.provider (id, authority_id, branch, code, name) values (bench.id(7, 0), bench.id(6, 0), 'health', 'PH', 'Privat vård');
insert into organisations.unit (id, provider_id, kind, code, name, tag, municipality_code, email, opened_at)
  select bench.id(16, u), case when i < 2 then bench.id(3, m) when i < 6 then bench.id(4, m) when i = 7 then bench.id(7, 0) else bench.id(5, m / 50) end,
    (array['home_health_care', 'home_health_care', 'home_help', 'home_help', 'home_help', 'care_needs_assessment', 'primary_care_centre', 'primary_care_centre', 'hospital_ward', 'mobile_team'])[i + 1],
    'U' || u, 'Enhet ' || u, 'Enhet ' || u, (1000 + m)::text, 'enhet' || u || '@example.se', '2020-01-01'
  from (select u, u / 10 as m, u % 10 as i from generate_series(0, :places * 10 - 1) u) q;
insert into organisations.staff (id, subject, name, title) select bench.id(17, n), 'bench-' || n, 'Medarbetare ' || n, 'Sjuksköterska' from generate_series(0, :places * 40 - 1) n;
insert into organisations.assignment select bench.id(18, n), bench.id(17, n), bench.id(16, n / 4), case n % 4 when 3 then 'head' else 'nurse' end, '2020-01-01' from generate_series(0, :places * 40 - 1) n;
insert into identity.session (token_hash, id, subject, assignment_id, created_at, seen_at, expires_at, ends_at, language)
  select sha256(convert_to('bench-session-' || u, 'UTF8')), bench.id(19, u), 'bench-' || u * 4, bench.id(18, u * 4), now(), now(), now() + interval '12 hours', now() + interval '12 hours', 'sv'
  from generate_series(0, :places * 10 - 1) u;
insert into organisations.agreement values (bench.id(8, 0), 'BENCH', 'Överenskommelse', null, 'bench', '2020-01-01', null);
insert into organisations.agreement_term select bench.id(9, n), bench.id(8, 0), k, 24, 'hours', '2020-01-01', null, 'bench', false
  from unnest(array['receive', 'answer.acute', 'answer.soon', 'answer.planned', 'answer.signal', 'answer.handover.acute', 'answer.handover.soon', 'answer.handover.planned',
    'answer.question', 'proposal.answer', 'ladder.head', 'ladder.operational', 'ladder.strategic', 'offer.lapse', 'contact.missing', 'admission.notice', 'sip.call',
    'discharge.call', 'deviation.acknowledge', 'deviation.answer']) with ordinality t(k, n);
---- 2 persons
insert into people.person (person_id, given_name, family_name, birth_date, protection, subject)
  select bench.id(32, p), (array['Anna', 'Karin', 'Sven', 'Erik', 'Märta', 'Göran', 'Ulla', 'Åke'])[1 + p % 8], (array['Andersson', 'Lind', 'Berg', 'Öberg', 'Ström', 'Holm'])[1 + p % 6] || p % 997,
    '1930-01-01'::date + (p % 20000), case when p % 100 = 7 then 'confidential' else 'none' end, null from generate_series(0, :persons - 1) p;
insert into people.person_identifier select 'reservnummer', 'B' || lpad(p::text, 11, '0'), bench.id(32, p) from generate_series(0, :persons - 1) p;
insert into people.person_contact (person_id, street, postal_code, town, municipality_code, phone)
  select bench.id(32, p), 'Storgatan ' || p % 300, '54130', 'Skövde', (1000 + p % :places)::text, '0500-39006' || p % 10 from generate_series(0, :persons - 1) p;
---- 3 circles
insert into people.engagement (id, person_id, unit_id, role, basis, valid_from, author_unit_id)
  select bench.id(33, p * 5::bigint + slot), bench.id(32, p), bench.id(16, u), case slot when 1 then 'accountable' else 'performer' end, 'care_relation', now() - (30 + p % 700) * interval '1 day', bench.id(16, u) from bench.circle;
insert into people.author select bench.id(32, p), bench.id(16, u) from bench.circle;
insert into people.author select bench.id(32, p), '00000000-0000-0000-0000-000000000000' from generate_series(0, :persons - 1, 5) p;
---- 3 consents
insert into people.consent (id, person_id, kind, decision, form, given_by, valid_from, valid_until, recorded_by, author_unit_id)
  select bench.id(34, p * 2::bigint), bench.id(32, p), 'disclosure', 'yes', 'oral', 'person', now() - interval '100 days', now() + interval '200 days', 'staff:' || bench.id(17, u * 4) || ':Medarbetare', bench.id(16, u) from bench.circle where slot = 1;
insert into people.consent (id, person_id, kind, decision, form, given_by, valid_from, recorded_by, author_unit_id)
  select bench.id(34, p * 2::bigint + 1), bench.id(32, p), 'shared_record', 'yes', 'oral', 'person', now() - interval '90 days', 'staff:' || bench.id(17, u * 4) || ':Medarbetare', bench.id(16, u) from bench.circle where slot = 0 and p % 2 = 0;
insert into people.consent_unit select bench.id(34, c.p * 2::bigint), bench.id(32, c.p), bench.id(16, c.u), true, bench.id(16, a.u) from bench.circle c join bench.circle a on a.p = c.p and a.slot = 1;
insert into people.consent_unit select bench.id(34, c.p * 2::bigint + 1), bench.id(32, c.p), bench.id(16, c.u), true, bench.id(16, a.u) from bench.circle c join bench.circle a on a.p = c.p and a.slot = 0 where c.p % 2 = 0;
insert into commitments.recheck select bench.id(32, p), now() + interval '170 days' from generate_series(0, :persons - 1) p;
insert into people.named_contact (id, person_id, kind, unit_id, staff_id, valid_from, author_unit_id)
  select bench.id(35, p * 3::bigint + slot), bench.id(32, p), (array['physician_contact', 'care_contact', 'omsorg_contact'])[slot + 1], bench.id(16, u), bench.id(17, u * 4 + 1), now() - interval '90 days', bench.id(16, u)
  from bench.circle where slot < 3 and (slot = 1 or p % 3 = 0);
insert into people.voice select bench.id(36, p), bench.id(32, p), 'Jag vill kunna bo kvar hemma och komma ut varje dag, helst till trädgården.', 'person', now() - interval '60 days', 'person', case when p % 5 = 0 then '00000000-0000-0000-0000-000000000000' else bench.id(16, u) end, null
  from bench.circle where slot = 0;
---- 4 needs
insert into commitments.need (id, person_id, area, words, state, opened_at, closed_at, close_reason, author_unit_id)
  select bench.id(37, c.p * 2::bigint + i), bench.id(32, c.p), 'd' || 1 + (c.p + i) % 9, 'Behöver hjälp att klara morgonen', case when i = 0 or c.p % 2 = 0 then 'open' else 'closed' end, now() - interval '80 days',
    case when i = 1 and c.p % 2 = 1 then now() - interval '20 days' end, case when i = 1 and c.p % 2 = 1 then 'met' end, bench.id(16, c.u)
  from bench.circle c, generate_series(0, 1) i where c.slot = 1;
insert into commitments.accountability (id, person_id, need_id, unit_id, from_at, to_at, author_unit_id)
  select bench.id(38, c.p * 2::bigint + i), bench.id(32, c.p), bench.id(37, c.p * 2::bigint + i), bench.id(16, c.u), now() - interval '80 days', case when i = 1 and c.p % 2 = 1 then now() - interval '20 days' end, bench.id(16, c.u)
  from bench.circle c, generate_series(0, 1) i where c.slot = 1;
insert into plans.plan (id, person_id, type, state, title, responsible_authority_id, responsible_unit_id, next_follow_up_at, opened_at, established_at, edition, author_unit_id)
  select bench.id(41, p), bench.id(32, p), 'SIP', 'active', 'Samordnad individuell plan', bench.id(2, p % :places), bench.id(16, u), now() + interval '60 days', now() - interval '50 days', now() - interval '40 days', 1, bench.id(16, u) from bench.circle where slot = 1 and p % 5 = 0;
insert into plans.goal (id, person_id, plan_id, words, horizon, state, sort, author_unit_id)
  select bench.id(42, p * 2::bigint + i), bench.id(32, p), bench.id(41, p), 'Gå till affären själv', 'short', 'open', i, bench.id(16, u) from bench.circle, generate_series(0, 1) i where slot = 1 and p % 5 = 0;
---- 4 promises
-- What has ended: promise n is person n % persons, between neighbours in the circle.
insert into commitments.commitment (id, person_id, kind, state, what, detail, area, urgency, from_kind, from_unit_id, to_kind, to_unit_id, need_ids, basis_kind, offered_at, offered_by, delivered_at, received_at, received_by,
    accepted_at, accepted_by, disclosed_at, answer_by, due_at, lapses_at, ended_at, end_reason, author_unit_id)
  select bench.id(48, n), bench.id(32, p), kind, state, 'Hembesök och såromläggning två gånger i veckan', 'Sårvård enligt ordination, material finns hemma.', 'd5', 'planned', 'unit', bench.id(16, f), 'unit', bench.id(16, t),
    case when kind = 'handover' then array[bench.id(37, p * 2)] else '{}' end, 'consent', at, 'staff:' || bench.id(17, f * 4) || ':Medarbetare', at, at + interval '2 hours', 'staff:' || bench.id(17, t * 4) || ':Medarbetare',
    case when state in ('kept', 'not_kept') then at + interval '3 hours' end, case when state in ('kept', 'not_kept') then 'staff:' || bench.id(17, t * 4) || ':Medarbetare' end, at,
    at + interval '1 day', at + interval '7 days', at + interval '14 days', at + interval '5 days', case when state <> 'kept' then 'other' end, bench.id(16, f)
  from (select n, q.p, f.u as f, t.u as t, now() - interval '30 days' - (n * 7919 % 600) * interval '1 day' as at,
      case when n % 5 = 0 then 'handover' when n % 5 = 1 then 'intervention' else 'request' end as kind,
      case when n % 20 < 16 then 'kept' when n % 20 = 16 then 'not_kept' when n % 20 = 17 then 'declined' when n % 20 = 18 then 'withdrawn' else 'lapsed' end as state
    from (select n, (n % :persons)::int as p, (n / :persons)::int as k, (3 + ((n % :persons)::int / :places) % 3)::int as size from generate_series(0::bigint, :commitments - :places * 150 - 1) n) q
    join bench.circle f on f.p = q.p and f.slot = q.k % q.size join bench.circle t on t.p = q.p and t.slot = (q.k + 1) % q.size) z;
-- What lives: each unit has been asked for 15 things, three of them late.
insert into commitments.commitment (id, person_id, kind, state, what, detail, area, urgency, from_kind, from_unit_id, to_kind, to_unit_id, basis_kind, offered_at, offered_by, delivered_at, received_at, received_by,
    accepted_at, accepted_by, disclosed_at, answer_by, due_at, proposed_due_at, paused_until, lapses_at, author_unit_id)
  select bench.id(49, t * 15::bigint + rk), bench.id(32, p), 'request', state, 'Bedöma boendet och prova ut hjälpmedel', 'Personen har fallit två gånger den senaste månaden.', 'd4', case when rk % 5 = 0 then 'soon' else 'planned' end, 'unit', bench.id(16, f), 'unit', bench.id(16, t),
    'consent', at, 'staff:' || bench.id(17, f * 4) || ':Medarbetare', at, case when state <> 'offered' then at + interval '1 hour' end, case when state <> 'offered' then 'staff' end,
    case when state in ('accepted', 'paused') then at + interval '2 hours' end, case when state in ('accepted', 'paused') then 'staff' end, at,
    case when state in ('accepted', 'paused') then at + interval '1 day' else now() + (5 + rk) * interval '1 hour' end,
    case when rk between 7 and 9 then now() - (rk - 6) * interval '1 day' - (t % 50) * interval '1 minute' else now() + (1 + (t * 13 + rk * 5) % 25) * interval '1 day' end,
    case when state = 'proposed' then now() + interval '20 days' end, case when state = 'paused' then now() + interval '6 days' end, now() + interval '14 days', bench.id(16, f)
  from (select c.p, c.rk, c.u as t, f.u as f, case when c.rk < 4 then 'offered' when c.rk = 4 then 'received' when c.rk = 5 then 'proposed' when c.rk = 6 then 'paused' else 'accepted' end as state,
      case when c.rk < 6 then now() - interval '3 hours' else now() - interval '20 days' end as at
    from bench.circle c join bench.circle f on f.p = c.p and f.slot = (c.slot + 1) % c.size where c.rk <= 15) z;
-- Two offers of which the unit may not yet know who they are about.
insert into commitments.commitment (id, person_id, kind, state, what, area, urgency, from_kind, from_unit_id, to_kind, to_unit_id, basis_kind, offered_at, offered_by, delivered_at, answer_by, due_at, lapses_at, author_unit_id)
  select bench.id(50, z.u * 2::bigint + z.rn), bench.id(32, z.p), 'request', 'offered', 'Ta emot efter utskrivning', 'd5', 'planned', 'unit', bench.id(16, z.f), 'unit', bench.id(16, z.u), 'ground', now() - interval '1 hour', 'staff', now(),
    now() + interval '9 hours', now() + interval '10 days', now() + interval '14 days', bench.id(16, z.f)
  from (select u, x.p, x.f, row_number() over (partition by u order by x.p) - 1 as rn from generate_series(0, :places * 10 - 1) u, lateral (
    select c.p, c.u as f from bench.circle c where c.slot = 1 and c.u in (u / 10 * 10, u / 10 * 10 + 1) and c.rk > 20 and c.rk < 60
      and not exists (select 1 from bench.circle d where d.p = c.p and d.u = u::int) order by c.rk limit 2) x) z;
---- 5 gaps
insert into commitments.gap (id, person_id, kind, subject_id, area, since, move_unit_id, giver_unit_id, municipality_code, level, level_at, climbs_at, author_unit_id)
  select bench.id(51, c.u * 15::bigint + c.rk), bench.id(32, c.p), 'overdue', x.id, x.area, x.due_at, x.to_unit_id, x.from_unit_id, (1000 + c.u / 10)::text, c.rk - 7, x.due_at, now() + interval '9 days', x.to_unit_id
  from bench.circle c join commitments.commitment x on x.id = bench.id(49, c.u * 15::bigint + c.rk) where c.rk between 7 and 9;
insert into commitments.gap (id, person_id, kind, subject_id, since, move_unit_id, municipality_code, level, level_at, climbs_at, author_unit_id)
  select bench.id(52, u * 15::bigint + rk), bench.id(32, p), 'no_coordinating_contact', bench.id(32, p), now() - interval '5 days', bench.id(16, u), (1000 + u / 10)::text, 0, now() - interval '5 days', now() + interval '5 days', bench.id(16, u)
  from bench.circle where rk between 20 and 21 on conflict do nothing;
insert into commitments.gap (id, person_id, kind, subject_id, area, since, move_unit_id, giver_unit_id, municipality_code, level_at, climbs_at, closed_at, closed_by, author_unit_id)
  select bench.id(53, n), bench.id(32, n % :persons), 'overdue', bench.id(48, n), 'd5', now() - interval '40 days', bench.id(16, c.u), bench.id(16, c.u), (1000 + c.u / 10)::text, now() - interval '40 days', now() - interval '39 days', now() - interval '35 days', 'system::clock', bench.id(16, c.u)
  from generate_series(0::bigint, :commitments - :places * 150 - 1, 10) n join bench.circle c on c.p = n % :persons and c.slot = 0;
insert into commitments.gap_answer (id, person_id, gap_id, level, unit_id, actor, words, at, author_unit_id)
  select bench.id(54, u), bench.id(32, p), bench.id(51, u * 15::bigint + rk), 0, bench.id(16, u), 'staff:' || bench.id(17, u * 4) || ':Medarbetare', 'Vi ringer i morgon', now() - interval '1 hour', bench.id(16, u) from bench.circle where rk = 8;
---- 5 history
insert into commitments.event (id, person_id, subject_id, type, at, actor, author_unit_id, data)
  select bench.id(55, n * 2 + i), bench.id(32, n % :persons), bench.id(48, n), case i when 0 then 'offered' else 'kept' end, now() - interval '30 days' + (n % 600) * interval '1 minute', 'staff:' || bench.id(17, c.u * 4) || ':Medarbetare', bench.id(16, c.u),
    '{"dueAt": "2026-10-01T08:00:00Z", "to": {"kind": "unit"}}'
  from generate_series(0::bigint, :commitments - :places * 150 - 1) n join bench.circle c on c.p = n % :persons and c.slot = 0, generate_series(0, 1) i;
---- 5 register
insert into audit.entry_person select bench.id(32, n % :persons), -n from generate_series(1::bigint, :persons * 4::bigint) n;
---- 6 statistics
-- Not of the log and the other tables that only a running server fills: "analysed as empty" would promise the planner that they are small.
do $$ declare t text; begin
  for t in select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('organisations', 'people', 'commitments', 'plans', 'identity', 'bench') loop execute 'analyze ' || t; end loop;
end $$;
