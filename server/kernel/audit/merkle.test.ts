import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  EMPTY_FRONTIER,
  type Hash,
  consistencyProof,
  inclusionProof,
  leafHash,
  merkleRoot,
  nodeHash,
  rootOfFrontier,
  verifyConsistency,
  verifyInclusion,
  withLeaf,
} from './merkle.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
/** Leaves and roots of the reference tests of Certificate Transparency (RFC 6962). */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const reference = LEAVES.map((data) => leafHash(Buffer.from(data, 'hex')));
const leavesOf = (n: number): Hash[] => Array.from({ length: n }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)));
/** RFC 9162 §2.1.1 word for word, as a second opinion on the root. */
const byDefinition = (leaves: readonly Hash[]): Hash => {
  if (leaves.length === 0) return createHash('sha256').digest();
  if (leaves.length === 1) return leaves[0] as Hash;
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return nodeHash(byDefinition(leaves.slice(0, k)), byDefinition(leaves.slice(k)));
};
const tampered = (proof: readonly Hash[], at: number) =>
  proof.map((step, i) =>
    i === at % proof.length ? Uint8Array.from(step, (byte, j) => (j === 3 ? byte ^ 1 : byte)) : step,
  );

describe("the log's tree", () => {
  it('has the roots of the reference tests', () => {
    for (const [size, root] of ROOTS.entries()) assert.equal(hex(merkleRoot(reference.slice(0, size))), root);
    for (let n = 0; n < 70; n += 1) assert.equal(hex(merkleRoot(leavesOf(n))), hex(byDefinition(leavesOf(n))));
  });

  it('grows leaf by leaf to the same root, with few hashes kept', () => {
    let frontier = EMPTY_FRONTIER;
    for (const [i, leaf] of leavesOf(200).entries()) {
      const before = hex(rootOfFrontier(frontier));
      const grown = withLeaf(frontier, leaf);
      assert.equal(hex(rootOfFrontier(frontier)), before);
      frontier = grown;
      assert.equal(hex(rootOfFrontier(frontier)), hex(merkleRoot(leavesOf(i + 1))));
      assert.ok(frontier.peaks.length <= 8);
    }
  });

  it('has the inclusion proof of the reference tests', () => {
    assert.deepEqual(inclusionProof(reference, 0).map(hex), [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
  });

  it('proves every leaf of every small tree, and no other leaf, place or size', () => {
    for (let n = 1; n <= 20; n += 1) {
      const leaves = leavesOf(n);
      const root = merkleRoot(leaves);
      for (let i = 0; i < n; i += 1) {
        const proof = inclusionProof(leaves, i);
        assert.ok(verifyInclusion(leaves[i] as Hash, i, n, proof, root));
        assert.ok(!verifyInclusion(leafHash(Buffer.from('other')), i, n, proof, root));
        for (let j = 0; j < n; j += 1) assert.equal(verifyInclusion(leaves[i] as Hash, j, n, proof, root), i === j);
        assert.ok(!verifyInclusion(leaves[i] as Hash, i, n, [...proof, root], root));
        assert.ok(!verifyInclusion(leaves[i] as Hash, i, n, proof.slice(1), root) || proof.length === 0);
      }
    }
    assert.throws(() => inclusionProof(leavesOf(3), 3), RangeError);
    assert.equal(verifyInclusion(leafHash(Buffer.of()), 0, 0, [], ROOT_OF_NOTHING), false);
  });

  it('proves every beginning of every small tree', () => {
    for (let n = 0; n <= 20; n += 1) {
      for (let m = 0; m <= n; m += 1) {
        const leaves = leavesOf(n);
        const [first, second] = [
          { size: m, root: merkleRoot(leaves.slice(0, m)) },
          { size: n, root: merkleRoot(leaves) },
        ];
        assert.ok(verifyConsistency(first, second, consistencyProof(leaves, m)), `${m} of ${n}`);
      }
    }
    assert.throws(() => consistencyProof(leavesOf(3), 4), RangeError);
  });

  it('catches a changed row, a swapped pair and a cut tail', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 64 }), fc.nat(), fc.nat(), (n, a, b) => {
        const leaves = leavesOf(n);
        const m = 1 + (a % (n - 1));
        const first = { size: m, root: merkleRoot(leaves.slice(0, m)) };
        const changed = leaves.with(b % m, leafHash(Buffer.from('changed')));
        const rewritten = { size: n, root: merkleRoot(changed) };
        assert.ok(!verifyConsistency(first, rewritten, consistencyProof(changed, m)));
        assert.ok(!verifyConsistency({ size: n, root: merkleRoot(leaves) }, first, []), 'a cut tail');
        const [i, j] = [a % n, b % n];
        const swapped = leaves.with(i, leaves[j] as Hash).with(j, leaves[i] as Hash);
        assert.equal(hex(merkleRoot(swapped)) === hex(merkleRoot(leaves)), i === j);
      }),
    );
  });

  it('believes no proof with a bit turned', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 100 }), fc.nat(), fc.nat(), (n, a, at) => {
        const leaves = leavesOf(n);
        const root = merkleRoot(leaves);
        const i = a % n;
        assert.ok(!verifyInclusion(leaves[i] as Hash, i, n, tampered(inclusionProof(leaves, i), at), root));
        const m = 1 + (a % (n - 1));
        const first = { size: m, root: merkleRoot(leaves.slice(0, m)) };
        assert.ok(!verifyConsistency(first, { size: n, root }, tampered(consistencyProof(leaves, m), at)));
        assert.ok(!verifyConsistency(first, { size: n, root }, []));
      }),
    );
  });

  it('keeps leaves and nodes apart', () => {
    const [left, right] = leavesOf(2) as [Hash, Hash];
    assert.notEqual(hex(leafHash(Buffer.concat([left, right]))), hex(nodeHash(left, right)));
  });
});

const ROOT_OF_NOTHING = Buffer.from(ROOTS[0] ?? '', 'hex');
