import { isPending } from '../handover.rules.ts';
import type { Outcome, Step } from './step.ts';
import type { World } from './world.ts';

/** Nine of ten steps are refusals: their names are made once. */
const made = new Map<string, readonly string[]>();
function refusedAs(outcome: Outcome, late: boolean): readonly string[] {
  const key = late ? `late ${outcome}` : outcome;
  const known = made.get(key);
  if (known) return known;
  const names =
    outcome === 'repeated'
      ? ['repeated']
      : late
        ? [`refused:${outcome}`, `late refused:${outcome}`]
        : [`refused:${outcome}`];
  made.set(key, names);
  return names;
}

/** What a step showed. Names starting with a state are commitments reaching it, `refused:` and `repeated` are answers. */
export function witnessesOf(step: Step, outcome: Outcome, before: World, after: World): readonly string[] {
  if (step.kind === 'send' || step.kind === 'lose') return [step.kind];
  if (outcome !== 'ok') return refusedAs(outcome, step.kind === 'deliver');
  const seen: string[] =
    step.kind === 'do' || step.kind === 'deliver'
      ? step.message.order.kind === 'close'
        ? ['need closed']
        : []
      : [step.kind];
  if (before.offers === after.offers) return seen;
  if (step.kind === 'deliver') seen.push('late but honoured');
  const byClose = (step.kind === 'do' || step.kind === 'deliver') && step.message.order.kind === 'close';
  after.offers.forEach((o, i) => {
    const was = before.offers[i];
    if (was === o) return;
    const offered = after.offers.length > before.offers.length;
    if (was === undefined) seen.push('offered');
    else if (offered) {
      seen.push('superseded');
      // `dueAt` is one tick after it was sent, until accepted. An older word that arrives after a newer one, and replaces it.
      if (
        step.kind === 'deliver' &&
        step.message.order.kind === 'offer' &&
        isPending(was.state) &&
        was.dueAt - 1 > step.message.order.sentAt
      )
        seen.push('older offer replaced newer');
    } else if (byClose) seen.push('ended with its need');
    else if (was.state === 'proposed' && o.state === 'accepted') seen.push('agreed');
    else seen.push(o.state);
  });
  return seen;
}
