set local role mellanrum_owner;

-- A plan is hollow or not by whether a goal is open. What a goal says is written often, and nothing on the gap board hangs on it.
drop trigger recheck_person on plans.goal;
create trigger recheck_new after insert on plans.goal for each row execute function commitments.recheck_person();
create trigger recheck_state after update of state on plans.goal for each row
  when (new.state is distinct from old.state) execute function commitments.recheck_person();
