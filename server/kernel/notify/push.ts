import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import webpush from 'web-push';
import { kept } from '../kept-file.ts';

/** The push services of the browsers. What a browser says is its own is called by the server, so nothing else may be named. */
export const pushServices: readonly string[] = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  '*.push.apple.com',
  '*.notify.windows.com',
];

export interface PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** The program's own key pair to the push services (RFC 8292), made at first start and kept like its other keys: with another, no browser would hear. */
export async function pushKeys(dataDir: string): Promise<PushKeys> {
  const folder = join(dataDir, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await kept(join(folder, 'push-vapid.json'), 0o600, () => JSON.stringify(webpush.generateVAPIDKeys()));
  return JSON.parse(file.toString('utf8')) as PushKeys;
}

/** Whether the address is that of a push service. @param hosts a host, `*.` before a domain for all in it, or a whole origin for tests */
export function mayTell(endpoint: string, hosts: readonly string[] = pushServices): boolean {
  const at = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (!at || at.username !== '' || at.password !== '') return false;
  if (hosts.includes(at.origin)) return true;
  if (at.protocol !== 'https:' || at.port !== '') return false;
  return hosts.some((host) => (host.startsWith('*.') ? at.hostname.endsWith(host.slice(1)) : at.hostname === host));
}

interface ToTell {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly language: string;
}

export interface PushSettings {
  readonly keys: PushKeys;
  /** Who the push services may turn to: the program's address. */
  readonly publicUrl: string;
  readonly hosts?: readonly string[];
}

const patienceMs = 10_000;
/** Seconds that a push service keeps it for a browser that is off; then the page itself tells. */
const keptFor = 24 * 3_600;

/**
 * Tells those who have asked to be told outside Mellanrum: puts letters in the post and calls the browsers. What is sent says that something
 * has happened and in which language, and nothing of what or whom.
 *
 * @returns how many browsers were told
 */
export async function tellOutside(system: pg.Pool, now: number, settings: PushSettings): Promise<number> {
  const { rows } = await system.query<ToTell>('select * from notify.tell_outside($1)', [new Date(now).toISOString()]);
  const told = await Promise.all(rows.map((one) => push(system, one, settings)));
  return told.filter(Boolean).length;
}

async function push(
  system: pg.Pool,
  { endpoint, p256dh, auth, language }: ToTell,
  { keys, publicUrl, hosts }: PushSettings,
): Promise<boolean> {
  if (!mayTell(endpoint, hosts)) return false;
  const { method, headers, body } = webpush.generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    JSON.stringify({ language }),
    {
      vapidDetails: { subject: publicUrl.startsWith('https:') ? publicUrl : 'mailto:mellanrum@localhost', ...keys },
      TTL: keptFor,
      contentEncoding: 'aes128gcm',
    },
  );
  try {
    const sent = await fetch(endpoint, {
      method,
      headers: headers as Record<string, string>,
      body: new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    // RFC 8030 7.3: the browser has said no since, or is gone.
    if (sent.status === 404 || sent.status === 410) await system.query('select notify.drop_push($1)', [endpoint]);
    return sent.ok;
  } catch {
    // A push that does not come through is not tried again: the notice stands in Mellanrum.
    return false;
  }
}
