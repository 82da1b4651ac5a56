/** Puts the county's organisations in place by the commands of the organisations room: authorities, units, how they are reached, agreements. */
import type { Hours } from '../contract/kernel/opening-hours.ts';
import type { SystemCaller } from '../server/kernel/access/context.ts';
import { asCaller, type Ground } from '../server/kernel/db/transaction.ts';
import * as organisations from '../server/organisations/index.ts';
import { agreementBodies, agreements, agreementTerms, exampleSource, meetingHours } from './data/agreements.ts';
import { authorities, municipalities, providers } from './data/authorities.ts';
import { contactWays, sharedNumbers } from './data/contact-ways.ts';
import { municipalNightNumbers, unitNumbers } from './data/phone-numbers.ts';
import type { ContactWay, OpeningSpan, Unit } from './data/types.ts';
import { units } from './data/units.ts';
import type { Member } from './staff.ts';

export const maker: SystemCaller = { kind: 'system', name: 'första länet' };
export const asMaker = { caller: maker, purpose: 'system' } as const;

const opened = '2019-01-01T00:00:00.000Z';
const employed = '2024-01-01T00:00:00.000Z';

export interface Placed {
  readonly unitIds: ReadonlyMap<string, string>;
  readonly providerIds: ReadonlyMap<string, string>;
  readonly authorityIds: ReadonlyMap<string, string>;
  readonly staff: ReadonlyMap<string, { readonly staffId: string; readonly assignmentId: string }>;
}

/**
 * @param waysId ids of contact ways, from a source of their own since they are made beside the staff
 * @param withMail whether the unit of this key has an address for letters
 */
export async function registerCounty(
  ground: Ground,
  members: readonly Member[],
  waysId: () => string,
  withMail: (key: string) => boolean,
): Promise<Placed> {
  const unitIds = new Map<string, string>();
  const providerIds = new Map<string, string>();
  const authorityIds = new Map<string, string>();
  const staff = new Map<string, { staffId: string; assignmentId: string }>();
  await asCaller(ground, asMaker, async (work) => {
    const desk = { work, newId: ground.newId };
    for (const one of authorities)
      authorityIds.set(
        one.key,
        (
          await organisations.registerAuthority(desk, {
            code: codeOf(one),
            kind: one.kind,
            name: one.name,
            orgNumber: 'organisationNumber' in one ? one.organisationNumber : undefined,
          })
        ).id,
      );
    for (const one of providers)
      providerIds.set(
        one.key,
        (
          await organisations.registerProvider(desk, {
            code: one.key,
            authority: codeOf(authorityOf(one.authority)),
            branch: one.branch,
            name: one.name,
          })
        ).id,
      );
    for (const one of units as readonly Unit[])
      unitIds.set(
        one.key,
        (
          await organisations.registerUnit(desk, {
            code: one.key,
            provider: one.provider,
            kind: one.kind,
            name: one.name,
            tag: one.tag,
            municipalityCode: one.municipality,
            hsaId: one.hsaId,
            email: withMail(one.key) ? `${one.key}@mellanrum.example` : undefined,
            openedAt: opened,
          })
        ).id,
      );
    await registerAgreements(desk);
  });
  const employing = asCaller(ground, asMaker, async (work) => {
    const desk = { work, newId: ground.newId };
    for (const member of members) {
      const { id } = await organisations.registerStaff(desk, {
        subject: member.subject,
        name: member.name,
        title: member.title,
      });
      const assignment = await organisations.registerAssignment(desk, {
        staffId: id,
        unit: member.unit,
        role: member.role,
        validFrom: employed,
      });
      staff.set(member.subject, { staffId: id, assignmentId: assignment.id });
    }
  });
  const reached = asCaller(ground, asMaker, async (work) => {
    const desk = { work, newId: waysId };
    for (const unit of units as readonly Unit[])
      for (const [sort, way] of (contactWays[unit.kind] as readonly ContactWay[]).entries())
        await organisations.registerContactWay(desk, {
          unit: unit.key,
          channel: way.channel,
          value: valueOf(unit, way),
          labelSv: way.label.sv,
          labelEn: way.label.en,
          audience: way.audience,
          hours: hoursOf(way.hours),
          sort,
          validFrom: opened,
        });
  });
  await Promise.all([employing, reached]);
  return { unitIds, providerIds, authorityIds, staff };
}

async function registerAgreements(desk: organisations.Desk): Promise<void> {
  const source = 'Länets överenskommelse, exempel';
  for (const one of agreements)
    await organisations.registerAgreement(desk, {
      code: one.key,
      name: one.name,
      municipalityCode: one.level === 'local' ? one.municipalities[0] : undefined,
      source: one.level === 'statute' ? 'Lag' : source,
      validFrom: one.from,
      validTo: one.to ?? undefined,
    });
  for (const term of agreementTerms)
    await organisations.registerTerm(desk, {
      agreement: term.agreement,
      key: term.key,
      amount: term.value.amount,
      unit: term.value.unit,
      validFrom: term.from,
      validTo: term.to ?? undefined,
      source: term.source,
      verified: term.verified,
    });
  for (const { agreement, weekday, from, to } of meetingHours)
    await organisations.registerMeetingHour(desk, {
      agreement,
      weekday,
      from,
      to,
      validFrom: '2024-01-01',
      source: exampleSource,
      verified: false,
    });
  for (const level of ['operational', 'strategic'] as const)
    for (const [unit, places] of Object.entries(agreementBodies[level]))
      for (const municipalityCode of places)
        await organisations.registerBody(desk, { agreement: 'skaraborg', municipalityCode, level, unit });
}

const codeOf = (one: { readonly key: string; readonly code?: string }): string => one.code ?? one.key;
function authorityOf(key: string): (typeof authorities)[number] {
  const found = authorities.find((one) => one.key === key);
  if (!found) throw new Error(`no authority ${key}`);
  return found;
}

function valueOf(unit: Unit, way: ContactWay): string {
  if (way.channel === 'message') return 'Mellanrum';
  if (way.channel === 'visit')
    return `${unit.name}, ${municipalities.find(({ code }) => code === unit.municipality)?.name ?? ''}`;
  switch (way.line) {
    case undefined:
    case 'unit':
      return (unitNumbers as Readonly<Record<string, string>>)[unit.key] ?? sharedNumbers.n1177;
    case 'municipal_night':
      return (municipalNightNumbers as Readonly<Record<string, string>>)[unit.municipality] ?? sharedNumbers.n1177;
    case 'mobile_doctor_evening':
    case 'hospital_switchboard':
    case 'social_emergency':
    case 'n1177':
    case 'n112':
      return sharedNumbers[way.line];
    default:
      return way.line satisfies never;
  }
}

const dayOf = { mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7, holiday: 'holiday', eve: 'eve' } as const;

function hoursOf(spans: readonly OpeningSpan[]): Hours {
  const [only] = spans;
  if (spans.length === 1 && only?.days.length === 9 && only.from === '00:00' && only.to === '24:00')
    return { kind: 'always' };
  return {
    kind: 'weekly',
    openings: spans.map(({ days, from, to }) => ({ on: days.map((day) => dayOf[day]), from, to })),
  };
}
