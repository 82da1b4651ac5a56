import type { Hours } from '../../contract/kernel/opening-hours.ts';
import type {
  audiences,
  AuthorityKind,
  Branch,
  channels,
  StaffRole,
  TermKey,
  TermUnit,
  UnitKind,
} from '../../contract/organisations.ts';
import type { Work } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import { closeUnitRow, endAssignmentRow, idOf, once, type Row } from './register.store.ts';

/**
 * Reference data is kept by the system caller: the first county and the import. Each of these puts one thing in place and does nothing
 * when it is there already, known by its code (staff by subject), so that running a file twice changes nothing. Instants are ISO 8601
 * text, dates `YYYY-MM-DD`.
 *
 * All throw Refusal `not_found` when what it stands on (authority, provider, unit, agreement) is not there, or when the caller is not the system.
 */
export interface Desk {
  readonly work: Work;
  readonly newId: () => string;
}

async function standing(desk: Desk, table: Parameters<typeof idOf>[1], code: string): Promise<string> {
  const id = await idOf(desk.work, table, code);
  if (id === undefined) throw new Refusal('not_found', `no ${table} ${code}`);
  return id;
}

export interface NewAuthority {
  readonly code: string;
  readonly kind: Exclude<AuthorityKind, 'person'>;
  readonly name: string;
  readonly orgNumber?: string | undefined;
}
export const registerAuthority = ({ work, newId }: Desk, it: NewAuthority): Promise<Row> =>
  once(
    work,
    'authority',
    { id: newId(), kind: it.kind, code: it.code, name: it.name, org_number: it.orgNumber ?? null },
    ['code'],
  );

export interface NewProvider {
  readonly code: string;
  readonly authority: string;
  readonly branch: Exclude<Branch, 'person'>;
  readonly name: string;
  readonly orgNumber?: string | undefined;
  readonly hsaId?: string | undefined;
}
export async function registerProvider(desk: Desk, it: NewProvider): Promise<Row> {
  const authority_id = await standing(desk, 'authority', it.authority);
  const { code, branch, name } = it;
  return once(
    desk.work,
    'provider',
    { id: desk.newId(), authority_id, branch, code, name, org_number: it.orgNumber ?? null, hsa_id: it.hsaId ?? null },
    ['code'],
  );
}

export interface NewUnit {
  readonly code: string;
  readonly provider: string;
  readonly kind: Exclude<UnitKind, 'person'>;
  readonly name: string;
  readonly tag: string;
  readonly municipalityCode?: string | undefined;
  readonly hsaId?: string | undefined;
  readonly email?: string | undefined;
  readonly openedAt: string;
}
export async function registerUnit(desk: Desk, it: NewUnit): Promise<Row> {
  const provider_id = await standing(desk, 'provider', it.provider);
  const { code, kind, name, tag } = it;
  const rest = {
    municipality_code: it.municipalityCode ?? null,
    hsa_id: it.hsaId ?? null,
    email: it.email ?? null,
    opened_at: it.openedAt,
  };
  return once(desk.work, 'unit', { id: desk.newId(), provider_id, kind, code, name, tag, ...rest }, ['code']);
}

export interface NewContactWay {
  readonly unit: string;
  readonly channel: (typeof channels)[number];
  readonly value: string;
  readonly labelSv: string;
  readonly labelEn: string;
  readonly audience: (typeof audiences)[number];
  readonly hours: Hours;
  readonly sort?: number | undefined;
  readonly validFrom: string;
}
/** Known by unit, channel, value and Swedish label. */
export async function registerContactWay(desk: Desk, it: NewContactWay): Promise<Row> {
  const unit_id = await standing(desk, 'unit', it.unit);
  const { channel, value, audience } = it;
  const rest = { label_en: it.labelEn, hours: JSON.stringify(it.hours), sort: it.sort ?? 0, valid_from: it.validFrom };
  return once(
    desk.work,
    'contact_way',
    { id: desk.newId(), unit_id, channel, value, label_sv: it.labelSv, audience, ...rest },
    ['unit_id', 'channel', 'value', 'label_sv'],
  );
}

export interface NewStaff {
  /** The `sub` claim of the OpenID Connect issuer. */
  readonly subject: string;
  readonly name: string;
  readonly title: string;
  readonly hsaId?: string | undefined;
}
export const registerStaff = ({ work, newId }: Desk, it: NewStaff): Promise<Row> =>
  once(work, 'staff', { id: newId(), subject: it.subject, name: it.name, title: it.title, hsa_id: it.hsaId ?? null }, [
    'subject',
  ]);

