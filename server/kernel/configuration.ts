import { z } from 'zod';

/** What the program is told from outside, read once at start. */
export interface Configuration {
  readonly environment: 'production' | 'development' | 'test';
  /**
   * 127.0.0.1 by default: with demo sign-in anyone who reaches the program may be anyone in it, and in production a proxy on the
   * same machine gives TLS. Set HOST to be reached from other machines.
   */
  readonly host: string;
  readonly port: number;
  /** Scheme, host and port in the users' browsers, without a path. */
  readonly publicUrl: string;
  /** The embedded database, keys and secrets. */
  readonly dataDir: string;
  /** Another PostgreSQL instead of the embedded one, with a login that may create roles. */
  readonly databaseUrl: string | undefined;
  /** Without it, the embedded demo sign-in. */
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | undefined;
  readonly smtpUrl: string | undefined;
  /** The simulated county that an empty database is filled with; null for none. */
  readonly county: { readonly seed: string; readonly persons: number } | null;
  /** An instant, ms since 1970, at which the program's clock stands still: for pictures and demonstrations. Never in production. */
  readonly stoppedAt: number | null;
}

export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const url = (...schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    error: `should be an address that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  });
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/u)
    .transform(Number)
    .refine((n) => n >= min && n <= max, { error: `should be a whole number from ${min} to ${max}` });

const Environment = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'], { error: 'should be production, development or test' })
    .default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(0, 65_535).default(8080),
  PUBLIC_URL: url('https:', 'http:').optional(),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  OIDC_ISSUER: url('https:', 'http:').optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  COUNTY_SEED: z.string().max(100).optional(),
  COUNTY_PERSONS: whole(0, 1_000_000).optional(),
  CLOCK_STOPPED_AT: z.iso
    .datetime({ offset: true, error: 'should be an instant, as in 2027-03-09T09:20:00+01:00' })
    .transform((text) => Date.parse(text))
    .optional(),
});

/**
 * Reads the environment; an empty variable counts as not set.
 *
 * @throws ConfigurationError with one line a fault, naming the variable, what is wrong and what to do
 */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const read = Environment.safeParse(set);
  if (!read.success) throw refused(read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`));
  const e = read.data;
  const production = e.NODE_ENV === 'production';
  const publicUrl = new URL(e.PUBLIC_URL ?? `http://localhost:${e.PORT}`);
  const faults: string[] = [];
  if (publicUrl.pathname !== '/' || publicUrl.search || publicUrl.username)
    faults.push('PUBLIC_URL should be scheme and host only, as in https://mellanrum.example.se.');
  const oidc = [e.OIDC_ISSUER, e.OIDC_CLIENT_ID, e.OIDC_CLIENT_SECRET];
  if (oidc.some(Boolean) && !oidc.every(Boolean))
    faults.push('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three or none.');
  if (production && !e.OIDC_ISSUER)
    faults.push(
      'OIDC_ISSUER is not set. Without it anyone signs in as anyone, which is for demonstration only: set it, or leave NODE_ENV unset.',
    );
  if (production && (!e.PUBLIC_URL || publicUrl.protocol !== 'https:'))
    faults.push('PUBLIC_URL should be the https address of the program: session cookies are sent over https only.');
  if (production && e.CLOCK_STOPPED_AT !== undefined)
    faults.push(
      'CLOCK_STOPPED_AT is for pictures and demonstrations: no promise becomes late while it is set. Leave it out.',
    );
  if (faults.length > 0) throw refused(faults);
  return {
    environment: e.NODE_ENV,
    host: e.HOST,
    port: e.PORT,
    publicUrl: publicUrl.origin,
    dataDir: e.DATA_DIR,
    databaseUrl: e.DATABASE_URL,
    oidc: e.OIDC_ISSUER
      ? { issuer: e.OIDC_ISSUER, clientId: e.OIDC_CLIENT_ID ?? '', clientSecret: e.OIDC_CLIENT_SECRET ?? '' }
      : undefined,
    smtpUrl: e.SMTP_URL,
    county: countyOf(e.COUNTY_SEED, e.COUNTY_PERSONS, production),
    stoppedAt: e.CLOCK_STOPPED_AT ?? null,
  };
}

/** Made-up people never come into a production database unless they are asked for. */
function countyOf(seed: string | undefined, persons: number | undefined, production: boolean): Configuration['county'] {
  if (persons === 0 || (production && persons === undefined)) return null;
  return { seed: seed ?? 'mellanrum', persons: persons ?? 300 };
}

const refused = (faults: readonly string[]): ConfigurationError =>
  new ConfigurationError(
    `Mellanrum does not start with these settings:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
  );
