import {
  ledgerSpec,
  ledgerStart,
  touches,
  type CommitmentView,
  type LedgerAnswer,
  type LedgerCall,
  type NeedView,
} from '../commitments/explore/linearizable.ledger.ts';
import { linearizeAll, type Operation, type Verdict } from '../commitments/explore/linearizable.ts';
import {
  closeNeed,
  move,
  offer,
  openNeed,
  type Moved,
  type NewCommitment,
} from '../commitments/commitments.commands.ts';
import { askPool, commitmentsStore } from '../commitments/commitments.store.ts';
import { refusals, type MoveCommand, type RefusalCode } from '../commitments/handover.rules.ts';
import type { MoveBody } from '../../contract/commitments.ts';
import type { StaffCaller } from '../kernel/access/context.ts';
import type { Once } from '../kernel/db/transaction.ts';
import { Refusal, sqlStateOf } from '../kernel/refusal.ts';
import { deadline, HOUR, type Crowd } from './crowd.fixture.ts';
import { chance, type Chance } from './random.fixture.ts';

/** The ledger as a client meets it: through the commands, or over HTTP. A read that the way in has not is left out. */
export interface Door {
  offer(caller: StaffCaller, once: Once, wanted: NewCommitment): Promise<Moved>;
  move(caller: StaffCaller, once: Once, id: string, body: MoveBody): Promise<Moved>;
  close(caller: StaffCaller, once: Once, id: string, seen: number): Promise<{ version: number }>;
  readNeed?(caller: StaffCaller, id: string): Promise<NeedView | null>;
  readCommitment(caller: StaffCaller, id: string): Promise<CommitmentView | null>;
}

export function commandsDoor({ ground, deps, w }: Crowd): Door {
  const store = commitmentsStore(askPool(ground.database.app));
  const context = (caller: StaffCaller): string => ground.database.sign(caller, 'care', ground.clock.now());
  return {
    offer: (caller, once, wanted) => offer(deps, w.as(caller), once, wanted),
    move: (caller, once, id, body) => move(deps, w.as(caller), once, id, body),
    close: (caller, once, id, seen) => closeNeed(deps, w.as(caller), once, id, seen, 'ceased'),
    async readNeed(caller, id) {
      const facts = await store.loadNeed(context(caller), id);
      return facts && { ...facts.need, version: facts.version };
    },
    async readCommitment(caller, id) {
      const facts = await store.loadMove(context(caller), id);
      return facts && { state: facts.commitment.state, version: facts.commitment.version };
    },
  };
}

/** A row that changed under every one of a command's tries, told as `stale` without the rules having said so: it had no effect. */
export class Undecided extends Error {}

export interface Recorded {
  readonly verdict: Verdict<LedgerCall, LedgerAnswer>;
  readonly operations: number;
  /** What was told, by name. */
  readonly told: ReadonlyMap<string, number>;
  readonly faults: readonly string[];
}

interface Known {
  readonly id: string;
  readonly needIds: readonly string[];
  readonly parties: readonly string[];
  version: number;
}

