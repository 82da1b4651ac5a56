import { createHash, type KeyObject } from 'node:crypto';
import type pg from 'pg';
import { parseCheckpoint, parseNote, verifyCheckpoint } from './checkpoint.ts';
import { EMPTY_FRONTIER, leafHash, rootOfFrontier, withLeaf, type Frontier } from './merkle.ts';
import { firstHead, logOrigin, sealLines } from './sealer.ts';

export interface Fault {
  /** The seal in which it shows; null when it concerns the log as a whole. */
  readonly seal: number | null;
  readonly what:
    | 'row_changed'
    | 'rows_missing_or_added'
    | 'wrong_root'
    | 'wrong_signature'
    | 'broken_link'
    | 'person_index'
    | 'seal_missing'
    | 'witness_disagrees';
  readonly detail: string;
}

export interface Verified {
  readonly seals: number;
  readonly entries: number;
  readonly faults: readonly Fault[];
}

/** A head that an organisation has kept: what it saw cannot be unseen. */
export interface WitnessHead {
  readonly witness: string;
  readonly checkpoint: string;
}

interface SealRow {
  number: number;
  epoch: number;
  from_xid: string;
  below_xid: string;
  entries: number;
  tree_size: number;
  root: Buffer;
  previous: Buffer;
  head: Buffer;
  checkpoint: string;
}

/**
 * Proves the log from its stored bytes: every row's hash, every tree, every signature and link, the register of persons, and that nothing
 * an organisation has witnessed is gone.
 *
 * @param system the system login's pool
 * @param publicKey the log's Ed25519 key, from outside the database
 */
export async function verifyLog(
  system: pg.Pool,
  publicKey: KeyObject,
  witnesses: readonly WitnessHead[] = [],
): Promise<Verified> {
  const faults: Fault[] = [];
  const { rows: seals } = await system.query<SealRow>(
    'select number, epoch, from_xid::text, below_xid::text, entries, tree_size, root, previous, head, checkpoint from audit.read_seals()',
  );
  let frontier: Frontier = EMPTY_FRONTIER;
  let previous: Buffer = firstHead;
  let expected = 1;
  let entries = 0;
  const rootAt = new Map<number, Buffer>();
  for (const seal of seals) {
    if (seal.number !== expected)
      faults.push({
        seal: expected,
        what: 'seal_missing',
        detail: `seal ${expected} is missing before seal ${seal.number}`,
      });
    expected = seal.number + 1;
    if (!seal.previous.equals(previous))
      faults.push({ seal: seal.number, what: 'broken_link', detail: 'does not continue the seal before' });
    previous = seal.head;
    const checked = await checkRows(system, seal, frontier);
    faults.push(...checked.faults);
    frontier = checked.frontier;
    entries += checked.rows;
    rootAt.set(frontier.size, Buffer.from(rootOfFrontier(frontier)));
    faults.push(...checkHead(seal, frontier, publicKey));
    // One fault does not spread over the rest: go on from what was signed.
    if (frontier.size !== seal.tree_size) break;
  }
  faults.push(...checkWitnesses(witnesses, publicKey, rootAt, expected - 1));
  return { seals: seals.length, entries, faults };
}

async function checkRows(
  system: pg.Pool,
  seal: SealRow,
  before: Frontier,
): Promise<{ frontier: Frontier; rows: number; faults: Fault[] }> {
  const faults: Fault[] = [];
  let frontier = before;
  const { rows } = await system.query<{ seq: number; body: string; leaf: Buffer; indexed: string[] }>(
    'select seq, body, leaf, indexed from audit.read_entries($1, $2::xid8, $3::xid8)',
    [seal.epoch, seal.from_xid, seal.below_xid],
  );
  for (const row of rows) {
    const leaf = leafHash(Buffer.from(row.body, 'utf8'));
    if (!row.leaf.equals(leaf))
      faults.push({ seal: seal.number, what: 'row_changed', detail: `row ${row.seq} is not what was written` });
    frontier = withLeaf(frontier, leaf);
    const persons = personsIn(row.body);
    if (persons.join() !== row.indexed.join())
      faults.push({
        seal: seal.number,
        what: 'person_index',
        detail: `row ${row.seq} is not listed under the right persons`,
      });
  }
  if (rows.length !== seal.entries)
    faults.push({
      seal: seal.number,
      what: 'rows_missing_or_added',
      detail: `${rows.length} rows where ${seal.entries} were sealed`,
    });
  return { frontier, rows: rows.length, faults };
}

function personsIn(body: string): string[] {
  try {
    const { persons } = JSON.parse(body) as { persons?: string[] };
    return [...new Set(persons ?? [])].sort();
  } catch {
    return ['unreadable'];
  }
}

function checkHead(seal: SealRow, frontier: Frontier, publicKey: KeyObject): Fault[] {
  const root = Buffer.from(rootOfFrontier(frontier));
  const faults: Fault[] = [];
  const verdict = verifyCheckpoint(seal.checkpoint, { name: logOrigin, publicKey });
  if (!verdict.ok) return [{ seal: seal.number, what: 'wrong_signature', detail: verdict.reason }];
  const signed = verdict.checkpoint;
  const lines = sealLines(seal.number, seal.previous, seal.epoch, seal.from_xid, seal.below_xid);
  const sameLines = (signed.extensions ?? []).join('\n') === lines.join('\n');
  if (signed.size !== frontier.size || !Buffer.from(signed.root).equals(root))
    faults.push({ seal: seal.number, what: 'wrong_root', detail: 'the rows do not give the signed root' });
  if (!sameLines || !createHash('sha256').update(seal.checkpoint).digest().equals(seal.head))
    faults.push({ seal: seal.number, what: 'broken_link', detail: 'the seal does not say what was signed' });
  return faults;
}

function checkWitnesses(
  witnesses: readonly WitnessHead[],
  publicKey: KeyObject,
  rootAt: ReadonlyMap<number, Buffer>,
  lastSeal: number,
): Fault[] {
  return witnesses.flatMap(({ witness, checkpoint }): Fault[] => {
    const note = parseNote(checkpoint);
    const head = note && parseCheckpoint(note.text);
    if (!head || !verifyCheckpoint(checkpoint, { name: logOrigin, publicKey }).ok)
      return [{ seal: null, what: 'witness_disagrees', detail: `${witness} holds a head that the log never signed` }];
    const number = Number(/^seal (\d+)$/m.exec(note.text)?.[1] ?? Number.NaN);
    if (number > lastSeal)
      return [{ seal: number, what: 'seal_missing', detail: `${witness} has seen seal ${number}, which is missing` }];
    const ours = rootAt.get(head.size);
    return ours?.equals(Buffer.from(head.root))
      ? []
      : [{ seal: number, what: 'witness_disagrees', detail: `${witness} has seen another root for seal ${number}` }];
  });
}
