import type { Ground, Once } from '../kernel/db/transaction.ts';
import type { StaffCaller } from '../kernel/access/context.ts';
import { smallWorld, type TestUnit, type World } from '../kernel/testing/world.ts';
import type { Deps } from '../commitments/commitments.commands.ts';
import type { Deadline } from '../commitments/gaps.rules.ts';
import { refusalOf } from '../kernel/refusal.ts';
import { setTimeout as sleep } from 'node:timers/promises';

export const HOUR = 3_600_000;
const hours: Readonly<Record<string, number>> = {
  'offer.lapse': 72,
  'ladder.head': 24,
  'ladder.operational': 48,
  'ladder.strategic': 96,
  'contact.missing': 72,
  'consent.warning': 720,
};
export const deadline: Deadline = (_place, key, from) => from + (hours[key] ?? (key.endsWith('acute') ? 2 : 24)) * HOUR;

export interface Crowd {
  readonly w: World;
  readonly ground: Ground;
  readonly deps: Deps;
  readonly units: readonly TestUnit[];
  /** One nurse a unit, in the order of `units`. */
  readonly staff: readonly StaffCaller[];
  readonly persons: readonly string[];
}

/** Ten units of five providers, six persons whom all know, a joint group, and consent for all of it. */
export async function crowd(persons = 6): Promise<Crowd> {
  const w = await smallWorld();
  const more: TestUnit[] = [];
  for (let i = 1; i <= 4; i++) {
    const id = w.newId();
    await w.sqlDo(
      "insert into organisations.unit (id, provider_id, kind, code, name, tag, municipality_code, opened_at) values ($1::uuid, $2, 'mobile_team', $1::text, $3, $3, '1496', '2020-01-01')",
      [id, w.units.homeCare.providerId, `Team ${i}`],
    );
    more.push({ ...w.units.homeCare, id, kind: 'mobile_team' });
  }
  const units = [
    w.units.homeCare,
    w.units.homeCareWest,
    w.units.primaryCare,
    w.units.ward,
    w.units.homeHelp,
    w.units.assessor,
    ...more,
  ];
  const staff: StaffCaller[] = [];
  for (const [i, unit] of units.entries()) staff.push(await w.staffAt(unit, 'nurse', `Sköterska ${i}`));
  const agreement = w.newId();
  await w.sqlDo("insert into organisations.agreement values ($1,'a','a',null,'test','2020-01-01')", [agreement]);
  await w.sqlDo(
    "insert into organisations.agreement_body values ($1,'1496','operational',$2), ($1,'1496','strategic',$3)",
    [agreement, w.units.operational.id, w.units.strategic.id],
  );
  const people: string[] = [];
  for (let i = 0; i < persons; i++) {
    const id = await w.person(units, `Person${i}`, `Nummer${i}`);
    await w.consent(id, 'disclosure', w.units.homeCare, units);
    people.push(id);
  }
  return { w, ground: w.ground, deps: { ground: w.ground, deadline }, units, staff, persons: people };
}

/** One command of one client, which can be sent any number of times. */
export interface Sent {
  readonly name: string;
  readonly once: Once;
  readonly act: (once: Once) => Promise<unknown>;
}

export type Outcome =
  | { readonly answer: unknown }
  | { readonly refused: string }
  | { readonly fault: unknown }
  | { readonly gaveUp: true };

/** Sends until there is an answer, as a client does whose connection breaks. `tries` counts. */
export async function send(sent: Sent, onRetry: () => void = () => undefined): Promise<Outcome> {
  for (let attempt = 1; attempt <= 40; attempt++) {
    try {
      return { answer: await sent.act(sent.once) };
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) return { fault: error };
      if (refusal.code !== 'unavailable') return { refused: refusal.code };
      onRetry();
      await sleep(5 * attempt);
    }
  }
  return { gaveUp: true };
}
