import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import type { z } from 'zod';
import type { Route } from '../../contract/kernel/route.ts';
import { definitionOf } from '../kernel/http/closed.ts';
import { shapeOf } from '../kernel/http/check-route.ts';
import { everyRoute, goodBodies } from './bodies.fixture.ts';
import { staffOf } from './matrix-cases.fixture.ts';
import { done, matrixServer, newKey, type Answer, type Asker, type MatrixServer } from './matrix-world.fixture.ts';
import { pathsIn, problemIn } from './problems.fixture.ts';
import { addressOf, furnish, type Furnished } from './stage.fixture.ts';

type Body = Record<string, unknown>;
const both = ['sv', 'en'] as const;
/** What hides under optional, nullable and default. */
const inner = (schema: z.ZodType | undefined): z.ZodType | undefined => {
  const def = schema && definitionOf(schema);
  return def && ['optional', 'nullable', 'default', 'nonoptional'].includes(def.type)
    ? inner(def['innerType'] as z.ZodType)
    : schema;
};
/** The fields of a body; of a union, those of the alternative that the body chooses. */
function fieldsOf(route: Route, body: Body): Record<string, z.ZodType> {
  const def = route.body && definitionOf(route.body);
  if (def?.type !== 'union') return shapeOf(route.body);
  const [name] = Object.keys(body);
  return shapeOf(
    (def['options'] as z.ZodType[]).find((option) => shapeOf(option)[name ?? '']?.safeParse(body[name ?? '']).success),
  );
}
const hostile = [
  "'; drop table people.person; --",
  '<img src=x onerror=alert(1)>',
  '👩🏽‍⚕️ 🧑‍🤝‍🧑',
  '\u202Eotsal\u2066',
  '{{7*7}} ${7*7}',
  '../../etc/passwd',
  '\u0001\u001b[31m',
  'null',
  '%00%0d%0aSet-Cookie: a=b',
];

