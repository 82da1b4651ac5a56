/** What all lanes share: the units and who works there, the agreed times, the calendar and who is signed in. */
import { createHash, randomBytes } from 'node:crypto';
import type { TermKey } from '../contract/organisations.ts';
import type { Instant } from '../contract/kernel/time.ts';
import type { PersonCaller, RelativeCaller, StaffCaller } from '../server/kernel/access/context.ts';
import type { Ground, Request } from '../server/kernel/db/transaction.ts';
import { asKeeper } from '../server/kernel/identity/keeper.ts';
import type { Terms } from '../server/organisations/index.ts';
import type { Calendar, Hours } from './calendar.ts';
import { providers } from './data/authorities.ts';
import type { Branch, Unit, UnitKind } from './data/types.ts';
import { units } from './data/units.ts';
import type { Placed } from './register.ts';
import type { Member } from './staff.ts';

export interface Place {
  readonly key: string;
  readonly id: string;
  readonly kind: UnitKind;
  readonly name: string;
  readonly municipality: string;
  readonly covers: readonly string[];
  readonly provider: string;
  readonly providerId: string;
  readonly authority: string;
  readonly authorityId: string;
  readonly branch: Branch;
  readonly members: readonly Member[];
}

const halfHour = 30 * 60_000;
const office: Hours = { from: 8 * 60, to: 16 * 60 + 30, everyDay: false };
const day: Hours = { from: 7 * 60, to: 21 * 60, everyDay: true };
const hoursByKind: Partial<Record<UnitKind, Hours>> = {
  home_health_care: day,
  home_help: day,
  nursing_home: day,
  hospital_ward: day,
  psychiatry_inpatient: day,
  palliative_team: day,
};

export class Stage {
  readonly ground: Ground;
  readonly calendar: Calendar;
  readonly end: Instant;
  readonly places: ReadonlyMap<string, Place>;
  readonly done: Record<string, number> = {};
  readonly refused: Record<string, number> = {};
  readonly #placed: Placed;
  readonly #terms: Terms;
  readonly #deadlines = new Map<string, number | null>();
  readonly #signedIn = new Map<string, Promise<string>>();

  constructor(
    ground: Ground,
    calendar: Calendar,
    end: Instant,
    placed: Placed,
    members: readonly Member[],
    terms: Terms,
  ) {
    this.ground = ground;
    this.calendar = calendar;
    this.end = end;
    this.#placed = placed;
    this.#terms = terms;
    const byUnit = Map.groupBy(members, ({ unit }) => unit);
    const byProvider = new Map<string, (typeof providers)[number]>(providers.map((one) => [one.key, one]));
    this.places = new Map(
      (units as readonly Unit[]).map((unit): [string, Place] => {
        const provider = byProvider.get(unit.provider);
        if (!provider) throw new Error(`no provider ${unit.provider}`);
        const { key, kind, name, municipality } = unit;
        return [
          key,
          {
            key,
            id: idIn(placed.unitIds, key),
            kind,
            name,
            municipality,
            covers: unit.covers ?? [municipality],
            provider: provider.key,
            providerId: idIn(placed.providerIds, provider.key),
            authority: provider.authority,
            authorityId: idIn(placed.authorityIds, provider.authority),
            branch: provider.branch,
            members: byUnit.get(key) ?? [],
          },
        ];
      }),
    );
  }

  place(key: string): Place {
    const found = this.places.get(key);
    if (!found) throw new Error(`no unit ${key}`);
    return found;
  }

  hoursOf({ kind }: Place): Hours {
    return hoursByKind[kind] ?? office;
  }

  /** The agreements' times. Those in hours are looked up once a day and place; all others are asked of the organisations room. */
  readonly deadline = (municipality: string | null, key: string, from: Instant): Instant => {
    const { date } = this.calendar.dayOf(from);
    const name = `${municipality ?? ''}|${key}|${date}`;
    let ms = this.#deadlines.get(name);
    if (ms === undefined) {
      const { amount, unit } = this.#terms.for(municipality, key as TermKey, date);
      ms = unit === 'hours' ? amount * 3_600_000 : unit === 'minutes' ? amount * 60_000 : null;
      this.#deadlines.set(name, ms);
    }
    return ms === null ? this.#terms.deadline(municipality, key as TermKey, from) : from + ms;
  };

  staffIdOf(member: Member): string {
    return this.#staff(member).staffId;
  }

  #staff(member: Member): { readonly staffId: string; readonly assignmentId: string } {
    const found = this.#placed.staff.get(member.subject);
    if (!found) throw new Error(`no staff ${member.subject}`);
    return found;
  }

  async asStaff(member: Member, now: Instant): Promise<Request & { readonly caller: StaffCaller }> {
    const { id: unitId, providerId, authorityId, branch } = this.place(member.unit);
    const sessionId = await this.#signIn(member.subject, now);
    const { name, role } = member;
    return {
      caller: { kind: 'staff', name, ...this.#staff(member), sessionId, unitId, providerId, authorityId, branch, role },
      purpose: 'care',
    };
  }

  async asPerson(
    person: { subject: string; name: string; personId: string },
    now: Instant,
  ): Promise<Request & { readonly caller: PersonCaller }> {
    const sessionId = await this.#signIn(person.subject, now);
    return { caller: { kind: 'person', name: person.name, personId: person.personId, sessionId }, purpose: 'own' };
  }

  async asRelative(
    relative: { subject: string; name: string; relativeId: string; personId: string },
    now: Instant,
  ): Promise<Request & { readonly caller: RelativeCaller }> {
    const sessionId = await this.#signIn(relative.subject, now);
    const { name, relativeId, personId } = relative;
    return { caller: { kind: 'relative', name, relativeId, personId, sessionId }, purpose: 'own' };
  }

  /** People sign in on the hour or the half hour and are signed out half an hour later, as the session limits have it. */
  #signIn(subject: string, now: Instant): Promise<string> {
    const slot = now - (now % halfHour);
    const key = `${subject}|${slot}`;
    const known = this.#signedIn.get(key);
    if (known) return known;
    const started = this.#startSession(subject, slot);
    this.#signedIn.set(key, started);
    return started;
  }

  async #startSession(subject: string, slot: Instant): Promise<string> {
    const ground = { ...this.ground, clock: { now: () => slot } };
    // The token is thrown away: nobody will ever hold it.
    const hash = createHash('sha256').update(randomBytes(32)).digest();
    const [row] = await asKeeper<{ id: string }>(
      ground,
      'start_session',
      subject,
      this.ground.newId(),
      hash,
      null,
      null,
      null,
    );
    if (!row) throw new Error(`${subject} cannot sign in`);
    return row.id;
  }

  /** Forgets sign-ins that have run out. Called between two windows, when no lane lives. */
  forgetSignIns(now: Instant): void {
    for (const key of this.#signedIn.keys())
      if (Number(key.slice(key.lastIndexOf('|') + 1)) + halfHour <= now) this.#signedIn.delete(key);
  }

  /** Those whose session may still live. */
  get subjects(): string[] {
    return [...new Set([...this.#signedIn.keys()].map((key) => key.slice(0, key.lastIndexOf('|'))))];
  }
}

function idIn(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`${key} is not registered`);
  return id;
}
