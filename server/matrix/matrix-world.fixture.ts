import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { laterPersons } from './persons.fixture.ts';
import { createApp } from '../app.ts';
import { personsOwnUnit } from '../kernel/access/context.ts';
import { readConfiguration } from '../kernel/configuration.ts';
import { sessionsOf } from '../kernel/identity/sessions.ts';
import { startLive } from '../kernel/notify/index.ts';
import { smallWorld, type TestUnit } from '../kernel/testing/world.ts';
import { fixedTerms } from '../organisations/index.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- the tests look into answers of every route
  readonly body: any;
}

/** A signed-in somebody who asks the real server over the loopback. */
export interface Asker {
  readonly cookie: string;
  readonly subject: string;
  get(path: string): Promise<Answer>;
  send(method: string, path: string, body: unknown, key?: string): Promise<Answer>;
}

export type MatrixServer = Awaited<ReturnType<typeof matrixServer>>;

let keys = 0;
export const newKey = (): string => `matrix-${process.pid}-${++keys}`;

/** The whole program on the loopback, on a small planted county of eleven units, with real sessions. */
export async function matrixServer() {
  const world = await smallWorld();
  const log = pino({ level: 'warn' }, { write: (line: string) => void faults.push(line) });
  const faults: string[] = [];
  const live = startLive({ database: world.database, clock: world.clock, log });
  const ground = { ...world.ground, ring: live.ring };
  const app = await createApp({
    ground,
    configuration: readConfiguration({ NODE_ENV: 'test', COUNTY_PERSONS: '0' }),
    terms: fixedTerms([]),
    log,
    live,
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const { newId, sqlDo } = world;

  /** A unit of an own provider, planted beside those of the small world. */
  const plantUnit = async (
    authorityId: string,
    branch: TestUnit['branch'],
    kind: string,
    name: string,
    at?: string,
  ): Promise<TestUnit> => {
    const providerId = at ?? newId();
    if (!at)
      await sqlDo('insert into organisations.provider (id, authority_id, branch, code, name) values ($1,$2,$3,$4,$5)', [
        providerId,
        authorityId,
        branch,
        providerId,
        `${name} AB`,
      ]);
    const id = newId();
    await sqlDo(
      `insert into organisations.unit (id, provider_id, kind, code, name, tag, municipality_code, opened_at) values ($1,$2,$3,$4,$5,$6,'1496','2020-01-01')`,
      [id, providerId, kind, id, name, name.slice(0, 14)],
    );
    return { id, providerId, authorityId, branch, kind };
  };
  const company = newId();
  await sqlDo("insert into organisations.authority values ($1, 'private', 'P', 'Klinikgruppen')", [company]);
  const { units } = world;
  const byLetter: Record<string, TestUnit> = {
    H: units.homeCare,
    W: units.homeCareWest,
    R: await plantUnit(world.municipality, 'health', 'primary_care_rehab', 'Kommunens rehab'),
    O: units.homeHelp,
    B: units.assessor,
    N: await plantUnit(world.municipality, 'omsorg', 'nursing_home', 'Äldreboendet Eken'),
    C: units.primaryCare,
    D: units.ward,
    K: await plantUnit(company, 'health', 'hospital_clinic', 'Privata kliniken'),
    F: units.family,
    S: units.school,
    U: await plantUnit(world.region, 'health', 'hospital_clinic', 'Ögonkliniken', units.ward.providerId),
    J: units.operational,
    Z: await plantUnit(world.municipality, 'health', 'home_health_care', 'Stängda enheten', units.homeCare.providerId),
  };
  await sqlDo("update organisations.unit set email = id || '@example.se' where kind <> 'person'");
  const agreement = newId();
  await sqlDo("insert into organisations.agreement values ($1, 'N', 'Närvård', null, 'test', '2020-01-01', null)", [
    agreement,
  ]);
  await sqlDo("insert into organisations.agreement_body values ($1, '1496', 'operational', $2)", [
    agreement,
    units.operational.id,
  ]);

  async function ask(cookie: string, method: string, path: string, more: RequestInit = {}): Promise<Answer> {
    const answer = await fetch(`${base}/api${path}`, {
      method,
      ...more,
      headers: { ...(cookie ? { cookie } : {}), ...(more.headers as Record<string, string>) },
    });
    const text = await answer.text();
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      body = undefined;
    }
    assert.ok(answer.status < 500, `${method} ${path}: ${answer.status} ${text}\n${faults.at(-1) ?? ''}`);
    return { status: answer.status, headers: answer.headers, text, body };
  }
  const askerOf = (cookie: string, subject = ''): Asker => ({
    cookie,
    subject,
    get: (path) => ask(cookie, 'GET', path),
    send: (method, path, body, key = newKey()) =>
      ask(cookie, method, path, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
      }),
  });
  /** Signs a subject in, as the sign-in service's answer does. */
  async function signIn(subject: string): Promise<Asker> {
    const session = await sessionsOf(ground).start({ subject, replaces: null, language: null, idToken: null });
    assert.ok(session, `${subject} has nothing to sign in to`);
    return askerOf(`mellanrum_session=${session.token}`, subject);
  }
  /** Staff at a unit, who can sign in by the staff id. */
  async function plantStaff(
    unit: TestUnit,
    role = 'nurse',
  ): Promise<{ subject: string; name: string; assignmentId: string }> {
    const [subject, assignmentId] = [newId(), newId()];
    const name = `Personal ${subject.slice(-6)}`;
    await sqlDo(
      "insert into organisations.staff (id, subject, name, title) values ($1, $2, $3, 'Distriktssköterska')",
      [subject, subject, name],
    );
    await sqlDo("insert into organisations.assignment values ($1, $2, $3, $4, '2020-01-01')", [
      assignmentId,
      subject,
      unit.id,
      role,
    ]);
    return { subject, name, assignmentId };
  }
  const numbers = laterPersons();
  let registered = 0;
  /** A person as a unit registers one, with address, telephone and a sign-in of the person's own. */
  async function register(
    by: Asker,
    names: { givenName: string; familyName: string },
    more: Record<string, unknown> = {},
  ) {
    const identity = numbers.next();
    const contact = {
      street: `${names.familyName}gatan 7`,
      postalCode: '541 30',
      town: 'Skövde',
      municipalityCode: '1496',
      phone: `031-390 06 ${String(++registered).padStart(2, '0')}`,
    };
    // Some test numbers tell no day of birth.
    const body = {
      identity,
      birthDate: '1940-01-01',
      ...names,
      contact,
      role: 'performer',
      reason: 'Ny i vården',
      ...more,
    };
    const { personId } = done(await by.send('POST', '/persons', body)) as unknown as { personId: string };
    await sqlDo('update people.person set subject = $2 where person_id = $1 and subject is null', [personId, personId]);
    return { personId, identity, contact, body };
  }

  return {
    world,
    ground,
    app,
    base,
    live,
    units: byLetter,
    faults,
    ask,
    askerOf,
    signIn,
    plantStaff,
    register,
    newId,
    sqlDo,
    ownUnit: personsOwnUnit,
    token: () => randomBytes(32).toString('base64url'),
    async close() {
      // A connection that was opened ahead and never asked anything is waited for a minute.
      app.server.closeAllConnections();
      await app.close();
      await live.stop();
      await world.drop();
    },
  };
}

/** The body of an answer that said yes; shows what was answered when it did not. */
export function done(answer: Answer): Record<string, unknown> & { id: string; version: number } {
  assert.equal(answer.status, 200, answer.text);
  return answer.body as Record<string, unknown> & { id: string; version: number };
}
