/** One run of an import inside one transaction: who acts, what things are here, and what is to be told. */
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { EntryRefusal, ImportWarning, ReportLine, Said } from '../../contract/exchange.ts';
import { parseHsaId, parseOrganisationNumber, systemOf } from '../../contract/kernel/organisation-identity.ts';
import { parsePersonalIdentity } from '../../contract/kernel/personal-identity.ts';
import { dateInStockholm, HOUR, toIso } from '../../contract/kernel/time.ts';
import { say } from '../../contract/kernel/validation.ts';
import { organisations, type people, type Ledger } from './rooms.commands.ts';
import type { StaffCaller, SystemCaller } from '../kernel/access/context.ts';
import { asCaller, type Ground, type Once, type Work } from '../kernel/db/transaction.ts';
import { InvalidInput } from '../kernel/http/problem.ts';
import { refusalOf, sqlStateOf } from '../kernel/refusal.ts';
import { identifierKey, namesMeant } from './bundle.rules.ts';
import type { Identifier, Reference } from './fhir.rules.ts';
import {
  beginActing,
  endActing,
  register,
  type Noted,
  type Ours,
  type Register,
  type Seen,
  type UnitRow,
} from './imported.store.ts';
import { messageOf, refusalLine, warningLine } from './report.rules.ts';
import type { Whole } from './whole.store.ts';

export type Taken = (Ours & { readonly outcome: 'created' | 'changed' | 'same' }) | { readonly outcome: 'skipped' };

/** One thing of the file that becomes one thing here. */
export interface Item {
  /** What it is counted as. */
  readonly type: string;
  readonly key: string;
  readonly content: string;
  readonly names: readonly string[];
  readonly path: Said;
  /** Values that are not told, since they may say where a person with protected identity is. */
  readonly hides: 'nothing' | 'warnings' | 'all';
  take(run: Run, before: Ours | undefined): Promise<Taken>;
}

/** One or more reasons why an entry is not taken in. */
export class Refused extends Error {
  readonly lines: readonly ReportLine[];
  constructor(lines: readonly ReportLine[]) {
    super(lines.map(({ code }) => code).join(', '));
    this.name = 'Refused';
    this.lines = lines;
  }
}
export const refused = (code: EntryRefusal, path: Said, value: unknown): Refused =>
  new Refused([refusalLine(code, path, value)]);

export interface RunOptions {
  /** SHA-256 of the file, in hexadecimal. */
  readonly file: string;
  readonly asUnit: string | undefined;
  /** Told of an error that is a fault of ours; the report says only that there was one. */
  readonly onFault: (error: unknown) => void;
}

const importer = 'mellanrum-import';

export class Run {
  readonly ground: Ground;
  readonly whole: Whole;
  readonly options: RunOptions;
  readonly seen: Seen;
  readonly ledger: Ledger;
  readonly system: SystemCaller;
  readonly today: string;
  readonly warnings: ReportLine[] = [];
  /** What this run has taken in or found, by key and by every name. */
  readonly done = new Map<string, Ours>();
  readonly failed = new Set<string>();
  readonly notes = new Map<string, Noted>();
  #register:
    | {
        units: UnitRow[];
        providers: Register['providers'][number][];
        authorities: Register['authorities'][number][];
        staff: Register['staff'][number][];
      }
    | undefined;
  #units = new Map<string, UnitRow>();
  #acting = new Map<string, { caller: StaffCaller; assignmentId: string }>();
  #fresh = new Set<string>();

  constructor(whole: Whole, seen: Seen, options: RunOptions, deadline: Ledger['deadline']) {
    this.whole = whole;
    this.seen = seen;
    this.options = options;
    this.system = systemOfFile(options.file);
    const newId = (): string => {
      const id = whole.ground.newId();
      this.#fresh.add(id);
      return id;
    };
    this.ground = { ...whole.ground, newId };
    this.ledger = { ground: this.ground, deadline };
    this.today = dateInStockholm(this.ground.clock.now());
  }

  get now(): number {
    return this.ground.clock.now();
  }
  warn(code: ImportWarning, path: Said, value: unknown = null): void {
    this.warnings.push(warningLine(code, path, value));
  }
  once(): Once {
    const key = this.whole.ground.newId();
    return { key, body: key };
  }
  /** Whether the id was made in this run: what answers with another was here before. */
  isFresh = (id: string): boolean => this.#fresh.has(id);

  // ------------------------------------------------------------------------------------------------------------------ who acts
  get request() {
    return { caller: this.system, purpose: 'system' } as const;
  }
  /** The import itself, for the commands of organisations and people; what it writes stands on the unit. */
  acting(unit?: Pick<UnitRow, 'id'>): people.Acting {
    return { ground: this.ground, request: this.request, once: this.once(), authorUnitId: unit?.id };
  }
  asSystem<T>(work: (work: Work) => Promise<T>): Promise<T> {
    return asCaller(this.ground, this.request, work);
  }
  desk<T>(work: (desk: organisations.Desk) => Promise<T>): Promise<T> {
    return this.asSystem((inside) => work({ work: inside, newId: this.ground.newId }));
  }

