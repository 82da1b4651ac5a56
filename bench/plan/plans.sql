-- What makes the first :plans plans of the planted world (bench/ground/world.sql) large: ten goals of thirty versions each, forty
-- interventions with their promises, ten of other parts. The header has thirty versions too. Written by the superuser, past every trigger.
create table bench.big as
  select c.p, c.u, t.u as other from bench.circle c join bench.circle t on t.p = c.p and t.slot = 2 where c.slot = 1 and c.p % 5 = 0 order by c.p limit :plans;
insert into plans.goal (id, person_id, plan_id, words, horizon, state, sort, author_unit_id, version)
  select bench.id(60, p * 10::bigint + i), bench.id(32, p), bench.id(41, p), 'Kunna gå till affären själv och hem igen utan att vila, mål ' || i, case when i % 3 = 0 then 'long' else 'short' end, 'open', 10 + i, bench.id(16, u), 30
  from bench.big, generate_series(0, 9) i;
insert into commitments.commitment (id, person_id, kind, state, what, detail, area, urgency, from_kind, from_unit_id, to_kind, to_unit_id, basis_kind, offered_at, offered_by, delivered_at, received_at, received_by,
    accepted_at, accepted_by, disclosed_at, answer_by, due_at, lapses_at, author_unit_id)
  select bench.id(61, p * 40::bigint + i), bench.id(32, p), 'intervention', 'accepted', 'Gångträning tillsammans, insats ' || i, 'Tisdag och torsdag på förmiddagen', 'd4', 'planned', 'unit', bench.id(16, u), 'unit', bench.id(16, case when i % 2 = 0 then u else other end),
    'own', now() - interval '20 days', 'staff', now() - interval '20 days', now() - interval '20 days', 'staff', now() - interval '20 days', 'staff', now() - interval '20 days', now() - interval '19 days', now() + interval '30 days', now() - interval '10 days', bench.id(16, u)
  from bench.big, generate_series(0, 39) i;
insert into plans.intervention (id, person_id, plan_id, goal_id, commitment_id, sort, author_unit_id)
  select bench.id(62, p * 40::bigint + i), bench.id(32, p), bench.id(41, p), bench.id(60, p * 10::bigint + i % 10), bench.id(61, p * 40::bigint + i), i, bench.id(16, u) from bench.big, generate_series(0, 39) i;
insert into plans.other_measure (id, person_id, plan_id, what, who, author_unit_id)
  select bench.id(63, p * 3::bigint + i), bench.id(32, p), bench.id(41, p), 'Skjuts till kören', 'Svenska kyrkan', bench.id(16, u) from bench.big, generate_series(0, 2) i;
insert into plans.section (id, person_id, plan_id, kind, words, said_by, author_unit_id)
  select bench.id(64, p * 4::bigint + n - 1), bench.id(32, p), bench.id(41, p), kind, 'Ring vårdcentralen, de vet vad som hjälper', 'person', bench.id(16, u) from bench.big, unnest(array['works', 'early_signs', 'call_day', 'call_night']) with ordinality k(kind, n);
insert into plans.follow_up (id, person_id, plan_id, held_at, form, outcome, person_words, author_unit_id)
  select bench.id(65, p * 3::bigint + i), bench.id(32, p), bench.id(41, p), now() - (i + 1) * interval '10 days', 'home', 'revise', 'Det går bättre', bench.id(16, u) from bench.big, generate_series(0, 2) i;
insert into plans.evaluation (id, person_id, plan_id, follow_up_id, goal_id, result, words, author_unit_id)
  select bench.id(66, p * 30::bigint + i * 10 + g), bench.id(32, p), bench.id(41, p), bench.id(65, p * 3::bigint + i), bench.id(60, p * 10::bigint + g), 'partly', 'En bit på väg', bench.id(16, u) from bench.big, generate_series(0, 2) i, generate_series(0, 9) g;
update plans.plan x set version = 30 from bench.big b where x.person_id = bench.id(32, b.p) and x.id = bench.id(41, b.p);
insert into plans.part_version (person_id, plan_id, part, part_id, version, edition, content, at, actor, author_unit_id, by_unit_id)
  select g.person_id, g.plan_id, 'goal', g.id, v, 1, to_jsonb(g) || jsonb_build_object('version', v), now() - (40 - v) * interval '1 day', 'staff::Medarbetare', g.author_unit_id, g.author_unit_id
  from bench.big b join plans.goal g on g.person_id = bench.id(32, b.p) and g.version = 30, generate_series(1, 30) v;
insert into plans.part_version (person_id, plan_id, part, part_id, version, edition, content, at, actor, author_unit_id, by_unit_id)
  select x.person_id, x.id, 'plan', x.id, v, 1, to_jsonb(x) || jsonb_build_object('version', v), now() - (40 - v) * interval '1 day', 'staff::Medarbetare', x.author_unit_id, x.author_unit_id
  from bench.big b join plans.plan x on x.person_id = bench.id(32, b.p) and x.id = bench.id(41, b.p), generate_series(1, 30) v;
insert into plans.part_version (person_id, plan_id, part, part_id, version, edition, content, at, actor, author_unit_id, by_unit_id)
  select i.person_id, i.plan_id, 'intervention', i.id, 1, 1, to_jsonb(i), now() - interval '20 days', 'staff::Medarbetare', i.author_unit_id, i.author_unit_id
  from bench.big b join plans.intervention i on i.person_id = bench.id(32, b.p);
analyze plans.goal; analyze plans.intervention; analyze plans.part_version; analyze plans.evaluation; analyze plans.other_measure; analyze plans.section; analyze plans.follow_up; analyze plans.plan; analyze commitments.commitment;