/** Twelve clients of five units on six needs of four persons, each noting what it called, when, and what it was told; then the check. */
export async function record(c: Crowd, door: Door, seed: number, each: number): Promise<Recorded> {
  const { w, deps, staff, persons } = c;
  const people = staff.slice(0, 5);
  const units = people.map((s) => s.unitId);
  const at = w.clock.now();
  const started = performance.now();
  const needs: (NeedView & { personId: string })[] = [];
  for (const [i, person] of [0, 0, 1, 1, 2, 3].entries()) {
    const [by, personId] = [people[i % people.length], persons[person]];
    if (!by || personId === undefined) throw new Error('an empty crowd');
    const { id } = await openNeed(
      deps,
      w.as(by),
      { key: `history-${seed}-need-${i}`, body: '' },
      { personId, area: 'd5', words: 'Behov' },
    );
    needs.push({ id, open: true, holder: by.unitId, version: 1, personId });
  }
  const at0 = (i: number): string => needs[i]?.id ?? '';
  const groups = [[at0(0)], [at0(1)], [at0(0), at0(1)], [at0(2)], [at0(3)], [at0(2), at0(3)], [at0(4)], [at0(5)]];
  const holder = new Map(needs.map((n) => [n.id, n.holder]));
  const board: Known[] = [];
  const history: Operation<LedgerCall, LedgerAnswer>[] = [];
  const told = new Map<string, number>();
  const faults: string[] = [];
  let keys = 0;

  /** Notes one operation. `call` is told the answer's id, since an offer gets its own from the server. */
  async function note(
    client: string,
    name: string,
    call: (id: string) => LedgerCall,
    act: () => Promise<LedgerAnswer & { id?: string }>,
  ): Promise<string | null> {
    const begun = performance.now();
    let outcome: LedgerAnswer & { id?: string };
    try {
      outcome = await act();
    } catch (error) {
      const code = error instanceof Refusal ? error.code : null;
      if (code !== null && (refusals as readonly string[]).includes(code))
        outcome = { ok: false, refusal: code as RefusalCode };
      else if (error instanceof Undecided || ['MR409', '40P01'].includes(sqlStateOf(error) ?? '')) {
        told.set('undecided', (told.get('undecided') ?? 0) + 1);
        return null;
      } else {
        faults.push(`${name}: ${sqlStateOf(error) ?? ''} ${String(error)}`);
        return null;
      }
    }
    const { id = `none-${++keys}`, ...answer } = outcome;
    const words = `${name} ${answer.ok ? 'done' : answer.refusal}`;
    told.set(words, (told.get(words) ?? 0) + 1);
    history.push({
      client,
      call: begun,
      return: performance.now(),
      command: call(id),
      outcome: answer,
    });
    return answer.ok ? id : null;
  }

  async function goOn(name: string, by: StaffCaller, dice: Chance): Promise<void> {
    const party = { kind: 'unit' as const, unitId: by.unitId };
    for (let i = 0; i < each && faults.length === 0; i++) {
      const once: Once = { key: `history-${seed}-${++keys}`, body: String(keys) };
      const roll = dice.next();
      if (roll < 0.12) {
        const needId = dice.one(needs)?.id ?? '';
        if (door.readNeed) {
          await note(
            name,
            'read need',
            () => ({ type: 'read need', needId }),
            async () => {
              const need = await door.readNeed?.(by, needId);
              if (need) holder.set(needId, need.holder);
              return need ? { ok: true, need } : { ok: false, refusal: 'not_found' };
            },
          );
          continue;
        }
      }
      if (roll < 0.42) {
        const own = groups.filter((g) => g.every((n) => holder.get(n) === by.unitId));
        const needIds = dice.one(own.length > 0 && dice.hits(0.85) ? own : groups) ?? [];
        const others = units.filter((u) => u !== by.unitId);
        const openTo = dice.hits(0.25) ? dice.some(others, 3) : [];
        const one = openTo.length === 1 ? openTo[0] : openTo.length === 0 ? dice.one(others) : undefined;
        const toUnits = one === undefined ? openTo : [one];
        const pending = board
          .filter((k) => k.needIds.some((n) => needIds.includes(n)))
          .slice(-2)
          .map((k) => k.id);
        const replaces = dice.hits(0.3) ? (dice.hits(0.7) ? pending : []) : null;
        const answerBy = deadline(null, 'answer', at);
        const id = await note(
          name,
          'offer',
          (made) => ({
            type: 'offer',
            key: once.key,
            at,
            command: {
              type: 'offer',
              by: party,
              id: made,
              kind: 'handover',
              to: one === undefined ? { kind: 'any' } : { kind: 'unit', unitId: one },
              openTo: one === undefined ? openTo : [],
              needIds,
              answerBy,
              dueAt: at + 48 * HOUR,
              lapsesAt: deadline(null, 'offer.lapse', answerBy),
              replaces,
              ownPromise: false,
            },
          }),
          async () => {
            const made = await door.offer(by, once, {
              personId: needs.find((n) => n.id === needIds[0])?.personId ?? '',
              kind: 'handover',
              what: 'Överlämning',
              detail: '',
              area: 'd5',
              urgency: 'soon',
              to: { kind: 'units', unitIds: toUnits },
              needIds,
              dueAt: at + 48 * HOUR,
              followsId: null,
              replaces,
            });
            return { ok: true, commitment: { state: made.state, version: made.version }, id: made.id };
          },
        );
        if (id !== null) board.push({ id, needIds, parties: [by.unitId, ...toUnits], version: 1 });
        continue;
      }
      if (roll > 0.997) {
        const need = dice.one(needs);
        if (need)
          await note(
            name,
            'close',
            () => ({ type: 'close', key: once.key, at, needId: need.id, seen: 1, by: party }),
            async () => (await door.close(by, once, need.id, 1), { ok: true }),
          );
        continue;
      }
      const recent = board.slice(-8).filter((k) => k.parties.includes(by.unitId));
      const known = dice.one(recent);
      if (!known) continue;
      if (roll > 0.92) {
        await note(
          name,
          'read commitment',
          () => ({ type: 'read commitment', id: known.id, needIds: known.needIds }),
          async () => {
            const commitment = await door.readCommitment(by, known.id);
            if (commitment) known.version = commitment.version;
            return commitment ? { ok: true, commitment } : { ok: false, refusal: 'not_found' };
          },
        );
        continue;
      }
      const seen = known.version;
      const giver = known.parties[0] === by.unitId;
      const action =
        dice.one(
          giver
            ? (['withdraw', 'agree', 'withdraw', 'accept'] as const)
            : (['accept', 'accept', 'receive', 'decline', 'propose', 'retract', 'keep'] as const),
        ) ?? 'accept';
      const dueAt = at + 96 * HOUR;
      const body: MoveBody =
        action === 'decline'
          ? { action, seen, reason: 'other' }
          : action === 'withdraw'
            ? { action, seen, reason: 'other_solution' }
            : action === 'propose'
              ? { action, seen, dueAt: new Date(dueAt).toISOString() }
              : { action, seen };
      const command: MoveCommand = {
        type: action,
        by: party,
        seen,
        ...(action === 'propose' ? { dueAt } : {}),
        ...(action === 'propose' || action === 'retract' ? { answerBy: deadline(null, 'answer', at) } : {}),
      };
      await note(
        name,
        action,
        () => ({ type: 'move', key: once.key, at, id: known.id, needIds: known.needIds, command }),
        async () => {
          const moved = await door.move(by, once, known.id, body);
          known.version = moved.version;
          if (action === 'accept' || action === 'agree')
            for (const n of known.needIds) holder.set(n, action === 'accept' ? by.unitId : (known.parties[1] ?? null));
          return { ok: true, commitment: { state: moved.state, version: moved.version } };
        },
      );
    }
  }
  await Promise.all(
    Array.from({ length: 12 }, async (_, i) => {
      const by = people[i % people.length];
      if (by) await goOn(`client ${i}`, by, chance(seed * 100 + i));
    }),
  );
  told.set('ms', Math.round(performance.now() - started));
  const checking = performance.now();
  const verdict = linearizeAll(
    history,
    ledgerSpec(
      ledgerStart(
        needs.map(({ id, open, holder: h, version }) => ({
          id,
          open,
          holder: needs.find((n) => n.id === id)?.holder ?? h,
          version,
        })),
      ),
    ),
    touches,
  );
  told.set('ms of checking', Math.round(performance.now() - checking));
  return { verdict, operations: history.length, told, faults };
}
