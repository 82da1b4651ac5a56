/**
 * Who may see what, told a second time: from the law and docs/design, not from the SQL. Pure. Random worlds hold this and the
 * database's policies equal (oracle.test.ts), so a fault has to be made twice, in two languages, to get through.
 *
 * Instants are epoch milliseconds. A period runs from `from` (included) to `to` (not included); null has no end.
 */
import { personsOwnUnit, type Branch, type Caller, type Purpose } from './context.ts';
import {
  inForce,
  type Block,
  type Commitment,
  type Consent,
  type Emergency,
  type Ground,
  type Relative,
  type Row,
  type World,
} from './world-facts.ts';

export interface Asked {
  readonly caller: Caller;
  readonly purpose: Purpose;
  /** list: only who they are and what one's own unit is party to. */
  readonly how: 'person' | 'list';
  /** Persons that this caller has logged in this very transaction. Log rows of another time or by another hand are nothing. */
  readonly logged: readonly string[];
}
export interface Answer {
  readonly allowed: boolean;
  /** Why, in the words of the log; absent when refused. */
  readonly basis?: string;
}
export type Tie = 'circle' | 'emergency' | 'known' | 'self' | 'relative' | 'system';

const no: Answer = { allowed: false };
const yes = (basis: string): Answer => ({ allowed: true, basis });
const svod: readonly (Branch | 'person')[] = ['health', 'omsorg'];

/** May the caller begin at all? Session not revoked or over; assignment current, of that unit; staff not disabled; unit open. */
export function mayEnter(world: World, caller: Caller): boolean {
  if (caller.kind === 'system') return true;
  const session = world.sessions.find((s) => s.id === caller.sessionId);
  if (!session || session.revoked || session.expiresAt <= world.now) return false;
  if (caller.kind !== 'staff') return true;
  const assignment = world.assignments.find((a) => a.id === caller.assignmentId);
  const staff = world.staff.find((s) => s.id === caller.staffId);
  const unit = world.units.get(caller.unitId);
  if (!assignment || !staff || !unit) return false;
  return (
    assignment.staffId === caller.staffId &&
    assignment.unitId === caller.unitId &&
    inForce(world, assignment) &&
    notYet(world, staff.disabledAt) &&
    notYet(world, unit.closedAt)
  );
}

/** On which tie the caller may know who the person is; null: not at all. */
export function mayKnow(world: World, caller: Caller, person: string): Tie | null {
  if (!mayEnter(world, caller)) return null;
  switch (caller.kind) {
    case 'system':
      return 'system';
    case 'person':
      return caller.personId === person ? 'self' : null;
    case 'relative':
      return caller.personId === person &&
        about(world, person, 'people.relative').some((r) => r.id === caller.relativeId && inForce(world, r))
        ? 'relative'
        : null;
    case 'staff':
      if (inCircle(world, person, caller.unitId)) return 'circle';
      if (openEmergencies(world, person, caller.assignmentId).length > 0) return 'emergency';
      return hasPart(world, person, caller.unitId) ? 'known' : null;
    default:
      return caller satisfies never;
  }
}

/** Does the caller stand in a live relation, so that it may add to what is written about the person? */
export function mayWrite(world: World, asked: Asked, person: string): boolean {
  if ((asked.how === 'list' && asked.caller.kind === 'staff') || !asked.logged.includes(person)) return false;
  const tie = mayKnow(world, asked.caller, person);
  return tie !== null && tie !== 'known';
}

export function mayRead(world: World, asked: Asked, row: Row): Answer {
  const { caller } = asked;
  if (!asked.logged.includes(row.person)) return no;
  const tie = mayKnow(world, caller, row.person);
  if (tie === null) return no;
  const list = asked.how === 'list' && caller.kind === 'staff';
  if (row.keptTo && keptFrom(caller, row.keptTo)) return no;
  if (row.table === 'people.person') return yes(tie);
  if (row.table === 'people.person_identifier') return tie === 'relative' ? no : yes(tie);
  if (row.table === 'people.person_contact')
    return !list && tie !== 'known' && tie !== 'relative' && unmasked(world, caller, row.person) ? yes(tie) : no;
  if (row.table === 'people.relative' && (list || !unmasked(world, caller, row.person))) return no;
  if (hiddenBetweenGuardians(world, caller, row)) return no;
  if (row.table === 'people.block' && tellsWhoBlocked(world, caller, row)) return no;
  if (caller.kind === 'staff' && isParty(world, caller.unitId, row)) return yes('party');
  if (list) return no;
  if (row.table === 'commitments.commitment' && row.message && !isBetween(caller, row)) return no;
  if (caller.kind === 'relative')
    return sharedParts(world, caller.relativeId, row.person).has(row.part) && isTold(world, row)
      ? yes('shared_by_person')
      : no;
  if (caller.kind === 'person') return yes('self');
  const basis = isTold(world, row) ? readsFrom(world, asked, row.person, row.author) : null;
  return basis === null ? no : yes(basis);
}