describe('bad input', () => {
  let server: MatrixServer;
  let [head, other]: Asker[] = [];
  let [anna]: Furnished[] = [];
  const commands = [...everyRoute].filter(([, route]) => route.method !== 'GET');
  before(async () => {
    server = await matrixServer();
    const staff = await staffOf(server);
    [head, other] = [await staff('H:head'), await staff('C:head')];
    anna = await furnish(server, head, other, 'Annasson');
  });
  after(async () => {
    assert.deepEqual(server.faults, [], 'the log tells of faults');
    await server.close();
  });

  /** Someone who may call the route at all. */
  const callerFor = (route: Route): Asker => (route.callers.includes('staff') ? head : anna?.self) ?? assert.fail();
  const raw = (
    by: Asker,
    name: string,
    route: Route,
    body: string | Buffer<ArrayBuffer> | null,
    more: Record<string, string> = {},
    address = addressOf(name, route, anna ?? assert.fail()),
  ): Promise<Answer> =>
    server.ask(by.cookie, route.method, address, {
      ...(body === null ? {} : { body }),
      headers: {
        ...(route.method === 'GET' ? {} : { 'content-type': 'application/json', 'idempotency-key': newKey() }),
        ...more,
      },
    });
  /** The same in Swedish and in English; gives the English problem. */
  async function refused(
    name: string,
    route: Route,
    body: string | Buffer<ArrayBuffer> | null,
    what: string,
    address?: string,
    headers: Record<string, string> = {},
  ) {
    const said = [];
    for (const language of both) {
      const answer = await raw(
        callerFor(route),
        name,
        route,
        body,
        { 'accept-language': language, ...headers },
        address,
      );
      assert.ok(answer.status >= 400, `${name}: ${what} was let through: ${answer.text.slice(0, 200)}`);
      said.push(problemIn(answer, language, `${name}: ${what}`));
    }
    const [sv, en] = said;
    assert.ok(sv && en);
    assert.notEqual(sv.title, en.title);
    assert.deepEqual(pathsIn(sv), pathsIn(en));
    return en;
  }
  const good = (name: string): Body => goodBodies(anna ?? assert.fail())[name] ?? {};

  test('bytes that are no text, text that is no JSON, and names that reach for the prototype', async () => {
    for (const [name, route] of commands) {
      for (const [what, bytes] of [
        ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
        ['no JSON', Buffer.from('{"words": ')],
        [
          '__proto__',
          Buffer.from(JSON.stringify(good(name)).replace('{', '{"__proto__":{"admin":true},').replace(',}', '}')),
        ],
        ['constructor', Buffer.from('{"constructor":{"prototype":{"admin":true}}}')],
        ['forty levels', Buffer.from(`${'['.repeat(40)}${']'.repeat(40)}`)],
      ] as const)
        assert.equal((await refused(name, route, bytes, what)).code, 'unreadable', `${name}: ${what}`);
      assert.equal(
        (
          await refused(name, route, 'a=b', 'a form', undefined, {
            'content-type': 'application/x-www-form-urlencoded',
          })
        ).code,
        'unsupported_media',
      );
    }
    assert.equal(({} as { admin?: boolean }).admin, undefined);
  });

  test('ten megabytes are refused before they are read, on every command', async () => {
    for (const [name, route] of commands) {
      const answer = await new Promise<{ status: number; type: string; text: string }>((resolve, reject) => {
        const asked = request(
          `${server.base}/api${addressOf(name, route, anna ?? assert.fail())}`,
          {
            method: route.method,
            headers: {
              cookie: callerFor(route).cookie,
              'content-type': 'application/json',
              'content-length': 10_485_760,
              'idempotency-key': newKey(),
            },
          },
          (response) => {
            let text = '';
            response.on('data', (chunk) => (text += String(chunk)));
            response.on('end', () =>
              resolve({ status: response.statusCode ?? 0, type: String(response.headers['content-type']), text }),
            );
          },
        );
        asked.on('error', reject);
        asked.write('{"words":"');
      });
      assert.deepEqual(
        [answer.status, answer.type, (JSON.parse(answer.text) as { code: string }).code],
        [413, 'application/problem+json; charset=utf-8', 'too_large'],
        name,
      );
    }
  });

  test('unknown properties, in bodies and in addresses', async () => {
    for (const [name, route] of everyRoute) {
      const address = `${addressOf(name, route, anna ?? assert.fail())}?oväntat=1`;
      assert.ok(
        pathsIn(
          await refused(
            name,
            route,
            route.method === 'GET' ? null : JSON.stringify(good(name)),
            'an unknown query',
            address,
          ),
        ).includes('oväntat'),
        name,
      );
      if (!route.body) continue;
      assert.ok(
        pathsIn(
          await refused(name, route, JSON.stringify({ ...good(name), oväntat: 1 }), 'an unknown property'),
        ).includes('oväntat'),
        name,
      );
    }
  });

  test('every address parameter and query: no id, doubled, empty, a personnummer', async () => {
    for (const [name, route] of everyRoute) {
      const at = addressOf(name, route, anna ?? assert.fail());
      const body = route.method === 'GET' ? null : JSON.stringify(good(name));
      for (const [, parameter = ''] of route.path.matchAll(/:([a-zA-Z]+)/gu)) {
        const address = route.path.replace(`:${parameter}`, "x'--").replaceAll(/:[a-zA-Z]+/gu, anna?.personId ?? '');
        if (parameter !== 'edition' && !route.path.includes(':edition'))
          assert.ok(pathsIn(await refused(name, route, body, `${parameter} no id`, address)).includes(parameter), name);
      }
      for (const key of Object.keys(shapeOf(route.query))) {
        const given = shapeOf(route.query)[key];
        for (const value of [
          '',
          'åäö',
          '-1',
          '1e9',
          '2023-02-30',
          '2023-02-30T00:00:00Z',
          'x'.repeat(1500),
          '%00',
          '%ff',
          'NaN',
        ]) {
          const answer = await raw(
            callerFor(route),
            name,
            route,
            body,
            {},
            `${at}?${key}=${encodeURIComponent(value).replace('%25', '%')}`,
          );
          if (answer.status >= 400) problemIn(answer, 'sv', `${name}?${key}=${value.slice(0, 20)}`);
          else
            assert.ok(given?.safeParse(value).success || name === 'plans.compareEditions', `${name}?${key}=${value}`);
        }
        const twice = await refused(name, route, body, `${key} twice`, `${at}?${key}=1&${key}=2`);
        assert.ok(pathsIn(twice).includes(key), `${name}: ${key} twice ${JSON.stringify(twice)}`);
      }
      const number = await refused(name, route, body, 'a personnummer in the address', `${at}?q=${anna?.identity}`);
      assert.ok(
        number.fields?.some(({ code }) => code === 'identity_in_address'),
        name,
      );
    }
  });

  test('every field of every command: of another kind, missing, null, dates that cannot be, unknown codes, no ids', async (t) => {
    let tried = 0;
    for (const [name, route] of commands) {
      const body = good(name);
      const fields = fieldsOf(route, body);
      const wrong = async (field: string, value: unknown, what: string, must: boolean): Promise<void> => {
        tried += 1;
        const sent = JSON.stringify({ ...body, [field]: value });
        const schema = fields[field];
        const fits = schema?.safeParse(value).success ?? false;
        if (fits && !must) return;
        const problem = await refused(name, route, sent, `${field} ${what}`);
        assert.equal(problem.code, 'invalid', `${name}: ${field} ${what}`);
        assert.ok(
          pathsIn(problem).some((path) => path === field || path.startsWith(`${field}.`)),
          `${name}: ${field} ${what}: ${JSON.stringify(problem.fields)}`,
        );
      };
      for (const [field, schema] of Object.entries(fields)) {
        const type = definitionOf(inner(schema) ?? schema).type;
        const format = (inner(schema) as { format?: string } | undefined)?.format ?? '';
        for (const [what, value] of [
          ['an object', { $gt: '' }],
          ['a list', [[]]],
          ['a number', 1e308],
          ['nothing', null],
          ['yes', true],
        ] as const)
          await wrong(field, value, what, false);
        await wrong(field, undefined, 'missing', false);
        if (type === 'enum') await wrong(field, 'okänd_kod', 'an unknown code', true);
        if (/date/u.test(format))
          for (const day of ['2023-02-30', '2023-02-30T00:00:00Z', '2026-13-01T00:00:00Z', 'i morgon', ''])
            await wrong(field, day, day, true);
        if (/uuid|guid/u.test(format))
          for (const id of ['inte-ett-id', '', "1'--", '00000000']) await wrong(field, id, `the id ${id}`, true);
        if (type === 'string') await wrong(field, `a\0b`, 'with NUL', false).catch(() => undefined);
        if (type === 'number')
          for (const n of [-1, 0.5, 1e21]) await wrong(field, n, String(n), field === 'version' || field === 'seen');
      }
    }
    for (const wrong of ['191212121213', '20231301-1212', '1912', '00000000-0000', 'TEST'])
      assert.deepEqual(
        pathsIn(
          await refused(
            'people.register',
            everyRoute.get('people.register') ?? assert.fail(),
            JSON.stringify({ ...good('people.register'), identity: wrong }),
            wrong,
          ),
        ),
        ['identity'],
      );
    t.diagnostic(`${tried} wrong fields`);
    assert.ok(tried > 500);
  });

  test('text of every sort is kept as it was written, or refused with its reason', async () => {
    assert.ok(head && anna);
    for (const words of [...hostile, 'å'.repeat(4000)]) {
      done(await head.send('POST', `/persons/${anna.personId}/voice`, { words }));
      const { items } = (await head.get(`/persons/${anna.personId}/voice?limit=100`)).body as {
        items: { words: string }[];
      };
      assert.ok(
        items.some((item) => item.words === words.trim()),
        words.slice(0, 40),
      );
    }
    for (const [name, route] of commands) {
      const body = good(name);
      for (const [field, schema] of Object.entries(fieldsOf(route, body))) {
        if (definitionOf(inner(schema) ?? schema).type !== 'string') continue;
        for (const text of [...hostile, 'x'.repeat(10_000), '\uD800', 'a\0b', ' ', '\u200b']) {
          const answer = await raw(callerFor(route), name, route, JSON.stringify({ ...body, [field]: text }));
          if (answer.status >= 400) problemIn(answer, 'sv', `${name}: ${field} ${text.slice(0, 20)}`);
          // A whole file may be long.
          if (name === 'administration.importTable' && text.length > 1000) continue;
          if (/^(x{10000}|\uD800|a\0b)$/u.test(text)) assert.equal(answer.status, 400, `${name}: ${field}`);
        }
      }
    }
  });

  test('a stale version is refused and shows what stands now', async () => {
    assert.ok(anna);
    const fresh = await furnish(server, head ?? assert.fail(), other ?? assert.fail(), 'Inaktuell');
    for (const [name, route] of commands) {
      const body = goodBodies(fresh)[name] ?? {};
      const field = 'version' in body ? 'version' : 'seen' in body ? 'seen' : undefined;
      // What only the person does is tried where the person does it.
      if (!field || !route.callers.includes('staff')) continue;
      const by = ['commitments.move'].includes(name) ? other : head;
      const answer = await raw(
        by ?? assert.fail(),
        name,
        route,
        JSON.stringify({ ...body, [field]: 77 }),
        {},
        addressOf(name, route, fresh),
      );
      const problem = problemIn(answer, 'sv', name);
      // A unit that still carries something cannot leave, whatever version it saw.
      if (name === 'people.endEngagement' && problem.code === 'not_allowed_now') continue;
      assert.equal(problem.code, 'stale', `${name}: ${answer.text}`);
      assert.ok(problem.current, `${name}: shows nothing of what stands`);
    }
  });

  test('a repeated request has one effect and the same answer; another body or address under its key is refused', async () => {
    assert.ok(head && other && anna);
    for (const [name, route] of commands) {
      // These change nothing that lasts, or one's own marks and wishes: asked again they are answered again.
      if (
        /^(identity|notices)\./u.test(name) ||
        [
          'people.find',
          'administration.preview',
          'administration.importTable',
          'today.writing',
          'today.markRead',
        ].includes(name)
      )
        continue;
      const of = await furnish(server, head, other, `Om${name.replace('.', '')}`, name.startsWith('plans.'));
      const body = goodBodies(of)[name] ?? {};
      const address = addressOf(name, route, of);
      const key = newKey();
      const by: Asker = name === 'commitments.move' ? other : head;
      const first: Answer = await by.send(route.method, address, body, key);
      const between = await server.sqlDo('select count(*)::int as n from notify.change');
      const second: Answer = await by.send(route.method, address, body, key);
      assert.deepEqual([second.status, second.body], [first.status, first.body], name);
      assert.deepEqual(await server.sqlDo('select count(*)::int as n from notify.change'), between, `${name}: twice`);
      // A body that cannot say anything else is tried at another address.
      const elsewhere =
        Object.keys(body).length > 0 ? address : address.replace(/[\da-f-]{36}(?=\/[a-z]+$)/u, server.newId());
      const reused = await by.send(route.method, elsewhere, { ...body, ...changed(name, body) }, key);
      if (first.status === 200)
        assert.deepEqual([reused.status, reused.body.code], [422, 'key_reused'], `${name}: ${reused.text}`);
      else if (reused.status >= 400) problemIn(reused, 'sv', name);
    }
  });
  /** Another valid body than the good one. */
  function changed(name: string, body: Body): Body {
    for (const [field, value] of Object.entries(body)) {
      if (
        ['words', 'reason', 'title', 'what', 'name', 'givenName', 'evidence', 'review', 'street'].includes(field) &&
        typeof value === 'string' &&
        !/^[a-z_]+$/u.test(value)
      )
        return { [field]: `${value} igen` };
      if ((field === 'version' || field === 'seen') && typeof value === 'number') return { [field]: value + 1 };
    }
    return (
      (
        {
          'people.engage': { role: 'consulted' },
          'people.share': { part: 'plan' },
          'people.nameContact': { kind: 'coordinating_contact' },
          'people.recordConsent': { form: 'written' },
          'people.block': { unitId: anna?.otherUnitId },
          'plans.markFree': { startsAt: new Date(Date.parse(anna?.later ?? '') + 60_000).toISOString() },
          'plans.callMeeting': { place: 'Rum 3' },
          'plans.lookAtPlan': { to: '2026-01-01T00:01:00.000Z' },
          'plans.answerCall': { answer: { kind: 'cannot', words: 'Nej' } },
          'people.unmask': { validTo: anna?.later },
          'today.handle': { action: 'let_go', over: undefined },
        } as Record<string, Body>
      )[name] ?? {}
    );
  }

  test('an expired session, an ended assignment and a unit closed meanwhile: nothing is done and it says why', async () => {
    const { sqlDo, world, units, plantStaff, signIn } = server;
    const past = new Date(world.clock.now() - 1).toISOString();
    const [out, ended, closed] = [
      await plantStaff(units['H'] ?? assert.fail(), 'head'),
      await plantStaff(units['H'] ?? assert.fail(), 'head'),
      await plantStaff(units['Z'] ?? assert.fail(), 'head'),
    ];
    const by = [await signIn(out.subject), await signIn(ended.subject), await signIn(closed.subject)] as const;
    for (const one of by) done(await one.get('/worklist'));
    await sqlDo('update identity.session set expires_at = $2 where subject = $1', [out.subject, past]);
    await sqlDo('update organisations.assignment set valid_to = $2 where id = $1', [ended.assignmentId, past]);
    await sqlDo('update organisations.unit set closed_at = $2, version = version + 1 where id = $1', [
      units['Z']?.id,
      past,
    ]);
    for (const [name, route] of everyRoute) {
      // Whoever has no assignment may still ask who is signed in, read what is public and choose another.
      if (name.startsWith('identity.') || !route.callers.includes('staff')) continue;
      // One's own wishes follow oneself and not the assignment.
      const open = [
        'organisations.directory',
        'organisations.unit',
        'organisations.terms',
        'notices.wish',
        'notices.setWish',
        'notices.subscribe',
        'notices.unsubscribe',
      ].includes(name);
      for (const [i, one] of by.entries()) {
        const query =
          name === 'plans.compareEditions'
            ? '?from=0&to=0'
            : name === 'plans.followUpPlans'
              ? '?month=2026-10&stood=late'
              : name === 'administration.exportTable'
                ? '?table=units'
                : name === 'today.shift'
                  ? `?until=${new Date(world.clock.now()).toISOString()}`
                  : name === 'commitments.weekPromises'
                    ? `?from=${units['H']?.id}&to=${units['O']?.id}`
                    : name === 'people.legalGrounds'
                      ? `?toUnitId=${units['O']?.id}`
                      : '';
        const answer = await raw(
          one,
          name,
          route,
          route.method === 'GET' ? null : JSON.stringify(good(name)),
          {},
          addressOf(name, route, anna ?? assert.fail()) + query,
        );
        if (open && answer.status === 200) continue;
        const { code } = problemIn(answer, 'sv', name);
        assert.equal(
          code,
          i === 0 ? 'signed_out' : 'assignment_ended',
          `${name}: ${['expired', 'ended', 'closed'][i]}`,
        );
      }
    }
  });

  test('no key, or one that is no key', async () => {
    for (const [name, route] of commands)
      for (const key of ['', 'kort', 'x'.repeat(101), 'å'.repeat(9)]) {
        const answer = await server.ask(
          callerFor(route).cookie,
          route.method,
          addressOf(name, route, anna ?? assert.fail()),
          {
            body: JSON.stringify(good(name)),
            headers: {
              'content-type': 'application/json',
              ...(key ? { 'idempotency-key': Buffer.from(key).toString('latin1') } : {}),
            },
          },
        );
        assert.deepEqual(pathsIn(problemIn(answer, 'sv', name)), ['Idempotency-Key'], name);
      }
  });
});
