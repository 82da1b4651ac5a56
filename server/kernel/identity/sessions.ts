import { randomBytes } from 'node:crypto';
import type { Look, Me, OwnSession } from '../../../contract/identity.ts';
import type { Instant } from '../../../contract/kernel/time.ts';
import type { Language } from '../../../contract/kernel/validation.ts';
import type { Branch, Caller } from '../access/context.ts';
import type { Ground } from '../db/transaction.ts';
import { hashOfToken } from './cookies.ts';
import { asKeeper } from './keeper.ts';

export interface SignedIn {
  readonly caller: Exclude<Caller, { kind: 'system' }>;
  readonly session: { readonly id: string; readonly expiresAt: Instant; readonly language: Language };
}

interface SessionRow extends Record<string, unknown> {
  kind: 'staff' | 'person' | 'relative';
  id: string;
  subject: string;
  language: Language;
  seen_at: string;
  expires_at: string;
  name: string;
  staff_id: string | null;
  assignment_id: string | null;
  unit_id: string | null;
  provider_id: string | null;
  authority_id: string | null;
  branch: Branch | null;
  role: string | null;
  person_id: string | null;
  relative_id: string | null;
}

interface Verified {
  readonly signedIn: SignedIn;
  readonly subject: string;
  readonly seenAt: Instant;
  /** Of the computer's monotonic clock: how long this process may believe it. */
  readonly until: number;
}

export interface NewSession {
  readonly subject: string;
  /** Token of the session that the browser had before, which ends. */
  readonly replaces: string | null;
  /** Chosen at this sign-in; else what the subject once chose, else Swedish. */
  readonly language: Language | null;
  readonly idToken: string | null;
  /** Browser and system in a word each: `firefox.windows`. */
  readonly device?: string | null;
}

const believedFor = 20_000;
/** Use is written down at most this often, so the idle limit may strike up to a minute early. */
const touchedAtMost = 60_000;
const mostVerified = 10_000;

/** A token of 256 random bits. Only its SHA-256 is stored. */
const newToken = (): string => randomBytes(32).toString('base64url');

/**
 * Sessions in the database, with a short memory of those just verified.
 *
 * The memory saves a round trip and decides nothing: `access.enter` asks the database about session, staff and assignment in the very
 * transaction that reads, so a session revoked elsewhere is refused at once also while it is remembered here.
 */