/** The ground on which what one unit has written about the person is open to the caller; null: none. Law in the order it is tried. */
export function readsFrom(world: World, { caller, purpose }: Asked, person: string, author: string): string | null {
  if (caller.kind === 'system') return 'system';
  if (caller.kind !== 'staff') return null;
  if (author === caller.unitId) return 'own';
  const circle = inCircle(world, person, caller.unitId);
  const emergencies = openEmergencies(world, person, caller.assignmentId);
  // Danger to life stands in for the relation; lifting one unit's inner block (PDL 4:5) opens that unit and nothing more.
  const danger = emergencies.some((e) => e.code === 'svod_3_6');
  const from = placeOf(world, author);
  const sameProvider = from.provider.id === caller.providerId;
  if (sameProvider && emergencies.some((e) => e.liftedUnit === author)) return 'same_provider';
  if (!circle && !danger) return null;
  if (author === personsOwnUnit) return 'person_tells';
  if (isBlocked(world, person, (b) => b.unit === author)) return null;
  if (sameProvider) return 'same_provider';
  if (isBlocked(world, person, (b) => b.provider === from.provider.id)) return null;
  const sameAuthority = from.provider.authorityId === caller.authorityId;
  if (
    sameAuthority &&
    ['region', 'municipality'].includes(from.authority.kind) &&
    from.provider.branch === 'health' &&
    caller.branch === 'health'
  )
    return 'osl_25_11';
  if (
    sameAuthority &&
    from.authority.kind === 'municipality' &&
    from.provider.branch === 'omsorg' &&
    caller.branch === 'omsorg'
  )
    return 'osl_26_9c';
  const withinSvod = svod.includes(from.provider.branch) && svod.includes(caller.branch);
  if (circle) {
    const yeses = consentsTo(world, person, caller.unitId);
    if (yeses.some((c) => c.kind === 'disclosure' && named(c, author) === true)) return 'consent';
    if (withinSvod && purpose === 'care' && yeses.some((c) => c.kind === 'shared_record' && named(c, author) !== false))
      return 'svod_3_1';
    if (
      groundsTo(world, person, caller.unitId).some(
        (g) => g.fromProvider === from.provider.id && fits(world, g, from.provider.branch, caller.branch),
      )
    )
      return 'ground';
  }
  return danger && withinSvod ? 'svod_3_6' : null;
}

const notYet = (world: World, at: number | null): boolean => at === null || at > world.now;

function about<T extends Row['table']>(world: World, person: string, table: T): Extract<Row, { table: T }>[] {
  return world.rows.filter((r): r is Extract<Row, { table: T }> => r.table === table && r.person === person);
}

export function placeOf(world: World, unitId: string) {
  const unit = world.units.get(unitId);
  const provider = unit && world.providers.get(unit.providerId);
  const authority = provider && world.authorities.get(provider.authorityId);
  if (!unit || !provider || !authority) throw new Error(`no unit ${unitId}`);
  return { unit, provider, authority };
}

const inCircle = (world: World, person: string, unit: string): boolean =>
  about(world, person, 'people.engagement').some((e) => e.unit === unit && inForce(world, e));

const openEmergencies = (world: World, person: string, assignment: string): Emergency[] =>
  about(world, person, 'people.emergency').filter((e) => e.assignment === assignment && inForce(world, e));

const isBlocked = (world: World, person: string, hits: (block: Block) => boolean): boolean =>
  about(world, person, 'people.block').some((b) => hits(b) && inForce(world, b));

const consentsTo = (world: World, person: string, unit: string): Consent[] =>
  about(world, person, 'people.consent').filter(
    (c) => c.decision === 'yes' && inForce(world, c) && notYet(world, c.withdrawnAt) && named(c, unit) === true,
  );

const named = (consent: Consent, unit: string): boolean | undefined =>
  consent.units.find((u) => u.unit === unit)?.included;

const groundsTo = (world: World, person: string, unit: string): Ground[] =>
  about(world, person, 'people.ground').filter(
    (g) => g.toUnit === unit && inForce(world, g) && notYet(world, g.endedAt),
  );

function fits(world: World, ground: Ground, from: string, to: string): boolean {
  const law = world.legalGrounds.get(ground.code);
  return law !== undefined && law.fromBranches.includes(from) && law.toBranches.includes(to) && inForce(world, law);
}

/** A unit keeps knowing whom it has written about, been promised for by name, or been (or will be) in the circle of. Answering an offer is not such a thing. */
const hasPart = (world: World, person: string, unit: string): boolean =>
  world.rows.some(
    (r) =>
      r.person === person &&
      ((isAuthored(r) && r.author === unit) ||
        (r.table === 'people.engagement' && r.unit === unit) ||
        (r.table === 'plans.part_version' && r.by === unit) ||
        (r.table === 'commitments.commitment' && r.disclosed && r.toUnit === unit)),
  );

