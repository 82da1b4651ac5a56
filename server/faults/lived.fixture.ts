import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { sweep } from '../commitments/index.ts';
import { closeUnit } from '../organisations/index.ts';
import { asCaller } from '../kernel/db/transaction.ts';
import { refusalOf, sqlStateOf } from '../kernel/refusal.ts';
import { crowd, deadline, HOUR, send, type Crowd, type Outcome, type Sent } from './crowd.fixture.ts';
import { draw } from './draw.fixture.ts';
import { broken, brokenAfterSweep } from './invariants.fixture.ts';
import { chance, type Chance } from './random.fixture.ts';

export interface Lived {
  /** What did not hold, in words; empty when all did. */
  readonly faults: readonly string[];
  /** What happened, so that nothing is proved of an empty stage. */
  readonly seen: ReadonlyMap<string, number>;
}

export interface Life {
  readonly rounds: number;
  /** Commands a unit a round. */
  readonly commands: number;
}

/** Refusals that a repeat may get where the first had an answer: who asks may no longer act at all. */
const gone = new Set(['assignment_ended', 'signed_out']);

/**
 * Ten units at once live through rounds of random commands under a simulated clock, while connections are killed, answers are asked for
 * again, commands come twice and late, units close and the clock sweeps. The tables are judged all along and after each round.
 */
export async function live(seed: number, life: Life): Promise<Lived> {
  const c = await crowd();
  try {
    return await run(c, seed, life);
  } finally {
    await c.w.drop();
  }
}

