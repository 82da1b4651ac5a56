import { createPublicKey } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { seal, sealingKey } from '../kernel/audit/sealer.ts';
import { verifyLog, type WitnessHead } from '../kernel/audit/verify.ts';
import { keepHeads, readHeads, witnessFolder } from '../kernel/audit/witness.ts';
import { signal } from '../kernel/postgres/processes.ts';
import { broken, type Ask } from './invariants.fixture.ts';
import { compare, startLoad } from './load.fixture.ts';
import {
  beside,
  childrenOf,
  freePort,
  plantIn,
  postmasterOf,
  processesUsing,
  publicKeyFile,
  readyFolder,
  startProgram,
  throwaway,
  untilReady,
  type Program,
} from './program.fixture.ts';
import { chance } from './random.fixture.ts';

/** What is killed: the program, PostgreSQL's first process, both at once, all of PostgreSQL's processes; or the program is told to stop. */
export type Kill = 'program' | 'postmaster' | 'both' | 'database' | 'told to stop';

export interface Crash {
  readonly name: string;
  readonly seed: number;
  readonly kills: readonly Kill[];
  /** A fault planted in the throwaway database before it starts. */
  readonly plant?: (ask: Ask) => Promise<unknown>;
  readonly imports?: readonly string[];
}

export interface Crashed {
  readonly acknowledged: number;
  readonly tries: number;
  /** Milliseconds from each kill until the program was ready again. */
  readonly away: readonly number[];
  readonly lost: readonly string[];
  readonly twice: readonly string[];
  readonly wrong: readonly string[];
  readonly broken: readonly string[];
  /** Faults in the log, held against the heads that a witness kept before each kill. */
  readonly log: readonly string[];
  readonly sealed: number;
  readonly heads: number;
  /** Processes that outlived a program that was told to stop, and other disorder of starting and stopping. */
  readonly disorder: readonly string[];
}

/** The whole program under load, killed again and again; then what it acknowledged is held against what is there. */
export async function crash({ name, seed, kills, plant, imports = [] }: Crash): Promise<Crashed> {
  const { dataDir, clients } = await readyFolder(name);
  if (plant) await plantIn(dataDir, plant);
  const port = await freePort();
  const dice = chance(seed);
  const witness = throwaway('witness');
  const heads: WitnessHead[] = [];
  const away: number[] = [];
  const disorder: string[] = [];
  let program = await startProgram({ dataDir, port, imports });
  const load = startLoad(port, clients, seed);
  for (const kill of kills) {
    // At least some writes, and then at any time.
    const before = load.acknowledged.length;
    for (const end = Date.now() + 60_000; load.acknowledged.length < before + 60 && Date.now() < end;) await sleep(20);
    await sleep(dice.below(400));
    await keep();
    const killed = performance.now();
    program = await strike(kill);
    away.push(Math.round(performance.now() - killed));
  }
  const before = load.acknowledged.length;
  for (
    const end = Date.now() + 20_000;
    load.acknowledged.length < before + 40 && load.wrong.length === 0 && Date.now() < end;
  )
    await sleep(20);
  await load.stop();
  const there = await beside(dataDir);
  const { lost, twice } = await compare(there.ask, load);
  const faults = await broken(there.ask);
  const key = await sealingKey(dataDir);
  await sealAll(there, key);
  const verified = await verifyLog(there.database.system, createPublicKey(publicKeyFile(dataDir)), heads);
  await there.close();
  program.child.kill('SIGTERM');
  await stopped(program);
  return {
    acknowledged: load.acknowledged.length,
    tries: load.tries(),
    away,
    lost,
    twice,
    wrong: load.wrong,
    broken: faults,
    log: verified.faults.map((f) => `${f.what} ${f.detail}`),
    sealed: verified.entries,
    heads: heads.length,
    disorder,
  };

  /** A transaction that is still open somewhere holds the seal back for a while. */
  async function sealAll({ ask, database }: typeof there, by: typeof key): Promise<void> {
    for (const end = Date.now() + 20_000; Date.now() < end; await sleep(50)) {
      while (await seal(database.system, by));
      const open = await ask<{ n: number }>(
        "select count(*)::int as n from audit.entry where xid >= coalesce((select below_xid from audit.seal order by number desc limit 1), '0')",
      );
      if (open[0]?.n === 0) return;
    }
  }
  async function keep(): Promise<void> {
    const database = await beside(dataDir);
    await keepHeads(database.database.system, witness, Date.now());
    heads.push(...(await readHeads(witnessFolder(witness))));
    await database.close();
  }
  async function stopped(it: Program): Promise<void> {
    const code = await it.ended;
    if (code !== 0) disorder.push(`told to stop it ended with ${code}: ${it.said()}`);
    const left = processesUsing(dataDir);
    if (left.length > 0) disorder.push(`left behind: ${left.join('; ')}`);
  }
  async function strike(kill: Kill): Promise<Program> {
    const postmaster = postmasterOf(dataDir);
    const backends = kill === 'database' ? childrenOf(postmaster) : [];
    if (kill === 'program' || kill === 'both') program.child.kill('SIGKILL');
    if (kill === 'postmaster' || kill === 'both' || kill === 'database')
      for (const pid of [postmaster, ...backends]) signal(pid, 'SIGKILL');
    if (kill === 'told to stop') {
      program.child.kill('SIGTERM');
      await stopped(program);
    }
    if (kill === 'postmaster' || kill === 'database') {
      // The program starts PostgreSQL again by itself.
      while (postmasterOf(dataDir) === postmaster && program.child.exitCode === null) await sleep(20);
      await untilReady(program, port);
      return program;
    }
    return startProgram({ dataDir, port, imports });
  }
}
