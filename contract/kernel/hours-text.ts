/**
 * Opening hours as one line that people write and read: `mån–fre 8–16.30; lör 10–14; helg stängt; 2026-12-24 9–12`. What is written
 * reads back to the same hours. Days: mån tis ons tor fre lör sön, `helgdag` (public holiday), `helgdagsafton` (eve). `röda dagar som
 * vanligt` says that holidays are like their weekday. `dygnet runt` is always. English names are read too, and written when asked.
 */
import type { Hours, Opening, OpeningDay } from './opening-hours.ts';

const names = {
  sv: {
    1: 'mån',
    2: 'tis',
    3: 'ons',
    4: 'tor',
    5: 'fre',
    6: 'lör',
    7: 'sön',
    holiday: 'helgdag',
    eve: 'helgdagsafton',
  },
  en: { 1: 'Mon', 2: 'Tue', 3: 'Wed', 4: 'Thu', 5: 'Fri', 6: 'Sat', 7: 'Sun', holiday: 'holiday', eve: 'eve' },
} as const satisfies Record<string, Record<OpeningDay, string>>;
const words = {
  sv: { always: 'dygnet runt', closed: 'stängt', usual: 'röda dagar som vanligt', never: 'stängt' },
  en: { always: 'around the clock', closed: 'closed', usual: 'holidays as usual', never: 'closed' },
} as const;
type Language = keyof typeof names;

const dayOrder: readonly OpeningDay[] = [1, 2, 3, 4, 5, 6, 7, 'holiday', 'eve'];
const others: Readonly<Record<string, OpeningDay>> = {
  må: 1,
  måndag: 1,
  måndagar: 1,
  monday: 1,
  ti: 2,
  tisdag: 2,
  tisdagar: 2,
  tuesday: 2,
  on: 3,
  onsdag: 3,
  onsdagar: 3,
  wednesday: 3,
  to: 4,
  tors: 4,
  torsdag: 4,
  torsdagar: 4,
  thursday: 4,
  fr: 5,
  fredag: 5,
  fredagar: 5,
  friday: 5,
  lö: 6,
  lördag: 6,
  lördagar: 6,
  saturday: 6,
  sö: 7,
  söndag: 7,
  söndagar: 7,
  sunday: 7,
  helgdagar: 'holiday',
  'röd dag': 'holiday',
  'röda dagar': 'holiday',
  holidays: 'holiday',
  helgdagsaftnar: 'eve',
  afton: 'eve',
  aftnar: 'eve',
  eves: 'eve',
};
const dayOf = new Map<string, OpeningDay>([
  ...Object.entries<OpeningDay>(others),
  ...(['sv', 'en'] as const).flatMap((language) =>
    dayOrder.map((day): [string, OpeningDay] => [names[language][day].toLowerCase(), day]),
  ),
]);

/** The hours as one line. */
export function writeHours(hours: Hours, language: Language = 'sv'): string {
  const t = words[language];
  if (hours.kind === 'always') return t.always;
  const byDays = new Map<string, { days: OpeningDay[]; spans: string[] }>();
  const spansOf = new Map<OpeningDay, Opening[]>();
  for (const { on, ...opening } of hours.openings)
    for (const day of on) spansOf.set(day, [...(spansOf.get(day) ?? []), opening]);
  for (const day of dayOrder) {
    const spans = (spansOf.get(day) ?? []).toSorted((a, b) => a.from.localeCompare(b.from)).map(spanText);
    if (spans.length === 0) continue;
    const group = byDays.get(spans.join());
    if (group) group.days.push(day);
    else byDays.set(spans.join(), { days: [day], spans });
  }
  const parts = [...byDays.values()].map(({ days, spans }) => `${daysText(days, language)} ${spans.join(', ')}`);
  for (const [date, openings] of Object.entries(hours.dates ?? {}).toSorted(([a], [b]) => a.localeCompare(b)))
    parts.push(`${date} ${openings.length === 0 ? t.closed : openings.map(spanText).join(', ')}`);
  if (hours.holidays === 'as_weekday') parts.push(t.usual);
  return parts.length === 0 ? t.never : parts.join('; ');
}

const shortTime = (time: string): string =>
  time
    .replace(/^0(?=\d)/u, '')
    .replace(':00', '')
    .replace(':', '.');
