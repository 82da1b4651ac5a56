set local role mellanrum_owner;
alter table notify.mail
  add column attempts int not null default 0,
  add column next_try_at timestamptz not null default clock_timestamp();
alter table notify.mail drop column queued_at;
create index mail_due on notify.mail (next_try_at) where sent_at is null and attempts < 10;
create index mail_by_address on notify.mail (to_address, created_at desc);

set local role mellanrum_definer;
create function notify.take_mail(p_limit int) returns table (id uuid, to_address text, template text, data jsonb, attempts int)
language sql volatile security definer set search_path = pg_catalog, notify as $$
  -- Taken for two minutes: if this process dies with it, another one tries again.
  update notify.mail m set attempts = m.attempts + 1, next_try_at = clock_timestamp() + interval '2 minutes'
  -- What is more than two days old tells of nothing that the pages do not show better.
  where m.id in (select q.id from notify.mail q where q.sent_at is null and q.attempts < 10 and q.next_try_at <= clock_timestamp()
    and q.created_at > clock_timestamp() - interval '2 days'
    order by q.next_try_at limit p_limit for update skip locked)
  returning m.id, m.to_address, m.template, m.data, m.attempts
$$;
create function notify.mail_sent(p_id uuid) returns void language sql volatile security definer set search_path = pg_catalog, notify as $$
  update notify.mail set sent_at = clock_timestamp(), error = null where id = p_id
$$;
create function notify.mail_failed(p_id uuid, p_error text, p_again timestamptz) returns void language sql volatile security definer set search_path = pg_catalog, notify as $$
  update notify.mail set error = left(p_error, 500), next_try_at = p_again where id = p_id
$$;
-- The letters of the caller's own unit, for the visible outbox when no mail server is set.
create function notify.outbox(p_ctx text, p_limit int) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, notify as $$
declare c access.caller;
begin
  c := access.enter(p_ctx);
  if c.kind <> 'staff' then raise exception 'staff only' using errcode = 'MR404'; end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'to', m.to_address, 'template', m.template, 'data', m.data, 'createdAt', m.created_at,
      'sentAt', m.sent_at, 'attempts', m.attempts, 'error', m.error) order by m.created_at desc), '[]')
    from (select * from notify.mail where to_address = (select email from organisations.unit where id = c.unit_id) order by created_at desc limit p_limit) m);
end $$;
grant execute on function notify.take_mail(int), notify.mail_sent(uuid), notify.mail_failed(uuid, text, timestamptz) to mellanrum_system;
grant execute on function notify.outbox(text, int) to mellanrum_app;
