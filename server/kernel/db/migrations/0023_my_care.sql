set local role mellanrum_owner;

-- ---------------------------------------------------------------- a picture of what matters
create table people.voice_picture (
  id uuid primary key,
  person_id uuid not null references people.person,
  type text not null check (type in ('image/jpeg', 'image/webp')),
  content bytea check (length(content) between 1 and 200000),
  width int not null check (width between 1 and 4096),
  height int not null check (height between 1 and 4096),
  alt text not null check (length(alt) between 1 and 300),
  added_at timestamptz not null,
  removed_at timestamptz,
  erased_at timestamptz,
  recorded_by text not null,
  author_unit_id uuid not null references organisations.unit,
  version int not null default 1,
  -- A picture is there to see until the person has wished it erased, and only one that is no longer shown is erased.
  check ((content is null) = (erased_at is not null)),
  check (erased_at is null or removed_at is not null)
);
create unique index voice_picture_shown on people.voice_picture (person_id) where removed_at is null;
create index voice_picture_by_person on people.voice_picture (person_id, added_at);
comment on table people.voice_picture is 'Bild av det som är viktigt för personen. En visas; den som tas bort eller byts ut visas inte mer. Själva bilden raderas när personen vill det, att den har funnits står kvar';

alter table access.part no force row level security;
insert into access.part values ('people.voice_picture', 'voice', true, true);
alter table access.part force row level security;
alter table people.voice_picture enable row level security;
alter table people.voice_picture force row level security;
create policy commands on people.voice_picture to mellanrum_definer using (true) with check (true);
create policy log_first on people.voice_picture as restrictive for select to mellanrum_app using ((person_id = any ((select access.logged())::uuid[])) is true);
create policy allowed on people.voice_picture for select to mellanrum_app
  using ((person_id, author_unit_id) in (select g.person_id, g.author_unit_id from access.grants('voice') g));
create policy writes on people.voice_picture for insert to mellanrum_app with check ((person_id = any ((select access.writable())::uuid[])) is true
  and (author_unit_id = (select access.unit_id()) or (select access.kind()) = 'system') and (select access.kind()) in ('staff', 'person', 'system'));
create policy edits on people.voice_picture for update to mellanrum_app
  using ((person_id = any ((select access.writable())::uuid[])) is true and (select access.kind()) in ('staff', 'person', 'system')
    and ((person_id, author_unit_id) in (select g.person_id, g.author_unit_id from access.grants('voice') g)))
  with check ((person_id = any ((select access.writable())::uuid[])) is true);
grant select, insert, update on people.voice_picture to mellanrum_definer;
grant select, insert, update on people.voice_picture to mellanrum_app;
create trigger note_author after insert on people.voice_picture for each row execute function people.note_author();
create trigger next_version before update on people.voice_picture for each row execute function access.next_version();
create trigger never_emptied before truncate on people.voice_picture for each statement execute function access.refuse_change();

-- What it showed and when is not rewritten: it stops to be shown, and is erased.
create function people.picture_only_goes() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.id, new.type, new.width, new.height, new.alt, new.added_at, new.recorded_by) is distinct from
     (old.id, old.type, old.width, old.height, old.alt, old.added_at, old.recorded_by)
    or (old.removed_at is not null and new.removed_at is distinct from old.removed_at)
    or (old.erased_at is not null and new.erased_at is distinct from old.erased_at)
    or (new.content is distinct from old.content and new.content is not null)
  then raise exception 'a picture is removed and erased, never changed' using errcode = 'MR405'; end if;
  return new;
end $$;
create trigger only_goes before update on people.voice_picture for each row execute function people.picture_only_goes();
