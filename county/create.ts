/**
 * The first county, made by doing: the same commands that users run, walked through the past sixty days up to now. The same seed and the
 * same last day give the same county.
 */
import { seededRandom } from '../contract/kernel/seeded-random.ts';
import { startOfDay } from '../contract/kernel/time.ts';
import { sweep } from '../server/commitments/index.ts';
import { simulatedClock } from '../server/kernel/clock.ts';
import type { Ground } from '../server/kernel/db/transaction.ts';
import { asKeeper } from '../server/kernel/identity/keeper.ts';
import { loadTerms } from '../server/organisations/index.ts';
import { planGaps } from '../server/plans/index.ts';
import { DAY, HOUR, habitsOf, MINUTE } from './answering.ts';
import { calendarBetween } from './calendar.ts';
import { child } from './child.ts';
import { Deeds } from './deeds.ts';
import { Lane } from './lane.ts';
import { lead } from './leading.ts';
import type { Life } from './around.ts';
import { live } from './life.ts';
import { nearDemo, personas } from './personas.ts';
import { populationOf } from './population.ts';
import { registerCounty } from './register.ts';
import { direct } from './scenes.ts';
import { membersOf } from './staff.ts';
import { Stage } from './stage.ts';
import { story } from './story.ts';

export interface CountyOptions {
  readonly seed: string;
  readonly persons: number;
  /** Told how far it has come; by default on the console. */
  readonly log?: ((words: string) => void) | undefined;
  /** Lanes that live at the same time. */
  readonly side?: number | undefined;
}

export interface CountyCounts {
  readonly persons: number;
  readonly units: number;
  readonly staff: number;
  /** Deeds by kind, and those that were refused. */
  readonly done: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
  readonly gaps: { readonly raised: number; readonly climbed: number; readonly lapsed: number };
  readonly ms: number;
}

const days = 60;

/** @param base the program's ground, on an empty database; its clock says when now is */
export async function createCounty(
  base: Ground,
  { seed, persons, log = console.log, side = 3 }: CountyOptions,
): Promise<CountyCounts> {
  const began = performance.now();
  const end = base.clock.now();
  const start = startOfDay(startOfDay(end) - days * DAY + 12 * HOUR) + 6 * HOUR;
  const random = seededRandom(seed);
  const reference = new Lane('reference', base, start, random.fork('reference'));
  const members = membersOf(random.fork('staff'));
  const placed = await registerCounty(
    reference.ground,
    members,
    new Lane('ways', base, start, random.fork('ways')).ground.newId,
    withMail,
  );
  const stage = new Stage(base, calendarBetween(start, end), end, placed, members, await loadTerms(base.database));
  log(`  ${stage.places.size} units and ${members.length} people who work there`);

  const leaders = new Lane('leading', base, start, random.fork('leading'));
  leaders.start(lead(stage, leaders));
  const hers = new Lane('her', base, start, random.fork('her'));
  hers.start(story(stage, hers));
  const habitOf = habitsOf(random.fork('habits'));
  const theChilds = new Lane('child', base, start, random.fork('child'));
  theChilds.start(child(stage, theChilds));
  const lives = populationOf(random.fork('persons'), persons).map((person): Life => {
    const lane = new Lane(`p${person.index + 1}`, base, start, random.fork(`person ${person.index}`));
    const life: Life = {
      person,
      deeds: new Deeds(stage, lane),
      answers: { habitOf },
      circle: [],
      around: [],
      planned: false,
      needs: [],
      kin: null,
      consented: false,
      planConsent: false,
      mobile: null,
    };
    // Most were known from the first weeks; the others come as the time goes.
    const day = person.index < nearDemo ? lane.random.int(1, 12) : Math.floor(lane.random.next() ** 1.5 * (days - 6));
    lane.start(live(life), start + day * DAY + lane.random.int(2, 9) * HOUR);
    return life;
  });
  reference.start(direct(stage, reference, lives));
  const gaps = await walk(
    stage,
    [leaders, hers, theChilds, ...lives.map(({ deeds }) => deeds.lane)],
    reference,
    start,
    side,
    log,
  );
  await signOut(stage);
  const ms = Math.round(performance.now() - began);
  log(
    `  ${persons} people, ${Object.values(stage.done).reduce((sum, n) => sum + n, 0)} things done in ${days} days, ${(ms / 1000).toFixed(1)} s`,
  );
  return {
    persons,
    units: stage.places.size,
    staff: members.length,
    done: stage.done,
    refused: stage.refused,
    gaps,
    ms,
  };
}

const withMail = (key: string): boolean => personas.some(({ unit }) => unit === key);

/** Hour by hour by day, in longer steps at night: every lane lives to the end of the hour, then the clock makes its round. */
async function walk(
  stage: Stage,
  lanes: readonly Lane[],
  clock: Lane,
  start: number,
  side: number,
  log: (words: string) => void,
): Promise<CountyCounts['gaps']> {
  const { end, calendar, ground } = stage;
  const found = { raised: 0, climbed: 0, lapsed: 0 };
  const sources = [planGaps(ground.database)];
  const simulated = simulatedClock(start);
  const ticking = { ...clock.ground, clock: simulated };
  let told = '';
  for (let at = start; at < end;) {
    const hour = Math.floor((at - calendar.dayOf(at).midnight) / HOUR);
    // In the last days every hour, so that what is new is as fresh as it would be.
    const step = hour >= 21 || hour < 5 ? 5 : end - at < 2 * DAY ? 1 : 3;
    const until = Math.min(end, at + step * HOUR);
    const awake = lanes.filter((lane) => lane.next <= until);
    await Promise.all(
      Array.from({ length: Math.min(side, awake.length) }, async () => {
        for (let lane = awake.shift(); lane; lane = awake.shift()) await lane.runUntil(until);
      }),
    );
    simulated.set(until);
    await clock.runUntil(until);
    const swept = await sweep(ticking, stage.deadline, sources);
    found.raised += swept.raised;
    found.climbed += swept.climbed;
    found.lapsed += swept.lapsed;
    stage.forgetSignIns(until - 30 * MINUTE);
    at = until;
    const { date } = calendar.dayOf(at);
    if (date.slice(0, 7) !== told) {
      told = date.slice(0, 7);
      log(`  ${told} …`);
    }
  }
  return found;
}

/** Nobody stays signed in. The last statement is committed to disk, and with it all before it. */
async function signOut(stage: Stage): Promise<void> {
  const { ground } = stage;
  for (const subject of stage.subjects) await asKeeper(ground, 'revoke_all', subject);
  const client = await ground.database.app.connect();
  try {
    await client.query('begin');
    await client.query('set local synchronous_commit = on');
    const context = ground.database.sign({ kind: 'system', name: 'första länet' }, 'system', ground.clock.now());
    await client.query('select * from identity.revoke_all($1, $2)', [context, 'nobody']);
    await client.query('commit');
  } finally {
    client.release();
  }
}
