-- Four roles. Nobody who logs in owns anything or bypasses anything:
--   owner    owns schemas and tables, cannot log in; row-level security is forced on it too
--   definer  owns the few functions that must see past the caller (policies name it), cannot log in
--   app      what the web server is, for every request of every user
--   system   the clock, the sealer and the mail: may call a handful of functions, reads no person table
do $$
declare r text;
begin
  foreach r in array array['mellanrum_owner', 'mellanrum_definer', 'mellanrum_app', 'mellanrum_system'] loop
    begin
      execute format('create role %I %s noinherit', r,
        case when r in ('mellanrum_app', 'mellanrum_system') then 'login' else 'nologin' end);
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;
end $$;

do $$
begin
  execute format('grant mellanrum_owner, mellanrum_definer to %I', current_user);
exception when others then
  if not (select rolsuper from pg_roles where rolname = current_user) then raise; end if;
end $$;

do $$
declare s text;
begin
  execute format('grant create on database %I to mellanrum_owner', current_database());
  foreach s in array array['access', 'audit', 'identity', 'notify', 'organisations', 'people', 'commitments', 'plans'] loop
    execute format('create schema %I authorization mellanrum_owner', s);
    execute format('grant usage on schema %I to mellanrum_app, mellanrum_system, mellanrum_definer', s);
    execute format('grant create on schema %I to mellanrum_definer', s);
  end loop;
end $$;

alter default privileges for role mellanrum_owner revoke execute on functions from public;
alter default privileges for role mellanrum_definer revoke execute on functions from public;
revoke create on schema public from public;

comment on schema access is 'Who calls, and what they may see: the signed caller, relations, grounds, blocks, emergency access';
comment on schema audit is 'No log, no data: every read and write, sealed so that tampering shows';
comment on schema identity is 'Sign-in: sessions and the embedded demo issuer''s state';
comment on schema notify is 'What changed (live updates) and what is to be sent (mail)';
comment on schema organisations is 'Huvudmän, vårdgivare och omsorgsgivare, enheter, personal, överenskommelser';
comment on schema people is 'Personen, närstående, vårdkrets, samtycken, vad som är viktigt';
comment on schema commitments is 'Liggaren: behov, åtaganden, överlämningar, mellanrum';
comment on schema plans is 'Samordnad individuell plan (SIP): mål, insatser, uppföljning, versioner';
