import type { MoveBody } from '../../contract/commitments.ts';
import { closeNeed, move, offer, openNeed } from '../commitments/commitments.commands.ts';
import { endEngagement, engage, recordConsent, withdrawConsent } from '../people/index.ts';
import { HOUR, type Crowd, type Sent } from './crowd.fixture.ts';
import type { Chance } from './random.fixture.ts';

interface Live {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly person_id: string;
  readonly state: string;
  readonly version: number;
  readonly kind: string;
  readonly from_unit_id: string;
  readonly to_unit_id: string | null;
  readonly open_to: string[];
  readonly need_ids: string[];
  readonly due_at: Date;
}

const choices: Readonly<Record<string, readonly (readonly [MoveBody['action'], 'giver' | 'receiver'])[]>> = {
  offered: [
    ['accept', 'receiver'],
    ['accept', 'receiver'],
    ['receive', 'receiver'],
    ['decline', 'receiver'],
    ['propose', 'receiver'],
    ['withdraw', 'giver'],
  ],
  received: [
    ['accept', 'receiver'],
    ['decline', 'receiver'],
    ['propose', 'receiver'],
    ['withdraw', 'giver'],
  ],
  proposed: [
    ['agree', 'giver'],
    ['agree', 'giver'],
    ['retract', 'receiver'],
    ['decline', 'receiver'],
    ['propose', 'receiver'],
    ['withdraw', 'giver'],
  ],
  accepted: [
    ['keep', 'receiver'],
    ['fail', 'receiver'],
    ['pause', 'receiver'],
    ['withdraw', 'giver'],
  ],
  paused: [
    ['resume', 'receiver'],
    ['resume', 'receiver'],
    ['keep', 'receiver'],
    ['fail', 'receiver'],
    ['withdraw', 'giver'],
  ],
};
const actions = [
  'receive',
  'accept',
  'decline',
  'propose',
  'agree',
  'retract',
  'withdraw',
  'keep',
  'fail',
  'pause',
  'resume',
] as const;

