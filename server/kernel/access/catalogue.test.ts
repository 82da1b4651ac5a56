import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../testing/database.ts';

const snapshotFile = new URL('./may-execute.json', import.meta.url);
const ours = "('access', 'audit', 'identity', 'notify', 'organisations', 'people', 'commitments', 'plans')";

/** What the schema must look like whatever anyone adds to it: asked of the catalogue of a migrated database. */
describe('the catalogue', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.drop());

  /** Runs a lint: a query whose rows are the faults. */
  const none = async (text: string): Promise<void> => {
    const rows = await database.asOwner<{ fault: string }>(text);
    assert.deepEqual(
      rows.map((r) => r.fault),
      [],
    );
  };

  test('there is something to look at', async () => {
    const [n] = await database.asOwner<{ tables: number; functions: number; policies: number }>(`select
      (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ${ours}) as tables,
      (select count(*)::int from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname in ${ours}) as functions,
      (select count(*)::int from pg_policy) as policies`);
    assert.ok(n && n.tables > 40 && n.functions > 50 && n.policies > 150, JSON.stringify(n));
  });

  test('every table has row-level security, forced on its owner too, and a policy', () =>
    none(`select c.oid::regclass::text as fault from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname in ${ours}
        and not (c.relrowsecurity and c.relforcerowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid))`));

  test('every policy names its role', () =>
    none(`select p.polrelid::regclass || '.' || p.polname as fault from pg_policy p where 0 = any (p.polroles)`));

  test('every policy on a table of a person stands behind the log', () =>
    none(`select t as fault from (select table_name as t from access.part union select 'people.' || x from unnest(array['person', 'person_identifier', 'person_contact']) x) q
      where not exists (select 1 from pg_policy p where p.polrelid = q.t::regclass and p.polname = 'log_first' and not p.polpermissive and p.polcmd = 'r'
        and p.polroles = array['mellanrum_app'::regrole::oid] and pg_get_expr(p.polqual, p.polrelid) like '%access.logged()%')`));

  test('every table with a person in it is known to access.part, or closed to the app role, or identity', () =>
    none(`select c.oid::regclass::text as fault from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id' and not a.attisdropped
      where c.relkind = 'r' and n.nspname in ${ours} and has_table_privilege('mellanrum_app', c.oid, 'select')
        and c.oid::regclass::text not in (select table_name from access.part union select 'people.' || x from unnest(array['person', 'person_identifier', 'person_contact']) x)`));

  test("a function that sees past the caller pins its search path, belongs to the definer and is nobody's by default", () =>
    none(`select p.oid::regprocedure::text as fault from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') and (p.proowner <> 'mellanrum_definer'::regrole
        or not exists (select 1 from unnest(p.proconfig) c where c like 'search_path=pg_catalog%'))`));

  test('no function of ours can be called by everyone', () =>
    none(`select p.oid::regprocedure::text as fault from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ${ours} and (p.proacl is null or exists (select 1 from aclexplode(p.proacl) x where x.grantee = 0))`));

  test('the functions that the program may call are those on the list', async () => {
    const list: Record<string, string[]> = {};
    for (const role of ['mellanrum_app', 'mellanrum_system'])
      list[role] = (
        await database.asOwner<{ f: string }>(
          `select p.oid::regprocedure::text || case when p.prosecdef then ' definer' else '' end as f from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname in ${ours} and has_function_privilege($1, p.oid, 'execute') order by 1`,
          [role],
        )
      ).map((r) => r.f);
    if (process.env['UPDATE_SNAPSHOT']) await writeFile(snapshotFile, `${JSON.stringify(list, null, 2)}\n`);
    assert.deepEqual(
      list,
      JSON.parse(await readFile(snapshotFile, 'utf8')),
      'a grant has changed: if it is meant, run this file with UPDATE_SNAPSHOT=1 and have the difference read',
    );
  });

  test("views see with the caller's eyes, and nothing is kept in materialised views", () =>
    none(`select c.oid::regclass::text as fault from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${ours} and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on']))`));

  test('who can log in owns nothing, bypasses nothing and can become nobody else', async () => {
    const logins = `(select oid from pg_roles where rolcanlogin and rolname like 'mellanrum%')`;
    await none(
      `select rolname as fault from pg_roles where oid in ${logins} and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit)`,
    );
    await none(`select rolname as fault from pg_roles where rolname like 'mellanrum%' and (rolsuper or rolbypassrls)`);
    await none(`select roleid::regrole::text as fault from pg_auth_members where member in ${logins}`);
    await none(`select oid::regclass::text as fault from pg_class where relowner in ${logins}
      union all select oid::regprocedure::text from pg_proc where proowner in ${logins}
      union all select nspname from pg_namespace where nspowner in ${logins}
      union all select typname from pg_type where typowner in ${logins}
      union all select datname from pg_database where datdba in ${logins}`);
  });

  test('the program can empty, refer to, hang triggers on and create nothing', async () => {
    await none(`select r || ' ' || c.oid::regclass || ' ' || p as fault from pg_class c join pg_namespace n on n.oid = c.relnamespace,
      unnest(array['mellanrum_app', 'mellanrum_system']) r, unnest(array['truncate', 'references', 'trigger']) p
      where c.relkind = 'r' and n.nspname in ${ours} and has_table_privilege(r, c.oid, p)`);
    await none(`select r || ' ' || n.nspname as fault from pg_namespace n, unnest(array['mellanrum_app', 'mellanrum_system']) r
      where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and has_schema_privilege(r, n.oid, 'create')`);
    await none(`select r || ' ' || c.oid::regclass as fault from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest(array['mellanrum_app']) r
      where c.relkind = 'r' and n.nspname in ${ours} and has_table_privilege(r, c.oid, 'delete')`);
    await none(`select c.oid::regclass::text as fault from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in ('people', 'commitments', 'plans', 'identity', 'audit', 'access') and has_table_privilege('mellanrum_system', c.oid, 'select')`);
  });

  test("a person's rows are found by an index that begins with the person", () =>
    none(`select q.t as fault from (select table_name as t from access.part union select 'people.' || x from unnest(array['person', 'person_identifier', 'person_contact', 'author']) x) q
      where not exists (select 1 from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
        where i.indrelid = q.t::regclass and a.attname = 'person_id' and i.indpred is null)`));

  test('what a policy compares with is wrapped, so that it is asked once a query and not once a row', () =>
    none(`select p.polrelid::regclass || '.' || p.polname as fault from pg_policy p, unnest(array[pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)]) e
      where regexp_replace(e, 'SELECT (\\(?\\(?access\\.(caller|unit_id|staff_unit|kind|now|logged|writable|unmasked|other_guardians)\\(\\)|[^()]*FROM access\\.grants)', '', 'g')
        ~ 'access\\.(caller|unit_id|staff_unit|kind|now|logged|writable|unmasked|other_guardians)\\(\\)'`));

  test('every table of a person takes note of who has written', () =>
    none(`select table_name as fault from access.part p where table_name not in ('commitments.event', 'commitments.gap', 'commitments.gap_answer')
      and not exists (select 1 from pg_trigger t where t.tgrelid = p.table_name::regclass and t.tgname = 'note_author' and t.tgenabled = 'O')`));
});