export class Sessions {
  readonly #ground: Ground;
  readonly #verified = new Map<string, Verified>();
  /** Tokens made by a switch of assignment, waiting for the answer that carries them to the browser. By the ended session's id. */
  readonly #fresh = new Map<string, string>();
  #tell: (sessionId: string) => void = () => undefined;
  /** Counts endings: what was looked up before one may not be remembered after it. */
  #endings = 0;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** A new session's token and language; null when nobody here has the subject or the one who has is disabled. */
  async start(asked: NewSession): Promise<{ token: string; language: Language } | null> {
    const token = newToken();
    const replaced = asked.replaces === null ? null : hashOfToken(asked.replaces);
    const [row] = await asKeeper<{ language: Language }>(
      this.#ground,
      'start_session',
      asked.subject,
      this.#ground.newId(),
      hashOfToken(token),
      replaced,
      asked.language,
      asked.idToken,
    );
    if (replaced) this.#forget((_, key) => key === keyOf(replaced));
    if (row && asked.device) await asKeeper(this.#ground, 'note_device', hashOfToken(token), asked.device);
    return row ? { token, language: row.language } : null;
  }

  /**
   * Who holds the token; null when the session is over. A member of staff with no chosen assignment has empty ids and role: the database
   * answers everything they ask with `assignment_ended` until they choose.
   *
   * @param inUse false for what the browser does by itself, which must not keep a session alive
   */
  async find(token: string, inUse = true): Promise<SignedIn | null> {
    const hash = hashOfToken(token);
    const now = this.#ground.clock.now();
    const known = this.#verified.get(keyOf(hash));
    const fresh = known && known.until > performance.now() && known.signedIn.session.expiresAt > now;
    const verified = fresh ? known : await this.#ask(hash);
    if (!verified || verified.signedIn.session.expiresAt <= now) return null;
    if (!inUse || now - verified.seenAt < touchedAtMost) return verified.signedIn;
    const [row] = await asKeeper<{ touch: string | null }>(this.#ground, 'touch', hash);
    if (!row?.touch) return null;
    const session = { ...verified.signedIn.session, expiresAt: Date.parse(row.touch) };
    const touched = { ...verified, seenAt: now, signedIn: { ...verified.signedIn, session } };
    if (this.#verified.get(keyOf(hash)) === verified) this.#verified.set(keyOf(hash), touched);
    return touched.signedIn;
  }

  async #ask(hash: Buffer): Promise<Verified | null> {
    const endings = this.#endings;
    const asked = performance.now();
    const [row] = await asKeeper<SessionRow>(this.#ground, 'find_session', hash);
    if (!row) return null;
    const verified = {
      signedIn: signedInOf(row),
      subject: row.subject,
      seenAt: Date.parse(row.seen_at),
      until: asked + believedFor,
    };
    if (this.#endings === endings) {
      if (this.#verified.size >= mostVerified) this.#verified.clear();
      this.#verified.set(keyOf(hash), verified);
    }
    return verified;
  }

  /** Ends the session. Gives the issuer's ID token when there was one. */
  async revoke(token: string): Promise<string | null> {
    const hash = hashOfToken(token);
    const [row] = await asKeeper<{ id: string; id_token: string | null }>(this.#ground, 'revoke', hash);
    this.#forget((_, key) => key === keyOf(hash));
    if (row) this.#tell(row.id);
    return row?.id_token ?? null;
  }

  /** Told of each session that is ended here, so that its open pages are closed at once. */
  whenEnded(tell: (sessionId: string) => void): void {
    this.#tell = tell;
  }

  /** Use that is said to be use, also within the minute. False when the session is over. */
  async stay(sessionId: string): Promise<boolean> {
    const [row] = await asKeeper<{ stay: string | null }>(this.#ground, 'stay', sessionId);
    this.#forget((verified) => verified.signedIn.session.id === sessionId);
    return Boolean(row?.stay);
  }

  /** Where the one who has this session is signed in; null when it is over. */
  async own(sessionId: string): Promise<OwnSession[] | null> {
    const [row] = await asKeeper<{ own_sessions: OwnSession[] | null }>(this.#ground, 'own_sessions', sessionId);
    return row?.own_sessions ?? null;
  }

  /**
   * Ends another session of the same subject, or all others.
   *
   * @returns how many ended; null when the asking session is over
   */
  async endOwn(sessionId: string, which: string | null): Promise<number | null> {
    const [row] = await asKeeper<{ end_own_sessions: string[] | null }>(
      this.#ground,
      'end_own_sessions',
      sessionId,
      which,
    );
    const ended = row?.end_own_sessions ?? null;
    if (!ended) return null;
    this.#forget((verified) => ended.includes(verified.signedIn.session.id));
    for (const id of ended) this.#tell(id);
    return ended.length;
  }

  async setLook(sessionId: string, { scheme, textSize }: Look): Promise<boolean> {
    const [row] = await asKeeper<{ set_look: boolean }>(this.#ground, 'set_look', sessionId, scheme, textSize);
    return row?.set_look ?? false;
  }

  /** What the subject has chosen of looks; null when nothing. */
  async lookOf(subject: string): Promise<Look | null> {
    const [row] = await asKeeper<{ scheme: Look['scheme']; text_size: Look['textSize'] }>(
      this.#ground,
      'look_of',
      subject,
    );
    return row ? { scheme: row.scheme, textSize: row.text_size } : null;
  }

  /** Ends all sessions of a subject; gives how many lived. */
  async revokeAll(subject: string): Promise<number> {
    const [row] = await asKeeper<{ revoke_all: number }>(this.#ground, 'revoke_all', subject);
    this.#forget((verified) => verified.subject === subject);
    return row?.revoke_all ?? 0;
  }

  /** Ends the session and begins one on the chosen assignment, whose token `takeFresh` gives. False when the choice is not the caller's. */
  async choose(sessionId: string, choice: string): Promise<string | null> {
    const token = newToken();
    const id = this.#ground.newId();
    const [row] = await asKeeper<{ choose_assignment: boolean }>(
      this.#ground,
      'choose_assignment',
      sessionId,
      choice,
      id,
      hashOfToken(token),
    );
    this.#forget((verified) => verified.signedIn.session.id === sessionId);
    if (!row?.choose_assignment) return null;
    // What no answer took was for a browser that had gone.
    if (this.#fresh.size >= 1_000) this.#fresh.clear();
    this.#fresh.set(sessionId, token);
    return id;
  }

  /** The token of the session that replaced this one, once. */
  takeFresh(sessionId: string): string | null {
    const token = this.#fresh.get(sessionId) ?? null;
    this.#fresh.delete(sessionId);
    return token;
  }

  async setLanguage(sessionId: string, language: Language): Promise<boolean> {
    const [row] = await asKeeper<{ set_language: boolean }>(this.#ground, 'set_language', sessionId, language);
    this.#forget((verified) => verified.signedIn.session.id === sessionId);
    return row?.set_language ?? false;
  }

  async me(sessionId: string): Promise<Omit<Me, 'personId'> | null> {
    const [row] = await asKeeper<{ me: Omit<Me, 'personId'> | null }>(this.#ground, 'me', sessionId);
    return row?.me ?? null;
  }

  /** The next request asks the database anew. */
  forget(sessionId: string): void {
    this.#forget((verified) => verified.signedIn.session.id === sessionId);
  }

  #forget(which: (verified: Verified, key: string) => boolean): void {
    this.#endings++;
    for (const [key, verified] of this.#verified) if (which(verified, key)) this.#verified.delete(key);
  }
}

const keyOf = (hash: Buffer): string => hash.toString('base64');

const byGround = new WeakMap<Ground, Sessions>();

/** The sessions of a running program: one memory a ground. */
export function sessionsOf(ground: Ground): Sessions {
  const known = byGround.get(ground);
  if (known) return known;
  const made = new Sessions(ground);
  byGround.set(ground, made);
  return made;
}

function signedInOf(row: SessionRow): SignedIn {
  return {
    caller: callerOf(row),
    session: { id: row.id, expiresAt: Date.parse(row.expires_at), language: row.language },
  };
}

function callerOf(row: SessionRow): SignedIn['caller'] {
  const { name, id: sessionId } = row;
  const personId = row.person_id ?? '';
  switch (row.kind) {
    case 'staff':
      return {
        kind: 'staff',
        name,
        sessionId,
        staffId: row.staff_id ?? '',
        assignmentId: row.assignment_id ?? '',
        unitId: row.unit_id ?? '',
        providerId: row.provider_id ?? '',
        authorityId: row.authority_id ?? '',
        // Without an assignment no branch is true; this one belongs to no secrecy area and the database refuses the caller anyway.
        branch: row.branch ?? 'joint',
        role: row.role ?? '',
      };
    case 'person':
      return { kind: 'person', name, sessionId, personId };
    case 'relative':
      return { kind: 'relative', name, sessionId, personId, relativeId: row.relative_id ?? '' };
    default:
      return row.kind satisfies never;
  }
}