/** The next thing that a unit does, allowed or not: chosen from what stands in the tables now, as from a page that was just read. */
export async function draw(c: Crowd, who: number, dice: Chance, key: string): Promise<Sent> {
  const caller = c.staff[who];
  const unit = c.units[who];
  const personId = dice.one(c.persons);
  if (!caller || !unit || personId === undefined) throw new Error('an empty crowd');
  const { w, deps } = c;
  const sent = (name: string, body: unknown, act: Sent['act']): Sent => ({
    name,
    once: { key, body: JSON.stringify(body) },
    act,
  });
  const acting = (once: Sent['once']) => ({ ground: c.ground, request: w.as(caller), once });
  const roll = dice.next();

  if (roll < 0.09) {
    const need = { personId, area: 'd5' as const, words: `Behov ${key}` };
    return sent('open need', need, (once) => openNeed(deps, w.as(caller), once, need));
  }
  if (roll < 0.32) return drawOffer();
  if (roll < 0.36) {
    const need = dice.one(
      await w.sqlDo<{ id: string; version: number }>(
        `select n.id, n.version from commitments.need n join commitments.accountability a on a.need_id = n.id and a.to_at is null ${dice.hits(0.8) ? 'where a.unit_id = $1' : 'where $1::uuid is not null'} order by n.id`,
        [unit.id],
      ),
    );
    const seen = need?.version ?? 1;
    const id = need?.id ?? w.newId();
    return sent('close need', [id, seen], (once) => closeNeed(deps, w.as(caller), once, id, seen, 'ceased'));
  }
  if (roll < 0.39) {
    const consent = dice.one(
      await w.sqlDo<{ id: string; version: number }>(
        'select id, version from people.consent where person_id = $1 and withdrawn_at is null order by id',
        [personId],
      ),
    );
    if (consent)
      return sent('withdraw consent', consent, (once) =>
        withdrawConsent(acting(once), personId, consent.id, { version: consent.version, form: 'oral' }),
      );
  }
  if (roll < 0.44) {
    const body = {
      kind: 'disclosure' as const,
      decision: 'yes' as const,
      form: 'oral' as const,
      givenBy: 'person' as const,
      about: '',
      exceptAbout: '',
      includedUnitIds: c.units.map((u) => u.id),
      excludedUnitIds: [],
      validUntil: new Date(w.clock.now() + 2000 * HOUR).toISOString(),
    };
    return sent('record consent', [personId, body], (once) => recordConsent(acting(once), personId, body));
  }
  if (roll < 0.475) {
    const place = dice.one(
      await w.sqlDo<{ id: string; version: number }>(
        'select id, version from people.engagement where person_id = $1 and unit_id = $2 and valid_to is null',
        [personId, unit.id],
      ),
    );
    if (!place)
      return sent('engage', personId, (once) =>
        engage(acting(once), personId, { role: 'performer', reason: 'Åter i vårdkretsen' }),
      );
    return sent('end engagement', place, (once) =>
      endEngagement(acting(once), personId, place.id, { version: place.version, reason: 'completed' }),
    );
  }
  return drawMove();

  async function drawOffer(): Promise<Sent> {
    const person = dice.hits(0.7)
      ? (
          await w.sqlDo<{ person_id: string }>(
            'select person_id from commitments.accountability where unit_id = $1 and to_at is null order by id',
            [unit?.id],
          )
        ).map((r) => r.person_id)
      : [];
    const about = dice.one(person) ?? personId ?? '';
    const needs = await w.sqlDo<{ need_id: string }>(
      `select need_id from commitments.accountability where person_id = $1 and to_at is null ${dice.hits(0.93) ? 'and unit_id = $2' : 'and $2::uuid is not null'} order by need_id`,
      [about, unit?.id],
    );
    const needIds =
      needs.length > 0
        ? dice.some(
            needs.map((n) => n.need_id),
            3,
          )
        : [];
    const handover = needIds.length > 0 && dice.hits(0.75);
    const others = c.units.filter((u) => u.id !== unit?.id).map((u) => u.id);
    const to = dice.hits(0.3) ? dice.some(others, 4) : [dice.one(others) ?? ''];
    const pending = (
      await w.sqlDo<{ id: string }>(
        "select id from commitments.commitment where kind = 'handover' and need_ids && $1::uuid[] and state in ('offered','received','proposed')",
        [needIds],
      )
    ).map((r) => r.id);
    const ended = dice.one(
      await w.sqlDo<{ id: string }>(
        "select id from commitments.commitment where from_unit_id = $1 and person_id = $2 and state in ('lapsed','declined') order by id",
        [unit?.id, about],
      ),
    );
    const wanted = {
      personId: about,
      kind: handover ? ('handover' as const) : ('request' as const),
      what: `Uppgift ${key}`,
      detail: '',
      area: 'd5' as const,
      urgency: dice.hits(0.2) ? ('acute' as const) : ('soon' as const),
      to: { kind: 'units' as const, unitIds: to },
      needIds: handover ? needIds : [],
      dueAt: w.clock.now() + (1 + dice.below(60)) * HOUR,
      followsId: dice.hits(0.4) ? (ended?.id ?? null) : null,
      replaces: dice.hits(0.5) ? (dice.hits(0.8) ? pending : []) : null,
    };
    return sent(handover ? 'offer handover' : 'offer request', wanted, (once) =>
      offer(deps, w.as(caller as NonNullable<typeof caller>), once, wanted),
    );
  }

  async function drawMove(): Promise<Sent> {
    const columns = 'id, person_id, state, version, kind, from_unit_id, to_unit_id, open_to, need_ids, due_at';
    const mine = dice.hits(0.9)
      ? await w.sqlDo<Live>(
          `select ${columns} from commitments.commitment where ended_at is null and (from_unit_id = $1 or to_unit_id = $1 or $1 = any (open_to)) order by id desc limit 12`,
          [unit?.id],
        )
      : await w.sqlDo<Live>(
          `select ${columns} from commitments.commitment where $1::uuid is not null order by id desc limit 40`,
          [unit?.id],
        );
    const asked = mine.filter((r) => r.from_unit_id !== unit?.id || r.state === 'proposed');
    const row = dice.one(asked.length > 0 && dice.hits(0.8) ? asked : mine);
    const side = row?.from_unit_id === unit?.id ? 'giver' : 'receiver';
    const fitting = (choices[row?.state ?? ''] ?? []).filter(([, by]) => by === side).map(([action]) => action);
    const action = (dice.hits(0.9) ? dice.one(fitting) : undefined) ?? dice.one(actions) ?? 'keep';
    const seen = Math.max(1, (row?.version ?? 1) - (dice.hits(0.08) ? 1 : 0));
    const later = (): string => new Date(w.clock.now() + (1 + dice.below(60)) * HOUR).toISOString();
    const body: MoveBody =
      action === 'decline'
        ? { action, seen, reason: 'no_capacity' }
        : action === 'propose'
          ? { action, seen, dueAt: later() }
          : action === 'withdraw'
            ? { action, seen, reason: 'other_solution' }
            : action === 'fail'
              ? { action, seen, reason: 'other' }
              : action === 'pause'
                ? { action, seen, reason: 'away', until: later() }
                : { action, seen };
    const id = row?.id ?? w.newId();
    return sent(action, [id, body], (once) => move(deps, w.as(caller as NonNullable<typeof caller>), once, id, body));
  }
}
