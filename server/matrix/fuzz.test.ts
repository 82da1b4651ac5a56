import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { problems } from '../../contract/kernel/problems.ts';
import { arbitraryOf, hostileValues, spoiled } from './arbitrary.fixture.ts';
import { everyRoute, goodBodies } from './bodies.fixture.ts';
import { staffOf } from './matrix-cases.fixture.ts';
import { done, matrixServer, newKey, type Answer, type Asker, type MatrixServer } from './matrix-world.fixture.ts';
import { problemIn } from './problems.fixture.ts';
import { furnish, type Furnished } from './stage.fixture.ts';

/** Milliseconds; FUZZ_MS makes it as long as one likes. FUZZ_SEED repeats a run that failed, as far as the machine lets time repeat. */
const lasts = Number(process.env['FUZZ_MS'] ?? 20_000);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_121);

interface Step {
  readonly who: string;
  readonly name: string;
  readonly sort: 'good' | 'valid' | 'near' | 'hostile';
  readonly body: unknown;
  readonly query: unknown;
  readonly n: number;
  readonly bad: unknown;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

describe('anyone sends anything', () => {
  let server: MatrixServer;
  let anna: Furnished;
  const personas = new Map<string, Asker>();
  /** Ids of the persons that they have to do with, and those that answers have told since. */
  let ids: string[] = [];
  /** Of a person whom none of them has to do with: in no answer whatever is asked. */
  let secrets: string[] = [];
  let hidden: string[] = [];

  before(async () => {
    server = await matrixServer();
    const staff = await staffOf(server);
    for (const who of ['H:head', 'H', 'C:head', 'O', 'F', 'U', 'J']) personas.set(who, await staff(who));
    const [head, other] = [personas.get('H:head') ?? assert.fail(), personas.get('C:head') ?? assert.fail()];
    anna = await furnish(server, head, other, 'Annasson');
    const bo = await furnish(server, head, other, 'Bosson');
    const [far, alone] = [await staff('S:head'), await staff('K:head')];
    const berit = await server.register(far, { givenName: 'Hemligberit', familyName: 'Hemligsson' });
    const need = done(
      await far.send('POST', '/needs', { personId: berit.personId, area: 'd5', words: 'hemligt-behov' }),
    );
    done(await far.send('POST', `/persons/${berit.personId}/voice`, { words: 'hemliga-ord' }));
    personas
      .set('self', anna.self)
      .set('daughter', await server.signIn(anna.relativeId))
      .set('out', server.askerOf(''));
    void alone;
    hidden = [berit.personId, need.id];
    secrets = ['Hemligberit', 'Hemligsson', 'hemligt-behov', 'hemliga-ord', berit.identity, berit.contact.street];
    const named = [anna, bo].flatMap((one) => [
      one.personId,
      one.staffId,
      one.assignmentId,
      ...Object.values(one.rows),
    ]);
    ids = [
      ...named,
      ...Object.values(server.units).flatMap((unit) => [unit.id, unit.providerId]),
      server.world.municipality,
      ...hidden,
      server.newId(),
    ];
  });
  after(() => server.close());

  const now = (): number => server.world.clock.now();
  function steps(): fc.Arbitrary<Step> {
    const routes = [...everyRoute].filter(([name]) => !name.startsWith('identity.choose'));
    return fc.oneof(
      ...routes.map(([name, route]) =>
        fc.record({
          who: fc.constantFrom(...personas.keys()),
          name: fc.constant(name),
          sort: fc.constantFrom(
            'good' as const,
            'valid' as const,
            'valid' as const,
            'near' as const,
            'hostile' as const,
          ),
          body: route.body ? arbitraryOf(route.body, () => ids, now()) : fc.constant(undefined),
          query: route.query ? arbitraryOf(route.query, () => ids, now()) : fc.constant({}),
          n: fc.nat(),
          bad: fc.constantFrom(...hostileValues),
        }),
      ),
    );
  }

  /** Sends it; the answer, and what was sent as it stood in the address and the body. */
  async function take({ who, name, sort, body, query, n, bad }: Step): Promise<{ answer: Answer; sent: string }> {
    const route = everyRoute.get(name) ?? assert.fail();
    const pick = (i: number): string => ids[(n + i * 7) % ids.length] ?? '';
    const path = route.path.replaceAll(/:([a-zA-Z]+)/gu, (_, parameter: string) => {
      if (sort === 'hostile' && n % 5 === 0) return encodeURIComponent(asText(bad).slice(0, 80).toWellFormed()) || 'x';
      if (parameter === 'edition') return String(n % 3);
      if (parameter === 'personId') return n % 4 === 0 ? pick(1) : anna.personId;
      const own = Object.entries(anna.rows).find(([table]) =>
        parameter.toLowerCase().startsWith(table.split('_').at(-1) ?? ''),
      )?.[1];
      return n % 3 === 0 || !own ? pick(parameter.length) : own;
    });
    const asked = new URLSearchParams();
    for (const [key, value] of Object.entries((query ?? {}) as Record<string, unknown>))
      if (value !== undefined)
        asked.append(
          key,
          asText(sort === 'hostile' ? bad : value)
            .slice(0, 200)
            .toWellFormed(),
        );
    const address = `${path}${asked.size > 0 ? `?${asked.toString()}` : ''}`;
    const good = goodBodies(anna)[name];
    const written =
      sort === 'good' && good
        ? good
        : sort === 'near'
          ? spoiled(body, n, bad)
          : sort === 'hostile' && n % 2 === 0
            ? bad
            : body;
    const asker = personas.get(who) ?? assert.fail();
    const answer =
      route.method === 'GET'
        ? await asker.get(address)
        : await asker.send(route.method, address, written ?? {}, newKey());
    return { answer, sent: `${address} ${JSON.stringify(written)}` };
  }

  test('no fault, no answer without its form, nothing of a person they have nothing to do with', async (t) => {
    const seen = new Map<string, number>();
    const count = (key: string): void => void seen.set(key, (seen.get(key) ?? 0) + 1);
    const reached = new Set<string>();
    const until = performance.now() + lasts;
    const run = async (step: Step): Promise<void> => {
      if (performance.now() > until) return;
      const { answer, sent } = await take(step);
      const what = `${step.who} ${step.name} ${step.sort} ${sent}`.slice(0, 600);
      if (answer.status >= 400) count(problemIn(answer, 'sv', what).code);
      else {
        count('answered');
        reached.add(step.name);
        assert.match(String(answer.headers.get('content-type')), /^application\/json/u, what);
      }
      for (const secret of secrets)
        assert.ok(!answer.text.includes(secret) || sent.includes(secret), `${what}: told ${secret}`);
      for (const id of hidden) assert.ok(!answer.text.includes(id) || sent.includes(id), `${what}: told ${id}`);
      const id = (answer.body as { id?: unknown } | undefined)?.id;
      if (answer.status < 300 && typeof id === 'string' && ids.length < 400) ids.push(id);
      server.world.clock.advance(1);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(steps(), { minLength: 20, maxLength: 40 }), async (all) => {
        for (const step of all) await run(step);
      }),
      {
        seed,
        numRuns: 10_000,
        interruptAfterTimeLimit: lasts + 500,
        markInterruptAsFailure: false,
        endOnFailure: true,
        includeErrorInReport: true,
      },
    );
    const tried = [...seen.values()].reduce((sum, n) => sum + n, 0);
    t.diagnostic(
      `${tried} requests with seed ${seed}: ${[...seen].map(([code, n]) => `${code} ${n}`).join(', ')}; ${reached.size} of ${everyRoute.size} routes answered`,
    );
    assert.ok(tried > 200 && reached.size > 20, 'it really did something');
    for (const code of ['invalid', 'not_found', 'answered', 'signed_out', 'not_allowed'])
      assert.ok(seen.has(code) && (code === 'answered' || code in problems), `never ${code}`);
  });

  test('after it all, an open need has exactly one accountable unit, and a closed one none', async () => {
    const wrong = await server.sqlDo(
      `select n.id, n.state, count(a.id) from commitments.need n left join commitments.accountability a on a.person_id = n.person_id and a.need_id = n.id and a.to_at is null
       group by n.id, n.state having count(a.id) <> case n.state when 'open' then 1 else 0 end`,
    );
    assert.deepEqual(wrong, []);
    assert.deepEqual(
      await server.sqlDo(
        'select id from commitments.commitment c where exists (select 1 from unnest(c.need_ids) w(id) where not exists (select 1 from commitments.need n where n.person_id = c.person_id and n.id = w.id))',
      ),
      [],
    );
    assert.deepEqual(server.faults, [], 'the log tells of faults');
  });
});
