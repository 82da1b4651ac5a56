/**
 * The log's tree: RFC 9162 §2.1 (as RFC 6962), SHA-256. A leaf is hashed with 0x00 before it and a node with 0x01, so that
 * neither can pass for the other. Trees are given as their leaf hashes in order; sizes may pass 2³².
 */
import { hash } from 'node:crypto';

/** 32 bytes of SHA-256. */
export type Hash = Uint8Array;

/** The roots of a tree's perfect subtrees from left to right: all that is needed to add leaves and to know the root. */
export interface Frontier {
  readonly size: number;
  readonly peaks: readonly Hash[];
}

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of a leaf's bytes. */
export function leafHash(data: Uint8Array): Hash {
  return hash('sha256', Buffer.concat([LEAF, data]), 'buffer');
}

/** The hash of the node over two hashes. */
export function nodeHash(left: Hash, right: Hash): Hash {
  return hash('sha256', Buffer.concat([NODE, left, right]), 'buffer');
}

/** A tree without leaves. */
export const EMPTY_FRONTIER: Frontier = { size: 0, peaks: [] };

/** The frontier with one more leaf; the one given is left as it was. */
export function withLeaf({ size, peaks }: Frontier, leaf: Hash): Frontier {
  const grown = [...peaks];
  let top = leaf;
  // Every trailing one-bit of the size is a perfect subtree that the leaf completes to one twice as large.
  for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) top = nodeHash(grown.pop() as Hash, top);
  grown.push(top);
  return { size: size + 1, peaks: grown };
}

/** The root of a frontier's tree; of an empty tree, the hash of nothing. */
export function rootOfFrontier({ peaks }: Frontier): Hash {
  return peaks.length === 0 ? hash('sha256', '', 'buffer') : peaks.reduceRight((right, left) => nodeHash(left, right));
}

/** The root over leaf hashes (§2.1.1). */
export function merkleRoot(leaves: readonly Hash[]): Hash {
  return rootOfFrontier(leaves.reduce(withLeaf, EMPTY_FRONTIER));
}

/** The hashes that lead from a leaf to the root (§2.1.3.1). RangeError when there is no such leaf. */
export function inclusionProof(leaves: readonly Hash[], index: number): Hash[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length)
    throw new RangeError(`no leaf ${index} of ${leaves.length}`);
  if (leaves.length === 1) return [];
  const k = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return index < k
    ? [...inclusionProof(left, index), merkleRoot(right)]
    : [...inclusionProof(right, index - k), merkleRoot(left)];
}

/** Whether the proof leads from leaf hash `leaf` at `index` to the root of a tree of `size` leaves (§2.1.3.2). */
export function verifyInclusion(leaf: Hash, index: number, size: number, proof: readonly Hash[], root: Hash): boolean {
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  let [fn, sn, found] = [index, size - 1, leaf];
  for (const step of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      found = nodeHash(step, found);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      found = nodeHash(found, step);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && same(found, root);
}

/**
 * The hashes that show that the tree of the first `size` leaves is the beginning of the tree of them all (§2.1.4.1); empty
 * for the empty tree and for the whole. RangeError when there are not so many leaves.
 */
export function consistencyProof(leaves: readonly Hash[], size: number): Hash[] {
  if (!isSize(size) || size > leaves.length) throw new RangeError(`no tree of ${size} in ${leaves.length}`);
  return size === 0 ? [] : subproof(leaves, size, true);
}

/** Whether nothing of the first tree was changed or cut in the second (§2.1.4.2). */
export function verifyConsistency(
  first: { readonly size: number; readonly root: Hash },
  second: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  if (!isSize(first.size) || !isSize(second.size) || first.size > second.size) return false;
  if (first.size === second.size) return proof.length === 0 && same(first.root, second.root);
  if (first.size === 0) return proof.length === 0 && same(first.root, rootOfFrontier(EMPTY_FRONTIER));
  let [fn, sn] = [first.size - 1, second.size - 1];
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  // fn is zero when the first tree is perfect: then its root is where the way begins, and the proof leaves it out.
  const [start, ...steps] = fn === 0 ? [first.root, ...proof] : proof;
  if (start === undefined || proof.length === 0) return false;
  let [old, now] = [start, start];
  for (const step of steps) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [old, now] = [nodeHash(step, old), nodeHash(step, now)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      now = nodeHash(now, step);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && same(old, first.root) && same(now, second.root);
}

function subproof(leaves: readonly Hash[], size: number, known: boolean): Hash[] {
  if (size === leaves.length) return known ? [] : [merkleRoot(leaves)];
  const k = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return size <= k
    ? [...subproof(left, size, known), merkleRoot(right)]
    : [...subproof(right, size - k, false), merkleRoot(left)];
}

/** The largest power of two below `size`, which is 2 or more. */
function splitOf(size: number): number {
  let k = 1;
  while (k * 2 < size) k *= 2;
  return k;
}

const half = (n: number) => Math.floor(n / 2);
const isSize = (n: number) => Number.isSafeInteger(n) && n >= 0;
const same = (a: Hash, b: Hash) => Buffer.compare(a, b) === 0;
