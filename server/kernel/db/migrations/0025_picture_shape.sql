-- The page tells that there is a picture of what matters, and its shape: it is asked for only when there is one, and nothing moves when it comes.
set local role mellanrum_definer;
create or replace function people.whole_page(c access.caller, p_person uuid, p_told json, p_masked boolean, p_blocked boolean) returns text
language sql stable set search_path = pg_catalog, people as $$
  select left(people.page_body(c, p_person, p_told, p_masked, p_blocked)::text, -1)
    || ', "picture": ' || coalesce((select json_build_object('id', x.id, 'width', x.width, 'height', x.height, 'alt', x.alt, 'version', x.version)::text
      from people.voice_picture x where x.person_id = p_person and x.removed_at is null), 'null')
    || ', "alerts": ' || people.alert_lines(p_person, c.now, c.now - interval '90 days')::text || '}'
$$;