  /**
   * The import as staff of a unit, for commands that only staff may use: on an assignment of its own that lives as long as the
   * transaction, under every rule that binds the unit's own people.
   */
  async staffAt(unit: UnitRow): Promise<StaffCaller> {
    const before = this.#acting.get(unit.id);
    if (before) return before.caller;
    const made = await this.desk(async (desk) => {
      const [from, until] = [toIso(this.now - 1000), toIso(this.now + HOUR)];
      const { id: staffId } = await organisations.registerStaff(desk, {
        subject: importer,
        name: 'Inläsning',
        title: 'Inläsning av fil',
      });
      const { id: assignmentId } = await organisations.registerAssignment(desk, {
        staffId,
        unit: unit.code,
        role: 'coordinator',
        validFrom: from,
        validTo: until,
      });
      const sessionId = this.ground.newId();
      await beginActing(desk.work, sessionId, randomBytes(32), assignmentId, until);
      const { name } = this.system;
      const caller: StaffCaller = {
        kind: 'staff',
        name,
        staffId,
        sessionId,
        assignmentId,
        unitId: unit.id,
        providerId: unit.providerId,
        authorityId: unit.authorityId,
        branch: unit.branch,
        role: 'coordinator',
      };
      return { caller, assignmentId };
    });
    this.#acting.set(unit.id, made);
    return made.caller;
  }
  forgetRegister(): void {
    this.#register = undefined;
    this.#units.clear();
  }
  /** What was made in work that left nothing behind is gone too. */
  forget(): void {
    this.#acting.clear();
    this.forgetRegister();
  }
  async endActing(): Promise<void> {
    const all = [...this.#acting.values()];
    this.#acting.clear();
    if (all.length === 0) return;
    await this.desk(async (desk) => {
      for (const { assignmentId } of all) await organisations.endAssignment(desk, assignmentId, toIso(this.now));
      await endActing(
        desk.work,
        all.map(({ caller }) => caller.sessionId),
      );
    });
  }

  // ----------------------------------------------------------------------------------------------------------------- what is here
  async register() {
    if (this.#register === undefined) {
      const { units, providers, authorities, staff } = await this.asSystem(register);
      this.#register = { units: [], providers: [...providers], authorities: [...authorities], staff: [...staff] };
      for (const unit of units) await this.addUnit(unit);
    }
    return this.#register;
  }
  /** What this run has made is known at once; `forget` when it came to nothing. */
  async addUnit(unit: UnitRow): Promise<void> {
    (await this.register()).units.push(unit);
    for (const name of [unit.id, unit.code, unit.hsaId?.toUpperCase()]) if (name) this.#units.set(name, unit);
  }
  /** A unit by id, code or HSA id. */
  async unit(name: string): Promise<UnitRow | undefined> {
    await this.register();
    return this.#units.get(name) ?? this.#units.get(name.trim().toUpperCase());
  }
  async asUnit(): Promise<UnitRow | undefined> {
    return this.options.asUnit === undefined ? undefined : this.unit(this.options.asUnit);
  }

  /** @throws Refused `reference_missing`, `depends` */
  async resolve(reference: Reference, bases: readonly string[], path: Said): Promise<Ours> {
    for (const name of namesMeant(reference, bases)) {
      const found = this.done.get(name) ?? this.seen.known[name];
      if (found) return found;
      if (this.failed.has(name)) throw refused('depends', path, reference.reference);
    }
    const found = reference.identifier && (await this.byIdentifier(reference.identifier));
    if (found) return found;
    throw refused('reference_missing', path, reference.reference ?? reference.identifier?.value ?? reference.display);
  }

  async byIdentifier(identifier: Identifier): Promise<Ours | undefined> {
    const { system, value } = identifier;
    if (system === undefined || value === undefined) return undefined;
    const known = systemOf(system);
    if (known === 'personnummer' || known === 'samordningsnummer' || known === 'reservnummer') {
      const read = parsePersonalIdentity(value, this.today);
      if (!read.ok) return undefined;
      const key = `${read.kind}|${read.value}`;
      const personId = this.done.get(`person|${key}`)?.id ?? this.seen.persons[key];
      return personId === undefined ? undefined : standing('person', personId, personId);
    }
    const all = await this.register();
    const hsaId = known === 'hsaId' ? parseHsaId(value) : undefined;
    const number = known === 'organisationsnummer' ? parseOrganisationNumber(value) : undefined;
    const unit = hsaId === undefined ? undefined : await this.unit(hsaId);
    if (unit) return standing('unit', unit.id);
    const is = (one: { readonly hsaId?: string | null; readonly orgNumber?: string | null }): boolean =>
      (hsaId !== undefined && one.hsaId === hsaId) || (number !== undefined && one.orgNumber === number);
    const provider = all.providers.find((one) => hsaId !== undefined && one.hsaId === hsaId);
    if (provider) return standing('provider', provider.id);
    const member = all.staff.find(is);
    if (member) return standing('staff', member.id);
    const authority = all.authorities.find(is);
    if (authority) return standing('authority', authority.id);
    for (const type of ['Organization', 'Practitioner', 'Task', 'CarePlan', 'Goal', 'Consent', 'CareTeam']) {
      const key = identifierKey(type, identifier);
      const one = key === undefined ? undefined : (this.done.get(key) ?? this.seen.known[key]);
      if (one) return one;
    }
    return undefined;
  }

  /** @throws Refused also `reference_kind` */
  async unitAt(reference: Reference, bases: readonly string[], path: Said): Promise<UnitRow> {
    const found = await this.resolve(reference, bases, path);
    const unit =
      found.kind === 'unit'
        ? await this.unit(found.id)
        : found.kind === 'assignment'
          ? await this.unit(String(found.more['unitId']))
          : undefined;
    if (!unit) throw refused('reference_kind', path, reference.reference ?? reference.identifier?.value);
    return unit;
  }
  /** @throws Refused also `reference_kind` */
  async personAt(reference: Reference | undefined, bases: readonly string[], path: Said): Promise<Ours> {
    if (reference === undefined) throw refused('missing', path, null);
    const found = await this.resolve(reference, bases, path);
    if (found.kind !== 'person') throw refused('reference_kind', path, reference.reference);
    return found;
  }
  /** The unit that stands behind an entry: `--as-unit`, else the one the data names, else the one that came with the person. */
  async unitBehind(named: UnitRow | undefined, person: Ours | undefined, path: Said): Promise<UnitRow> {
    const own = (await this.asUnit()) ?? named;
    if (own) return own;
    const withPerson = person?.more['unitId'] ?? (person && this.done.get(person.id)?.more['unitId']);
    const unit = typeof withPerson === 'string' ? await this.unit(withPerson) : undefined;
    if (!unit) throw refused('no_unit', path, null);
    return unit;
  }
}

export const systemOfFile = (file: string): SystemCaller => ({ kind: 'system', name: `import ${file.slice(0, 12)}` });

export const standing = (
  kind: Ours['kind'],
  id: string,
  personId: string | null = null,
  more: Ours['more'] = {},
): Ours => ({ kind, id, personId, version: null, more });
export const made = (
  outcome: 'created' | 'changed' | 'same',
  kind: Ours['kind'],
  id: string,
  rest: Partial<Pick<Ours, 'personId' | 'version' | 'more'>> = {},
): Taken => ({
  outcome,
  kind,
  id,
  personId: null,
  version: null,
  more: {},
  ...rest,
});

/** Holds a body to the contract that the users' own requests are held to; a fault is told at the element it came from. */
export function checked<T extends z.ZodType>(
  schema: T,
  body: z.input<T>,
  at: (path: readonly PropertyKey[]) => { path: Said; value: unknown },
): z.output<T> {
  const read = schema.safeParse(body, { reportInput: true });
  if (read.success) return read.data;
  throw new Refused(
    read.error.issues.slice(0, 20).map((issue) => {
      const [sv, en] = [say(issue, 'sv'), say(issue, 'en')];
      const { path, value } = at(issue.path);
      return refusalLine(`field:${sv.code}`, path, value, { sv: sv.message, en: en.message });
    }),
  );
}

/** What an entry was refused for, or null when the database is not there at all. */
export function linesOf(error: unknown, path: Said, onFault: (error: unknown) => void): readonly ReportLine[] | null {
  if (error instanceof Refused) return error.lines;
  if (error instanceof InvalidInput) {
    const en = error.fields('en');
    return error.fields('sv').map((field, i) =>
      refusalLine(`field:${field.code}`, within(path, field.path), null, {
        sv: field.message,
        en: en[i]?.message ?? field.message,
      }),
    );
  }
  const refusal = refusalOf(error);
  if (refusal?.code === 'unavailable') return null;
  if (refusal)
    return [
      refusalLine(
        refusal.code,
        path,
        null,
        refusal.code === 'stale' ? messageOf('changed_here') : messageOf(refusal.code),
      ),
    ];
  if (sqlStateOf(error)?.startsWith('22')) return [refusalLine('invalid', path, null)];
  onFault(error);
  return [refusalLine('fault', path, null)];
}
const within = (path: Said, field: string): Said => ({ sv: `${path.sv} (${field})`, en: `${path.en} (${field})` });
