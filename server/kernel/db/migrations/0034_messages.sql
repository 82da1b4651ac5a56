set local role mellanrum_owner;

-- ---------------------------------------------------------------- a message is a promise of an answer
-- It is answered in one step, by who was asked; no promise of anything else goes past its yes.
alter table commitments.transition no force row level security;
insert into commitments.transition values ('offered', 'keep', 'kept'), ('received', 'keep', 'kept');
alter table commitments.transition force row level security;
create function commitments.only_messages_without_yes() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'a commitment of the kind % is not kept before it is accepted', new.kind using errcode = 'MR409';
end $$;
create trigger only_messages_without_yes before update of state on commitments.commitment for each row
  when (new.kind <> 'message' and old.state in ('offered', 'received') and new.state = 'kept') execute function commitments.only_messages_without_yes();

alter table commitments.commitment
  add constraint message_states check (kind <> 'message' or state in ('offered', 'received', 'kept', 'declined', 'withdrawn', 'lapsed')),
  -- What the person reads is words: an answer without them is none, and neither is a no.
  add constraint message_answered_in_words check (kind <> 'message' or state not in ('kept', 'declined') or length(btrim(end_note)) > 0),
  add constraint message_between_two check (kind <> 'message' or to_kind = 'unit' and to_unit_id is not null and from_kind <> 'unit' and cardinality(need_ids) = 0);
create index message_by_person on commitments.commitment (person_id, offered_at desc, id desc) where kind = 'message';

-- A message is between who wrote it, the person it is about, and the unit it was written to. What the person says is else told to the whole circle,
-- and a relative with a share sees every promise: neither holds here.
create policy message_between on commitments.commitment as restrictive for select to mellanrum_app using (
  kind <> 'message' or case (select access.kind())
    when 'staff' then (select access.staff_unit()) in (from_unit_id, case when disclosed_at is not null then to_unit_id end)
    when 'relative' then relative_id = (select (access.caller()).actor_id)
    else true end);

set local role mellanrum_definer;
-- Whether a unit that has been written to is around the person still. The circle is a part of its own that a relative may not be shown; whether one's own
-- letter has come to someone who is there is told all the same, and of no other unit.
create function commitments.still_near(p_person uuid, p_unit uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, commitments as $$
  select p_person = any ((select access.logged())::uuid[]) and access.in_circle(p_person, p_unit, access.now())
    and exists (select 1 from commitments.commitment k where k.person_id = p_person and k.kind = 'message' and k.to_unit_id = p_unit)
$$;
grant execute on function commitments.still_near(uuid, uuid) to mellanrum_app;
reset role;
