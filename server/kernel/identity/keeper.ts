import type { Ground } from '../db/transaction.ts';

/** Values that PostgreSQL takes as parameters here. */
type Value = string | number | Buffer | null;

/**
 * Calls one of the functions of the schema `identity` as the program itself: the first argument of each is a context signed for the
 * system, which no SQL can make.
 *
 * @returns the rows of the function
 */
export async function asKeeper<R extends Record<string, unknown>>(
  ground: Ground,
  name: KeeperFunction,
  ...values: readonly Value[]
): Promise<R[]> {
  const { database, clock } = ground;
  const context = database.sign({ kind: 'system', name: 'inloggning' }, 'system', clock.now());
  const parameters = [context, ...values];
  const text = `select * from identity.${name}(${parameters.map((_, i) => `$${i + 1}`).join(', ')})`;
  return (await database.app.query<R>({ name: `identity.${name}`, text, values: parameters })).rows;
}

type KeeperFunction =
  | 'keep'
  | 'oidc_put'
  | 'oidc_find'
  | 'oidc_consume'
  | 'oidc_forget'
  | 'start_session'
  | 'find_session'
  | 'touch'
  | 'revoke'
  | 'revoke_all'
  | 'choose_assignment'
  | 'set_language'
  | 'me'
  | 'note_device'
  | 'stay'
  | 'own_sessions'
  | 'end_own_sessions'
  | 'set_look'
  | 'look_of';

/** What was kept under the name at the first start; `made` is kept when nothing was. */
export async function keep<T>(ground: Ground, name: 'issuer' | 'attempt', made: T): Promise<T> {
  const [row] = await asKeeper<{ keep: T }>(ground, 'keep', name, JSON.stringify(made));
  if (!row) throw new Error(`nothing was kept under ${name}`);
  return row.keep;
}
