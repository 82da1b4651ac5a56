-- Who carries a need is what several gaps are judged by: a unit that closed with needs, a contact that is missing where needs are carried. A handover
-- to a unit that was already in the circle moved the needs and left the person unjudged, until something else happened to them.
set local role mellanrum_owner;
create trigger recheck_person after insert or update on commitments.accountability for each row execute function commitments.recheck_person();
set local role mellanrum_definer;
-- Whoever was left unjudged is judged at the next round.
insert into commitments.recheck select distinct person_id, '-infinity'::timestamptz from commitments.accountability where to_at is null
  on conflict (person_id) do update set at = '-infinity';
