import { stockholmInstant, type Instant } from '../../contract/kernel/time.ts';

const full = /^(\d{4})-(\d{2})-(\d{2})$/u;
const instant = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/u;

/** A whole calendar day that exists, `YYYY-MM-DD`; undefined for 2023-02-30 and for a year or a month alone. */
export function dayOf(text: string): string | undefined {
  const match = full.exec(text.slice(0, 10));
  if (!match || (text.length > 10 && !instant.test(text))) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1800 && month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
    ? match[0]
    : undefined;
}

/**
 * The instant of a FHIR date or dateTime. A day alone begins, or as an end is over, at midnight in Stockholm; so does a time without zone
 * stand in Stockholm (GetCarePlans to FHIR says the same). Undefined when there is no such time.
 */
export function instantOf(text: string, which: 'start' | 'end'): Instant | undefined {
  const day = dayOf(text);
  if (day === undefined) return undefined;
  if (text.length === 10) return which === 'start' ? stockholmInstant(day) : stockholmInstant(day, '23:59:59') + 1000;
  const match = instant.exec(text);
  if (!match || Number(match[2]) > 23 || Number(match[3]) > 59 || Number(match[4] ?? 0) > 59) return undefined;
  if (match[5] === undefined) return stockholmInstant(day, `${match[2]}:${match[3]}:${match[4] ?? '00'}`);
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
