/**
 * Swedish organisations: organisationsnummer, HSA-id, and the names by which identifier systems are known.
 * Sources: lag (1974:174) om identitetsbeteckning för juridiska personer m.fl.; HL7 Sweden base profiles 1.1.0
 * (`hl7se.fhir.base`), RIV-TA service contracts.
 */
import { hasLuhnCheckDigit } from './personal-identity.ts';

/**
 * Reads an organisationsnummer (`232100-0016`, spaces allowed, also 12 digits with the prefix 16) to ten digits, or
 * undefined when shape or check digit is wrong. The third digit is at least 2, which keeps it apart from a personnummer.
 */
export function parseOrganisationNumber(text: string): string | undefined {
  const match = /^(?:16)?(\d{2}[2-9]\d{3})-?(\d{4})$/u.exec(text.replace(/\s/gu, ''));
  if (!match) return undefined;
  const value = `${match[1]}${match[2]}`;
  return hasLuhnCheckDigit(value) ? value : undefined;
}

/** `2321000016` as it is shown to people: `232100-0016`. RangeError when it is not ten digits. */
export function formatOrganisationNumber(value: string): string {
  if (!/^\d{10}$/u.test(value)) throw new RangeError('not an organisation number in normal form');
  return `${value.slice(0, 6)}-${value.slice(6)}`;
}

/**
 * Reads an HSA-id: `SE`, organisationsnummer, `-` and letters or digits (A–Z, 0–9), 31 characters at most. Ids are compared
 * without regard to case, so the normal form is upper case. Many live ids carry the organisationsnummer with the prefix 16
 * (`SE162321000255-O16560`): it is part of the id and stays. Undefined when the shape is wrong; the check digit is not
 * tried, since ids once issued are kept.
 */
export function parseHsaId(text: string): string | undefined {
  const value = text.trim().toUpperCase();
  return value.length <= 31 && /^SE(?:16)?\d{10}-[A-Z0-9]+$/u.test(value) ? value : undefined;
}

/** The organisationsnummer inside an HSA-id in normal form, or undefined when it is no valid one. */
export function organisationNumberOfHsaId(hsaId: string): string | undefined {
  return parseOrganisationNumber(hsaId.slice(2, hsaId.indexOf('-')));
}

/** Where a name of an identifier system is used: FHIR to peers (base profile), FHIR by Inera, or RIV-TA. */
export type IdentifierContext = 'fhir' | 'inera' | 'rivta';

interface IdentifierSystem {
  /** The name to write in each context; absent where none is agreed. */
  readonly emit: Readonly<Partial<Record<IdentifierContext, string>>>;
  /** Names met elsewhere, understood when read and never written. */
  readonly alsoRead: readonly string[];
}

const everywhere = (oid: string): IdentifierSystem => ({
  emit: { fhir: `urn:oid:${oid}`, inera: `urn:oid:${oid}`, rivta: oid },
  alsoRead: [],
});
const electronicHealth = (name: string, oid?: string): IdentifierSystem => {
  const uri = `http://electronichealth.se/identifier/${name}`;
  return oid
    ? { emit: { fhir: uri, inera: uri, rivta: oid }, alsoRead: [`urn:oid:${oid}`] }
    : { emit: { fhir: uri, inera: uri }, alsoRead: [] };
};

/** Identifier systems by the name used in code. */
export const IDENTIFIER_SYSTEMS = {
  personnummer: {
    ...electronicHealth('personnummer', '1.2.752.129.2.1.3.1'),
    alsoRead: ['urn:oid:1.2.752.129.2.1.3.1', 'https://terminology.hl7.se/sid/se-personnummer'], // the latter: Inera Core 0.2.0
  },
  samordningsnummer: electronicHealth('samordningsnummer', '1.2.752.129.2.1.3.3'),
  reservnummer: electronicHealth('nationelltReservnummer'),
  lmaNummer: electronicHealth('LMA-nummer'),
  hsaId: {
    emit: { fhir: 'urn:oid:1.2.752.29.4.19', inera: 'urn:oid:1.2.752.129.2.1.4.1', rivta: '1.2.752.129.2.1.4.1' },
    alsoRead: ['1.2.752.29.4.19'],
  },
  organisationsnummer: {
    emit: { fhir: 'urn:oid:2.5.4.97', inera: 'urn:oid:2.5.4.97', rivta: '1.2.752.29.4.3' },
    alsoRead: ['urn:oid:1.2.752.29.4.3', '2.5.4.97'],
  },
  hsaVerksamhetskod: everywhere('1.2.752.129.2.2.1.3'),
  hsaBefattning: {
    ...everywhere('1.2.752.129.2.2.1.4'),
    alsoRead: ['urn:oid:1.2.759.129.2.2.1.4'], // a misprint in the base profiles' alias list
  },
  legitimation: everywhere('1.2.752.116.3.1.1'),
  forskrivarkod: everywhere('1.2.752.116.3.1.2'),
  hospYrke: everywhere('1.2.752.116.3.1.3'),
  sosnyk: everywhere('1.2.752.116.1.3.6'),
} as const satisfies Record<string, IdentifierSystem>;

export type IdentifierSystemName = keyof typeof IDENTIFIER_SYSTEMS;

/** What to write for a system in a context, or undefined where no name is agreed (reservnummer and LMA in RIV-TA). */
export function systemToEmit(name: IdentifierSystemName, context: IdentifierContext): string | undefined {
  const system: IdentifierSystem = IDENTIFIER_SYSTEMS[name];
  return system.emit[context];
}

const BY_URI: ReadonlyMap<string, IdentifierSystemName> = new Map(
  (Object.entries(IDENTIFIER_SYSTEMS) as [IdentifierSystemName, IdentifierSystem][]).flatMap(([name, system]) =>
    [...Object.values(system.emit), ...system.alsoRead].map((uri): [string, IdentifierSystemName] => [uri, name]),
  ),
);

/** Which system a URI, `urn:oid:` or bare OID read from outside names, or undefined when it is not known. */
export function systemOf(uri: string): IdentifierSystemName | undefined {
  return BY_URI.get(uri.trim());
}