const history = new Set(['commitments.event', 'commitments.gap', 'commitments.gap_answer']);
const isAuthored = (row: Row): boolean => row.author !== '' && !history.has(row.table);

/** A unit of which nothing but its answers is written stays unknown to others, so that no list of those asked comes out. */
const isTold = (world: World, row: Row): boolean => !history.has(row.table) || hasPart(world, row.person, row.author);

/** What the unit has itself promised, been promised, carried or may act on. A receiver is party only from when it was told who. */
function isParty(world: World, unit: string, row: Row): boolean {
  const promised = (id: string): boolean =>
    about(world, row.person, 'commitments.commitment').some((c) => c.id === id && isParty(world, unit, c));
  switch (row.table) {
    case 'commitments.commitment':
      return row.fromUnit === unit || (row.toUnit === unit && row.disclosed);
    case 'commitments.accountability':
      return row.unit === unit;
    case 'commitments.need':
      return about(world, row.person, 'commitments.accountability').some((a) => a.need === row.id && a.unit === unit);
    case 'commitments.event':
      return promised(row.subject);
    case 'commitments.gap':
      return row.move === unit || row.giver === unit;
    case 'commitments.gap_answer':
      return about(world, row.person, 'commitments.gap').some((g) => g.id === row.gap && isParty(world, unit, g));
    case 'people.engagement':
      return row.unit === unit;
    case 'plans.part_version':
      return row.by === unit;
    case 'people.person':
    case 'people.person_identifier':
    case 'people.person_contact':
    case 'people.named_contact':
    case 'people.consent':
    case 'people.consent_unit':
    case 'people.block':
    case 'people.ground':
    case 'people.emergency':
    case 'people.unmask_grant':
    case 'people.relative':
    case 'people.relative_share':
    case 'people.voice':
    case 'people.alert':
    case 'people.voice_picture':
    case 'plans.plan':
    case 'plans.goal':
    case 'plans.intervention':
    case 'plans.other_measure':
    case 'plans.follow_up':
    case 'plans.evaluation':
    case 'plans.section':
    case 'plans.meeting':
    case 'plans.meeting_party':
    case 'plans.approval':
    case 'plans.offer':
      return false;
    default:
      return row satisfies never;
  }
}

/** A message is for who wrote it and the person; the unit it was written to is party to it. Nobody else of the circle, and no other relative. */
const isBetween = (caller: Caller, { relative }: Commitment): boolean =>
  caller.kind === 'relative' ? relative === caller.relativeId : caller.kind !== 'staff';

const sharedParts = (world: World, relative: string, person: string): Set<string> =>
  new Set(
    about(world, person, 'people.relative_share')
      .filter((s) => s.relative === relative && inForce(world, s))
      .map((s) => s.shares),
  );

/** Protected identity: the person and the program see it, else only staff named for it. */
function unmasked(world: World, caller: Caller, person: string): boolean {
  if (caller.kind === 'person' || caller.kind === 'system' || world.persons.get(person)?.protection === 'none')
    return true;
  return (
    caller.kind === 'staff' &&
    about(world, person, 'people.unmask_grant').some((g) => g.staff === caller.staffId && inForce(world, g))
  );
}

/** A part for named units is theirs and the person's; a relative is shown it by no share. */
const keptFrom = (caller: Caller, to: readonly string[]): boolean =>
  caller.kind === 'relative' || (caller.kind === 'staff' && !to.includes(caller.unitId));

/** Nothing of one guardian shows to the other, whatever has been shared. */
function hiddenBetweenGuardians(world: World, caller: Caller, row: Row): boolean {
  if (caller.kind !== 'relative') return false;
  const whose =
    row.table === 'people.relative'
      ? row.id
      : row.table === 'people.relative_share' ||
          row.table === 'people.consent' ||
          row.table === 'commitments.commitment'
        ? row.relative
        : null;
  if (whose === null || whose === caller.relativeId) return false;
  const isGuardian = (id: string): boolean =>
    about(world, row.person, 'people.relative').some((r: Relative) => r.id === id && r.relation === 'guardian');
  return isGuardian(whose) && isGuardian(caller.relativeId);
}

/** That a block exists may be told; who blocked is for those behind it and the one who wrote it down (PDL 4:4-5, SVOD 2:4, 3:5). */
function tellsWhoBlocked(world: World, caller: Caller, block: Block): boolean {
  if (caller.kind !== 'staff' || block.author === caller.unitId) return false;
  if (block.unit === null) return block.provider !== caller.providerId;
  const own = placeOf(world, block.unit).provider.id === caller.providerId;
  return !(block.unit === caller.unitId || (own && !notYet(world, block.to)));
}
