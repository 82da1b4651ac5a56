import type { Ask } from './invariants.fixture.ts';

/** Plants a fault in a function of a throwaway database. Throws when the text to change is not there, so that no plant goes stale unseen. */
export async function plant(ask: Ask, name: string, from: string | RegExp, to: string): Promise<void> {
  const [row, ...more] = await ask<{ text: string }>(
    'select pg_get_functiondef(p.oid) as text from pg_proc p where p.oid = $1::regproc',
    [name],
  );
  const text = row?.text ?? '';
  const changed = text.replace(from, to);
  if (more.length > 0 || changed === text) throw new Error(`nothing to plant in ${name}`);
  await ask(changed);
}

const withoutRowLock: readonly [RegExp, string] = [/for no key update/g, ''];

/** Faults that leave every state in order and still tell somebody something untrue. */
export const races: Readonly<Record<string, (ask: Ask) => Promise<void>>> = {
  'a handover is stored without holding its needs': (ask) => plant(ask, 'commitments.lock_needs', ...withoutRowLock),
  'a move is stored whatever version was decided on': (ask) =>
    plant(ask, 'commitments.store_move', ' or o.version <> p_seen', ''),
  'a newer offer is stored though another came in between': (ask) =>
    plant(ask, 'commitments.only_these_pending', /raise exception[^;]*;/, 'null;'),
};

/** Faults of the ground that a crash test must find; a test that does not is blind. */
export const grounds = {
  /** Commits do not wait for the disk, and what was written is long in memory. */
  asynchronousCommit: async (ask: Ask): Promise<void> => {
    await ask('alter database mellanrum set synchronous_commit = off');
    await ask("alter system set wal_writer_delay = '10s'");
    await ask("alter system set wal_writer_flush_after = '1GB'");
  },
  keysIgnored: async (ask: Ask): Promise<void> => {
    await plant(ask, 'access.claim_for', /begin[\s\S]*end/, 'begin return null; end');
  },
  /** With two-steps.fixture.ts in the program. */
  twoTransactions: async (ask: Ask): Promise<void> => {
    for (const table of ['need', 'accountability'])
      await ask(`alter table commitments.${table} disable trigger exactly_one_accountable`);
    await plant(
      ask,
      'commitments.store_move',
      'perform commitments.lock_needs(o.person_id, o.need_ids, o.from_unit_id);',
      'perform 1 from commitments.need d where d.person_id = o.person_id and d.id = any (o.need_ids) order by d.id for no key update;',
    );
    await ask(`create function commitments.release(p_id uuid, p_seen int) returns void language sql security definer as $$
      update commitments.accountability a set to_at = greatest(now(), from_at) from commitments.commitment c
      where c.id = p_id and c.version = p_seen and c.kind = 'handover' and a.need_id = any (c.need_ids) and a.unit_id = c.from_unit_id and a.to_at is null $$`);
  },
} as const;