async function run(c: Crowd, seed: number, life: Life): Promise<Lived> {
  const { w } = c;
  const faults: string[] = [];
  const seen = new Map<string, number>();
  const count = (name: string, n = 1): void => void seen.set(name, (seen.get(name) ?? 0) + n);
  const acknowledged: { sent: Sent; answer: unknown }[] = [];
  const late: Sent[] = [];
  let over = false;
  let keys = 0;

  const settle = (sent: Sent, outcome: Outcome): void => {
    if ('answer' in outcome) {
      count(`done ${sent.name}`);
      acknowledged.push({ sent, answer: outcome.answer });
    } else if ('refused' in outcome) {
      count(`refused ${outcome.refused}`);
      // Two of one unit may record the same yes or step into the same circle at once: the second hears that it is so already.
      const raced = outcome.refused === 'already_exists' && ['record consent', 'engage'].includes(sent.name);
      if (['already_exists', 'key_reused'].includes(outcome.refused) && !raced)
        faults.push(`${sent.name} was answered ${outcome.refused}`);
    } else if ('fault' in outcome)
      faults.push(`${sent.name} met a fault: ${sqlStateOf(outcome.fault) ?? ''} ${String(outcome.fault)}`);
    else faults.push(`${sent.name} never got an answer`);
  };
  const repeat = async ({ sent, answer }: { sent: Sent; answer: unknown }): Promise<void> => {
    const again = await send(sent, () => count('retry'));
    count('repeated');
    if ('answer' in again ? isDeepStrictEqual(again.answer, answer) : 'refused' in again && gone.has(again.refused))
      return;
    faults.push(
      `${sent.name} asked again: ${JSON.stringify(again)} where the first answer was ${JSON.stringify(answer)}`,
    );
  };

  const unitsDay = async (who: number, dice: Chance): Promise<void> => {
    for (let i = 0; i < life.commands; i++) {
      const sent = await draw(c, who, dice, `seed-${seed}-${++keys}`);
      if (dice.hits(0.07)) {
        late.push(sent);
        continue;
      }
      if (dice.hits(0.1)) {
        const [one, two] = await Promise.all([send(sent, () => count('retry')), send(sent, () => count('retry'))]);
        count('sent twice at once');
        settle(sent, 'answer' in one ? one : two);
        if ('answer' in one && 'answer' in two && !isDeepStrictEqual(one.answer, two.answer))
          faults.push(`${sent.name} sent twice at once: ${JSON.stringify([one, two])}`);
        continue;
      }
      const before = acknowledged.length;
      settle(sent, await send(sent, () => count('retry')));
      const last = acknowledged.at(-1);
      if (acknowledged.length > before && last?.sent === sent && dice.hits(0.2)) await repeat(last);
    }
  };
  const clockRound = async (): Promise<void> => {
    for (let attempt = 1; ; attempt++) {
      try {
        await sweep(w.ground, deadline);
        return count('sweep');
      } catch (error) {
        // What background.ts does: the round is tried again.
        if (attempt === 20 || (!refusalOf(error) && !['40P01', '40001'].includes(sqlStateOf(error) ?? ''))) throw error;
        count('sweep again');
      }
    }
  };
  const aside = async (work: () => Promise<void>, pauseMs: number): Promise<void> => {
    while (!over) {
      try {
        await work();
      } catch (error) {
        faults.push(`beside the units: ${sqlStateOf(error) ?? ''} ${String(error)}`);
      }
      await sleep(pauseMs);
    }
  };
  const killing = chance(seed * 31 + 7);
  const killOne = async (): Promise<void> => {
    const rows = await w.sqlDo<{ pid: number }>(
      "select pid from pg_stat_activity where datname = current_database() and usename in ('mellanrum_app', 'mellanrum_system') order by pid",
    );
    const pid = killing.one(rows)?.pid;
    if (pid === undefined) return;
    await w.sqlDo('select pg_terminate_backend($1)', [pid]);
    count('connection killed');
  };
  const observe = async (): Promise<void> => {
    for (const fault of await broken(w.sqlDo)) if (faults.length < 20) faults.push(`seen under way: ${fault}`);
    count('looks');
  };
  const beside = [aside(killOne, 60), aside(observe, 150), aside(clockRound, 40)];

  const dice = c.units.map((_, who) => chance(seed * 1000 + who));
  const fate = chance(seed * 77 + 5);
  for (let round = 1; round <= life.rounds && faults.length === 0; round++) {
    await Promise.all([
      ...dice.map((d, who) => unitsDay(who, d)),
      ...late.splice(0).map(async (sent) => {
        count('sent late');
        settle(sent, await send(sent, () => count('retry')));
      }),
      ...fate.some(acknowledged, 8).map(repeat),
      (async () => {
        // Under way by less than the clock looks back; no command takes hours.
        for (let i = 0; i < 10; i++) w.clock.advance(await sleep(15, fate.below(5_000)));
      })(),
    ]);
    // Two of the mobile teams close under way.
    const closing =
      round === Math.floor(life.rounds / 3)
        ? c.units[8]
        : round === Math.floor((life.rounds * 2) / 3)
          ? c.units[9]
          : undefined;
    if (closing) {
      const at = new Date(w.clock.now()).toISOString();
      const close = (): Promise<void> =>
        asCaller(w.ground, { caller: { kind: 'system', name: 'test' }, purpose: 'administration' }, (work) =>
          closeUnit({ work, newId: w.newId }, closing.id, at),
        );
      const outcome = await send({ name: 'close unit', once: w.once(), act: close });
      if ('answer' in outcome) count('unit closed');
      else faults.push(`a unit could not close: ${JSON.stringify(outcome)}`);
    }
    w.clock.advance((fate.hits(0.3) ? 100 : fate.below(30)) * HOUR);
    for (const fault of await broken(w.sqlDo)) faults.push(`after round ${round}: ${fault}`);
  }
  over = true;
  await Promise.all(beside);
  await clockRound();
  await clockRound();
  faults.push(...(await brokenAfterSweep(w.sqlDo, w.clock.now())));
  faults.push(...(await notDoneOnce()));

  // The clock runs on until every offer must have ended, and every rung has been climbed.
  for (let i = 0; i < 6; i++) {
    w.clock.advance(97 * HOUR);
    await clockRound();
    await clockRound();
    faults.push(...(await brokenAfterSweep(w.sqlDo, w.clock.now())).map((fault) => `draining: ${fault}`));
  }
  const left = await w.sqlDo(
    "select id from commitments.commitment where state in ('offered', 'received', 'proposed')",
  );
  if (left.length > 0) faults.push(`${left.length} offers never ended`);
  faults.push(...(await judgedAnew()));

  for (const { type, n } of await w.sqlDo<{ type: string; n: string }>(
    'select type, count(*) as n from commitments.event group by type',
  ))
    count(`event ${type}`, Number(n));
  for (const { level, n } of await w.sqlDo<{ level: string; n: string }>(
    'select level, count(*) as n from commitments.gap group by level',
  ))
    count(`gap that came to rung ${level}`, Number(n));
  return { faults, seen };

  /** Each acknowledged key stands with the answer that was told, and no two keys had the same effect. */
  async function notDoneOnce(): Promise<string[]> {
    const found: string[] = [];
    const stored = new Map(
      (await w.sqlDo<{ key: string; answer: unknown }>('select key, answer from access.request')).map((r) => [
        r.key,
        r.answer,
      ]),
    );
    const effects = new Map<string, string>();
    for (const { sent, answer } of new Map(acknowledged.map((a) => [a.sent.once.key, a])).values()) {
      if (!isDeepStrictEqual(stored.get(sent.once.key), answer))
        found.push(
          `${sent.name} was told ${JSON.stringify(answer)}, stored is ${JSON.stringify(stored.get(sent.once.key))}`,
        );
      const { id, version } = answer as { id: string; version: number };
      const other = effects.get(`${id} ${version}`);
      if (other !== undefined) found.push(`${sent.name} and ${other} both made version ${version} of ${id}`);
      effects.set(`${id} ${version}`, sent.name);
    }
    return found;
  }

  /** All persons judged anew: what is missing around them must already stand as it is judged now. */
  async function judgedAnew(): Promise<string[]> {
    const open = async () =>
      (
        await w.sqlDo<{ gap: string }>(
          "select person_id || ' ' || kind as gap from commitments.gap where closed_at is null order by 1",
        )
      ).map((r) => r.gap);
    const before = await open();
    for (const person of c.persons)
      await w.sqlDo(
        "insert into commitments.recheck values ($1, '-infinity') on conflict (person_id) do update set at = '-infinity'",
        [person],
      );
    await clockRound();
    const after = await open();
    return isDeepStrictEqual(before, after)
      ? []
      : [
          `judged anew, the gaps are others: ${JSON.stringify(before.filter((g) => !after.includes(g)))} gone, ${JSON.stringify(after.filter((g) => !before.includes(g)))} new`,
        ];
  }
}