const spanText = ({ from, to }: Opening): string => `${shortTime(from)}–${shortTime(to)}`;

function daysText(days: readonly OpeningDay[], language: Language): string {
  const said: string[] = [];
  const week = days.filter((day): day is 1 => typeof day === 'number') as number[];
  for (let i = 0; i < week.length;) {
    let end = i;
    while (week[end + 1] === (week[end] ?? 0) + 1) end += 1;
    const first = names[language][(week[i] ?? 1) as 1];
    const last = names[language][(week[end] ?? 1) as 1];
    if (end - i >= 2) said.push(`${first}–${last}`);
    else for (let n = i; n <= end; n += 1) said.push(names[language][(week[n] ?? 1) as 1]);
    i = end + 1;
  }
  for (const day of days) if (typeof day === 'string') said.push(names[language][day]);
  return said.join(', ');
}

/** The hours that a line says, or undefined when it cannot be read. */
export function readHours(text: string): Hours | undefined {
  const line = text.trim().toLowerCase().replaceAll(/\s+/gu, ' ').replaceAll(/[‐-―]/gu, '-').replaceAll(/ ?- ?/gu, '-');
  if (line === '') return undefined;
  if (['dygnet runt', 'alltid', 'always', 'around the clock', '24-7', '24/7'].includes(line)) return { kind: 'always' };
  const openings: { on: OpeningDay[]; from: string; to: string }[] = [];
  const dates: Record<string, Opening[]> = {};
  let usual = false;
  if (line !== 'stängt' && line !== 'closed')
    for (const part of line
      .split(';')
      .map((one) => one.trim())
      .filter(Boolean)) {
      if (part === words.sv.usual || part === words.en.usual) {
        usual = true;
        continue;
      }
      const date = /^(\d{4}-\d{2}-\d{2}) (.+)$/u.exec(part);
      if (date) {
        const spans = date[2] === 'stängt' || date[2] === 'closed' ? [] : spansIn(date[2] ?? '');
        if (!spans || !isDate(date[1] ?? '')) return undefined;
        dates[date[1] ?? ''] = spans;
        continue;
      }
      const split = /^(.*?) ?(\d[\d.:, -]*)$/u.exec(part) ?? /^(.+) (?:stängt|closed)$/u.exec(part);
      const days = daysIn(split?.[1] ?? '');
      if (!split || !days) return undefined;
      if (split[2] === undefined) continue;
      const spans = spansIn(split[2]);
      if (!spans) return undefined;
      for (const span of spans) openings.push({ on: days, ...span });
    }
  return {
    kind: 'weekly',
    openings,
    ...(usual ? { holidays: 'as_weekday' as const } : {}),
    ...(Object.keys(dates).length > 0 ? { dates } : {}),
  };
}

const isDate = (text: string): boolean =>
  !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

function daysIn(text: string): OpeningDay[] | undefined {
  const found = new Set<OpeningDay>();
  if (['alla dagar', 'every day', 'dagligen', 'daily'].includes(text)) return [...dayOrder];
  if (text === 'vardagar' || text === 'weekdays') return [1, 2, 3, 4, 5];
  for (const part of text.split(/, ?| och | and /u)) {
    const [first, last, more] = part.split('-').map((one) => dayOf.get(one.trim().replace(/\.$/u, '')));
    if (more !== undefined || first === undefined) return undefined;
    if (!part.includes('-')) found.add(first);
    else if (typeof first === 'number' && typeof last === 'number' && first < last)
      for (let day = first; day <= last; day += 1) found.add(day);
    else return undefined;
  }
  return dayOrder.filter((day) => found.has(day));
}

function spansIn(text: string): Opening[] | undefined {
  const spans = text.split(/, ?/u).map((part) => {
    const [from, to, more] = part.split('-').map(timeIn);
    return from !== undefined && to !== undefined && more === undefined && from !== '24:00' && from !== to
      ? { from, to }
      : undefined;
  });
  return spans.every((span) => span !== undefined) && spans.length > 0 ? spans : undefined;
}

function timeIn(text: string): string | undefined {
  const match = /^(\d{1,2})(?:[.:](\d{2}))?$/u.exec(text.trim());
  if (!match) return undefined;
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? 0)];
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
