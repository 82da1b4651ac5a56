set local role mellanrum_definer;

-- A call's answer follows its promise. What does not change the answer (received is still waiting) leaves the party as it is: whoever has it open
-- has seen nothing old.
create or replace function plans.mirror_call() returns trigger
language plpgsql security definer set search_path = pg_catalog, plans as $$
begin
  update plans.meeting_party p set version = p.version + 1, answer = x.answer, answered_at = x.answered_at, proposed_at = x.proposed_at, answer_words = x.words
  from (select q.id,
      case new.state when 'accepted' then case when q.representative <> '' then 'sends_other' else 'comes' end when 'proposed' then 'other_time'
        when 'declined' then 'cannot' when 'lapsed' then 'silent' when 'withdrawn' then 'called_off' when 'not_kept' then q.answer when 'kept' then q.answer
        when 'paused' then q.answer else 'waiting' end as answer,
      case when new.state in ('accepted', 'proposed', 'declined') then coalesce(new.ended_at, new.accepted_at, new.received_at) else q.answered_at end as answered_at,
      case when new.state = 'proposed' then new.proposed_due_at else q.proposed_at end as proposed_at,
      case when new.state = 'declined' then left(new.end_note, 1000) else q.answer_words end as words
    from plans.meeting_party q where q.person_id = new.person_id and q.commitment_id = new.id) x
  where p.person_id = new.person_id and p.id = x.id
    and (p.answer, p.answered_at, p.proposed_at, p.answer_words) is distinct from (x.answer, x.answered_at, x.proposed_at, x.words);
  return null;
end $$;
