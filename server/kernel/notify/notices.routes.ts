import type { AnswerOf } from '../../../contract/kernel/route.ts';
import type { noticesRoutes } from '../../../contract/notices.ts';
import type { Ground, Request } from '../db/transaction.ts';
import type { Call, Handlers } from '../http/handle.ts';
import type { Route } from '../../../contract/kernel/route.ts';
import { Refusal } from '../refusal.ts';
import { mayTell } from './push.ts';

type Routes = typeof noticesRoutes;
const shown = 60;

/** Asks one function that takes the signed caller, and logs what it tells. */
async function ask<T>(
  { ground, request }: { readonly ground: Ground; readonly request: Request },
  name: string,
  ...values: readonly unknown[]
): Promise<T> {
  const context = ground.database.sign(request.caller, request.purpose, ground.clock.now());
  const places = [context, ...values].map((_, i) => `$${i + 1}`).join(', ');
  const { rows } = await ground.database.app.query<{ v: T }>({
    name: `notify.${name}`,
    text: `select notify.${name}(${places}) as v`,
    values: [context, ...values],
  });
  return rows[0]?.v as T;
}

/** The same as the program itself, about the one who has the session: what one wishes belongs to oneself, not to an assignment. */
async function asKeeper<T>(call: Call<Route>, name: string, ...values: readonly unknown[]): Promise<T> {
  const { ground, caller } = call;
  if (caller.kind === 'system') throw new Refusal('signed_out');
  const request: Request = { caller: { kind: 'system', name: 'inloggning' }, purpose: 'system' };
  return ask<T>({ ground, request }, name, caller.sessionId, ...values);
}

/** @param pushKey the public VAPID key, which browsers ask their push services with */
export const noticesHandlers = (settings: {
  readonly pushKey: () => Promise<string>;
  readonly pushHosts: readonly string[];
}): Handlers<Routes> => ({
  unread: async (call) => ({ unread: await ask<number>(call, 'unread') }),
  list: async (call) => ({ items: await ask<AnswerOf<Routes['list']>['items']>(call, 'notices', shown) }),
  read: async (call) => ({ unread: await ask<number>(call, 'mark_read', call.body.id, call.body.all) }),
  wish: async (call) => ({
    wish: await asKeeper(call as unknown as Call<Route>, 'wish_of'),
    pushKey: await settings.pushKey(),
  }),
  async setWish(call) {
    if (!(await asKeeper(call as unknown as Call<Route>, 'set_wish', JSON.stringify(call.body))))
      throw new Refusal('signed_out');
    return { saved: true };
  },
  async subscribe(call) {
    const { endpoint, p256dh, auth } = call.body;
    if (!mayTell(endpoint, settings.pushHosts))
      throw new Refusal('invalid', 'no known push service', { fields: [{ path: 'endpoint', code: 'format' }] });
    if (!(await asKeeper(call as unknown as Call<Route>, 'set_push', endpoint, p256dh, auth)))
      throw new Refusal('signed_out');
    return { saved: true };
  },
});