export interface NewAssignment {
  readonly staffId: string;
  readonly unit: string;
  readonly role: StaffRole;
  readonly validFrom: string;
  readonly validTo?: string | undefined;
}
/** Known by staff, unit, role and first day. */
export async function registerAssignment(desk: Desk, it: NewAssignment): Promise<Row> {
  const unit_id = await standing(desk, 'unit', it.unit);
  const values = {
    id: desk.newId(),
    staff_id: it.staffId,
    unit_id,
    role: it.role,
    valid_from: it.validFrom,
    valid_to: it.validTo ?? null,
  };
  return once(desk.work, 'assignment', values, ['staff_id', 'unit_id', 'role', 'valid_from']);
}

export interface NewAgreement {
  readonly code: string;
  readonly name: string;
  /** Left out: the whole county. */
  readonly municipalityCode?: string | undefined;
  readonly source: string;
  readonly validFrom: string;
  /** The first day on which it no longer applies. */
  readonly validTo?: string | undefined;
}
export const registerAgreement = ({ work, newId }: Desk, it: NewAgreement): Promise<Row> =>
  once(
    work,
    'agreement',
    {
      id: newId(),
      code: it.code,
      name: it.name,
      municipality_code: it.municipalityCode ?? null,
      source: it.source,
      valid_from: it.validFrom,
      valid_to: it.validTo ?? null,
    },
    ['code'],
  );

export interface NewTerm {
  readonly agreement: string;
  readonly key: TermKey;
  readonly amount: number;
  readonly unit: TermUnit;
  readonly validFrom: string;
  /** The first day on which it no longer applies. */
  readonly validTo?: string | undefined;
  readonly source: string;
  readonly verified: boolean;
}
/** Known by agreement, key and first day. Terms held in memory are reloaded by `Terms.reload`. */
export async function registerTerm(desk: Desk, it: NewTerm): Promise<Row> {
  const agreement_id = await standing(desk, 'agreement', it.agreement);
  const { key, amount, unit, source, verified } = it;
  const values = {
    id: desk.newId(),
    agreement_id,
    key,
    amount,
    unit,
    valid_from: it.validFrom,
    valid_to: it.validTo ?? null,
    source,
    verified,
  };
  return once(desk.work, 'agreement_term', values, ['agreement_id', 'key', 'valid_from']);
}

export interface NewBody {
  readonly agreement: string;
  readonly municipalityCode: string;
  readonly level: 'operational' | 'strategic';
  readonly unit: string;
}
/** Which unit is the joint group of a municipality. Answers with the agreement's id. */
export async function registerBody(desk: Desk, it: NewBody): Promise<Row> {
  const agreement_id = await standing(desk, 'agreement', it.agreement);
  const unit_id = await standing(desk, 'unit', it.unit);
  return once(
    desk.work,
    'agreement_body',
    { agreement_id, municipality_code: it.municipalityCode, level: it.level, unit_id },
    ['agreement_id', 'municipality_code', 'level'],
  );
}

/** From `at` no one acts at the unit and nothing is offered to it. What it held shows as gaps. Closing again changes nothing. */
export async function closeUnit(desk: Desk, code: string, at: string): Promise<void> {
  if (!(await closeUnitRow(desk.work, await standing(desk, 'unit', code), at))) throw new Refusal('not_found');
}

/** From `at` the assignment opens nothing, whatever session is open. */
export async function endAssignment(desk: Desk, assignmentId: string, at: string): Promise<void> {
  if (!(await endAssignmentRow(desk.work, assignmentId, at))) throw new Refusal('not_found');
}

export interface NewMeetingHour {
  readonly agreement: string;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  /** Swedish clock, `HH:MM`. */
  readonly from: string;
  readonly to: string;
  readonly validFrom: string;
  readonly source: string;
  readonly verified: boolean;
}
/** Fixed hours for planning meetings by an agreement. */
export async function registerMeetingHour(desk: Desk, it: NewMeetingHour): Promise<Row> {
  const agreement_id = await standing(desk, 'agreement', it.agreement);
  const { weekday, source, verified } = it;
  const values = {
    id: desk.newId(),
    agreement_id,
    weekday,
    from_time: it.from,
    to_time: it.to,
    valid_from: it.validFrom,
    source,
    verified,
  };
  return once(desk.work, 'meeting_hour', values, ['agreement_id', 'weekday', 'from_time', 'valid_from']);
}
