import type { Outcome, Step } from './step.ts';
import type { World } from './world.ts';

/** What is refused alike shares one list, so that it can be counted by it. */
const made = {
  now: new Map<string, string[]>(),
  late: new Map<string, string[]>(),
  offer: new Map<string, string[]>(),
};
function refusedAs(step: Step, outcome: Outcome): readonly string[] {
  const when = step.kind !== 'deliver' ? 'now' : step.message.order.kind === 'offer' ? 'offer' : 'late';
  const known = made[when].get(outcome);
  if (known) return known;
  const names = outcome === 'repeated' ? ['repeated'] : [`refused:${outcome}`];
  if (outcome !== 'repeated' && when !== 'now') names.push(`late refused:${outcome}`);
  if (outcome !== 'repeated' && when === 'offer') names.push(`late offer refused:${outcome}`);
  made[when].set(outcome, names);
  return names;
}

/** What a step showed. Names starting with a state are commitments reaching it, `refused:` and `repeated` are answers. */
export function witnessesOf(step: Step, outcome: Outcome, before: World, after: World): readonly string[] {
  if (step.kind === 'send' || step.kind === 'lose') return [step.kind];
  if (outcome !== 'ok') return refusedAs(step, outcome);
  const seen: string[] =
    step.kind === 'do' || step.kind === 'deliver'
      ? step.message.order.kind === 'close'
        ? ['need closed']
        : []
      : [step.kind];
  if (before.offers === after.offers) return seen;
  if (step.kind === 'deliver') {
    seen.push('late but honoured');
    const { order } = step.message;
    if (order.kind === 'move' && before.offers[order.offer]?.version !== order.seen)
      seen.push('an older version honoured, of an offer to several');
  }
  const byClose = (step.kind === 'do' || step.kind === 'deliver') && step.message.order.kind === 'close';
  after.offers.forEach((o, i) => {
    const was = before.offers[i];
    if (was === o) return;
    const offered = after.offers.length > before.offers.length;
    if (was === undefined) seen.push('offered');
    else if (offered) seen.push('superseded');
    else if (byClose) seen.push('ended with its need');
    else if (was.state === 'proposed' && o.state === 'accepted') seen.push('agreed');
    else seen.push(o.state);
  });
  return seen;
}
