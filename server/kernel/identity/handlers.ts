import type { Me } from '../../../contract/identity.ts';
import type { identityRoutes } from '../../../contract/identity.ts';
import type { Caller } from '../access/context.ts';
import type { Ground } from '../db/transaction.ts';
import type { Handlers } from '../http/handle.ts';
import { Refusal } from '../refusal.ts';
import { sessionsOf } from './sessions.ts';

/**
 * Handlers of `/api/me`. The cookie of a switched session is set by `identityPlugin`, which must stand on the same app.
 *
 * @param place where to follow from what happens after now
 */
export const identityHandlers = (place: () => Promise<string>): Handlers<typeof identityRoutes> => ({
  async me({ ground, caller }) {
    const live = await place();
    return { ...(await meOf(ground, sessionIdOf(caller), caller)), live };
  },

  async chooseAssignment({ ground, caller, body }) {
    const id = await sessionsOf(ground).choose(sessionIdOf(caller), body.assignmentId);
    if (id === null) throw new Refusal('not_found', 'not an assignment of the one who is signed in');
    return meOf(ground, id);
  },

  async chooseLanguage({ ground, caller, body }) {
    const sessionId = sessionIdOf(caller);
    if (!(await sessionsOf(ground).setLanguage(sessionId, body.language))) throw new Refusal('signed_out');
    return meOf(ground, sessionId, caller);
  },

  async chooseLook({ ground, caller, body }) {
    const sessionId = sessionIdOf(caller);
    if (!(await sessionsOf(ground).setLook(sessionId, body))) throw new Refusal('signed_out');
    return meOf(ground, sessionId);
  },

  async stay({ ground, caller }) {
    const sessionId = sessionIdOf(caller);
    if (!(await sessionsOf(ground).stay(sessionId))) throw new Refusal('signed_out');
    return meOf(ground, sessionId);
  },

  async sessions({ ground, caller }) {
    const items = await sessionsOf(ground).own(sessionIdOf(caller));
    if (!items) throw new Refusal('signed_out');
    return { items };
  },

  async endSessions({ ground, caller, body }) {
    const ended = await sessionsOf(ground).endOwn(sessionIdOf(caller), body.id);
    if (ended === null) throw new Refusal('signed_out');
    return { ended };
  },
});

export function sessionIdOf(caller: Caller): string {
  if (caller.kind === 'system') throw new Refusal('signed_out');
  return caller.sessionId;
}

async function meOf(ground: Ground, sessionId: string, caller?: Caller): Promise<Me> {
  const me = await sessionsOf(ground).me(sessionId);
  if (!me) throw new Refusal('signed_out');
  const personId = caller?.kind === 'person' || caller?.kind === 'relative' ? caller.personId : '';
  return { ...me, personId: personId || null };
}
