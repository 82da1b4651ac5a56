/**
 * Swedish personal identity: personnummer, samordningsnummer and nationellt reservnummer.
 * Sources: folkbokföringslag (1991:481) 18 § (personnummer, `+` from the year a person turns 100);
 * lag (2022:1697) om samordningsnummer and Skatteverket's test data (day + 60; an unknown day is 60, an
 * unknown month 00); Inera, Nationellt ReservID, specification 1.0 (XXYYMMDDNNGC); HL7 Sweden base profiles 1.1.0, whose
 * example `20210325K069` is a reserve number with the date of birth written out (Västra Götaland's form: K, M or X for the sex).
 */

export type PersonalIdentityKind = 'personnummer' | 'samordningsnummer' | 'reservnummer';
export type PersonalIdentityFault = 'shape' | 'date' | 'checksum' | 'future';
export type PersonalIdentity =
  | { readonly ok: true; readonly kind: PersonalIdentityKind; readonly value: string }
  | { readonly ok: false; readonly reason: PersonalIdentityFault };

const DIGITS = /^(\d{2})?(\d{6})([-+]?)(\d{4})$/;
/** Letters I, O, Q, V and W are not used; the third last place is a letter when the sex is unknown. */
const RESERVE = /^(\d{2})(\d{6})-?([A-HJ-NPR-UX-Z]{2}[\dA-HJ-NPR-UX-Z]\d)$/;
const DATED_RESERVE = /^(\d{8})-?([KMX]\d{3})$/;

/**
 * The Luhn check digit (0–9) that follows `digits` (ASCII digits only, any length).
 */
export function luhnCheckDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const doubled = Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}

/** Whether the last digit of `digits` is the Luhn check digit of those before it. */
export function hasLuhnCheckDigit(digits: string): boolean {
  return luhnCheckDigit(digits.slice(0, -1)) === Number(digits.at(-1));
}

/**
 * Reads an identity as people write it and gives the 12-character normal form without separator.
 * Takes 10 or 12 digits with or without `-`, `+` and spaces, also `1912-12-12-1212`.
 * `today` is the date in Stockholm as `YYYY-MM-DD`: it settles the century of a 10-digit number and refuses births to come.
 * A `-` means under 100 this year and a `+` 100 or more; with neither, the latest birth that is not to come.
 * A reserve number, in either form, is checked for shape and date; its check digit is left to the issuer.
 */
export function parsePersonalIdentity(text: string, today: string): PersonalIdentity {
  const tidy = text
    .replace(/\s/gu, '')
    .replace(/[\u2010-\u2013\u2212]/gu, '-')
    .toUpperCase()
    .replace(/^(\d{4})-(\d{2})-(\d{2})(?=[-+]?[\dA-Z]{4}$)/u, '$1$2$3');
  const reserve = RESERVE.exec(tidy);
  if (reserve) return parseReserve(reserve[1] ?? '', reserve[2] ?? '', reserve[3] ?? '', today);
  const dated = DATED_RESERVE.exec(tidy);
  if (dated) return parseDatedReserve(dated[1] ?? '', dated[2] ?? '', today);
  const match = DIGITS.exec(tidy);
  if (!match) return refuse('shape');
  const [, written, sixDigits = '', sign, lastFour = ''] = match;
  if (lastFour.startsWith('000')) return refuse('shape');
  const century = written ?? inferCentury(sixDigits, sign ?? '', today);
  const value = century + sixDigits + lastFour;
  if (Number(century) < 18) return refuse('date');
  const kind = Number(value.slice(6, 8)) >= 60 ? 'samordningsnummer' : 'personnummer';
  const birth = kind === 'personnummer' ? value.slice(0, 8) : coordinationBirth(value);
  if (!isPossibleDate(birth, kind === 'samordningsnummer')) return refuse('date');
  if (!hasLuhnCheckDigit(value.slice(2))) return refuse('checksum');
  if (isAfter(birth, today)) return refuse('future');
  return { ok: true, kind, value };
}

/** `191212121212` as it is shown to people: `19121212-1212`. RangeError when it is not 12 characters in normal form. */
export function formatPersonnummer(value: string): string {
  if (!/^\d{8}[\dA-Z]{3}\d$/u.test(value)) throw new RangeError('not a personal identity in normal form');
  return `${value.slice(0, 8)}-${value.slice(8)}`;
}

/**
 * Birth date `YYYY-MM-DD` of an identity in normal form (as `parsePersonalIdentity` gives it), or undefined where the
 * number does not tell it in full.
 */
export function birthDateOf(value: string): string | undefined {
  const reserve = /[A-Z]/u.test(value) && !DATED_RESERVE.test(value);
  const digits = reserve
    ? `${reserveCentury(value.slice(0, 2)) ?? '00'}${value.slice(2, 8)}`
    : Number(value.slice(6, 8)) >= 60
      ? coordinationBirth(value)
      : value.slice(0, 8);
  if (digits.startsWith('00') || !isPossibleDate(digits, false)) return undefined;
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

/**
 * Whether a personnummer in normal form is one of Skatteverket's test numbers: individual number 980–989, never given to a
 * person. (The test samordningsnummer carry 238 or 239, which real ones may too, so they cannot be told apart.)
 */
export function isOfficialTestNumber(value: string): boolean {
  return /^\d{4}[01]\d[0-3]\d98\d{2}$/u.test(value) && hasLuhnCheckDigit(value.slice(2));
}

function parseReserve(xx: string, sixDigits: string, end: string, today: string): PersonalIdentity {
  if (xx === '00') {
    // Birth date unknown: a running number that no date can be mistaken for.
    const [month, day] = [Number(sixDigits.slice(2, 4)), Number(sixDigits.slice(4))];
    if (month < 20 || day < 40 || day > 59) return refuse('date');
  } else {
    const century = reserveCentury(xx);
    if (century === undefined) return refuse('shape');
    if (!isPossibleDate(century + sixDigits, false)) return refuse('date');
    if (isAfter(century + sixDigits, today)) return refuse('future');
  }
  return { ok: true, kind: 'reservnummer', value: xx + sixDigits + end };
}

function parseDatedReserve(birth: string, end: string, today: string): PersonalIdentity {
  if (Number(birth.slice(0, 2)) < 18 || !isPossibleDate(birth, false)) return refuse('date');
  if (isAfter(birth, today)) return refuse('future');
  return { ok: true, kind: 'reservnummer', value: birth + end };
}

/** The first two places are the century of birth plus 3, 6, … 78: 22–97 are born in the 1900s, 23–98 in the 2000s. */
function reserveCentury(xx: string): '19' | '20' | undefined {
  const number = Number(xx);
  if (number < 22 || number > 98) return undefined;
  return number % 3 === 1 ? '19' : number % 3 === 2 ? '20' : undefined;
}

function inferCentury(sixDigits: string, sign: string, today: string): string {
  const thisYear = Number(today.slice(0, 4));
  const latest = sign === '+' ? thisYear - 100 : thisYear;
  const year = latest - ((((latest - Number(sixDigits.slice(0, 2))) % 100) + 100) % 100);
  const birth = coordinationBirth(`${year}${sixDigits.slice(2)}`);
  return String(sign === '' && isAfter(birth, today) ? year - 100 : year).slice(0, 2);
}

/** `YYYYMMDD` with 60 taken off a samordningsnummer's day; a plain date is left as it is. */
function coordinationBirth(value: string): string {
  const day = Number(value.slice(6, 8));
  return value.slice(0, 6) + String(day >= 60 ? day - 60 : day).padStart(2, '0');
}

/**
 * `YYYYMMDD`; where `partial`, month 00 and day 00 stand for what is not known, and the day need not exist in the month:
 * Skatteverket's test list has 31 April (1920-04-91).
 */
function isPossibleDate(birth: string, partial: boolean): boolean {
  const [year, month, day] = [Number(birth.slice(0, 4)), Number(birth.slice(4, 6)), Number(birth.slice(6))];
  if (partial) return month <= 12 && day <= 31;
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Unknown month or day (00) counts as the earliest, so only a certain future is refused. */
function isAfter(birth: string, today: string): boolean {
  return birth > today.replaceAll('-', '');
}

function refuse(reason: PersonalIdentityFault): PersonalIdentity {
  return { ok: false, reason };
}
