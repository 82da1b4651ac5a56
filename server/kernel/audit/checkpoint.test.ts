import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Checkpoint,
  cosignCheckpoint,
  hasValidSignature,
  parseCheckpoint,
  parseNote,
  readVerifierKey,
  signCheckpoint,
  verifyCheckpoint,
  writeVerifierKey,
} from './checkpoint.ts';
import { leafHash, merkleRoot } from './merkle.ts';

const party = (name: string) => ({ name, ...generateKeyPairSync('ed25519') });
const log = party('logg.mellanrum.example');
const region = party('region.example/w1');
const municipality = party('kommun.example/w1');
const root = merkleRoot([leafHash(Buffer.from('first')), leafHash(Buffer.from('second'))]);
const head: Checkpoint = { origin: log.name, size: 2, root };
const signed = signCheckpoint(head, log.privateKey);
const AT = Date.UTC(2026, 10, 21, 12, 0, 5);

describe("the log's head", () => {
  it('is the lines that the format asks for', () => {
    const lines = signed.split('\n');
    assert.deepEqual(lines.slice(0, 4), [log.name, '2', Buffer.from(root).toString('base64'), '']);
    assert.match(lines[4] ?? '', /^— logg\.mellanrum\.example \S+$/);
    assert.equal(lines[5], '');
    assert.deepEqual(verifyCheckpoint(signed, log), {
      ok: true,
      checkpoint: { ...head, root: Buffer.from(root) },
      cosigned: [],
    });
  });

  it('is countersigned by witnesses, each with its time', () => {
    const twice = cosignCheckpoint(cosignCheckpoint(signed, region, AT), municipality, AT + 2500);
    const verdict = verifyCheckpoint(twice, log, [region, municipality, party('nobody.example')]);
    assert.ok(verdict.ok);
    assert.deepEqual(verdict.cosigned, [
      { name: region.name, at: AT },
      { name: municipality.name, at: AT + 2000 },
    ]);
    assert.ok(twice.startsWith(signed), 'earlier lines stay as they were');
    assert.deepEqual(verifyCheckpoint(twice, log, []).ok, true, 'lines by others are passed over');
  });

  it('is refused with another origin, key or shape', () => {
    const reason = (note: string, key = log) => {
      const verdict = verifyCheckpoint(note, key, [region]);
      return verdict.ok ? 'ok' : verdict.reason;
    };
    assert.equal(reason(signed, party(log.name)), 'signature');
    assert.equal(reason(signed, party('other.example')), 'origin');
    assert.equal(reason(signed.replace('\n2\n', '\n3\n')), 'signature');
    for (const note of [
      '',
      '\n\n',
      signed.slice(0, -1),
      signed.replace('\n2\n', '\n02\n'),
      signed.replace('— ', '- '),
      `${signed}\n`,
    ]) {
      assert.equal(reason(note), 'shape', JSON.stringify(note));
    }
    const cosigned = cosignCheckpoint(signed, region, AT);
    const longer = signCheckpoint({ ...head, size: 3 }, log.privateKey);
    const stolen = longer + (cosigned.split('\n').at(-2) ?? '') + '\n';
    assert.equal(reason(stolen), 'cosignature', "a witness's line cannot be moved to another head");
  });

  it('holds lines of its own, and nothing that breaks its lines', () => {
    const own = { ...head, extensions: ['epoch 2'] };
    const verdict = verifyCheckpoint(signCheckpoint(own, log.privateKey), log);
    assert.ok(verdict.ok);
    assert.deepEqual(verdict.checkpoint.extensions, ['epoch 2']);
    const bad: Checkpoint[] = [
      { ...head, extensions: [''] },
      { ...head, extensions: ['a\nb'] },
      { ...head, extensions: ['a\tb'] },
      { ...head, origin: 'two words' },
      { ...head, origin: 'a+b' },
      { ...head, size: -1 },
      { ...head, size: 1.5 },
      { ...head, root: root.subarray(1) },
    ];
    for (const checkpoint of bad) assert.throws(() => signCheckpoint(checkpoint, log.privateKey), RangeError);
    assert.throws(() => cosignCheckpoint('hello\n', region, AT), RangeError);
    assert.throws(() => cosignCheckpoint(signed, { ...region, name: 'two words' }, AT), RangeError);
  });

  it('comes back as it was written, and any changed character is seen', () => {
    const checkpoints = fc.record({
      origin: fc.constant(log.name),
      size: fc.maxSafeNat(),
      root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    });
    fc.assert(
      fc.property(checkpoints, fc.nat(), fc.integer({ min: 33, max: 126 }), (checkpoint, at, code) => {
        const note = cosignCheckpoint(signCheckpoint(checkpoint, log.privateKey), region, AT);
        const verdict = verifyCheckpoint(note, log, [region]);
        assert.ok(verdict.ok && verdict.cosigned.length === 1);
        assert.deepEqual({ ...verdict.checkpoint, root: Uint8Array.from(verdict.checkpoint.root) }, { ...checkpoint });
        const place = at % note.length;
        const changed = note.slice(0, place) + String.fromCharCode(code) + note.slice(place + 1);
        if (changed === note) return;
        const after = verifyCheckpoint(changed, log, [region]);
        // A witness whose name or key id is spoilt is a stranger, whose line is passed over: never a second witness.
        assert.ok(!after.ok || after.cosigned.length === 0);
      }),
      { numRuns: 200 },
    );
  });
});

describe('keys handed out', () => {
  it('come back with name, kind and key', () => {
    for (const kind of ['log', 'witness'] as const) {
      const read = readVerifierKey(writeVerifierKey(region, kind));
      assert.equal(read?.kind, kind);
      assert.ok(read?.publicKey.equals(region.publicKey));
    }
    const line = writeVerifierKey(region, 'log');
    for (const text of ['', line.replace('region', 'regime'), line.slice(0, -4), line.replace('+', ' ')]) {
      assert.equal(readVerifierKey(text), undefined, text);
    }
  });

  it('agree with the published example of signed notes (golang.org/x/mod/sumdb/note)', () => {
    const key = readVerifierKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
    const note = parseNote(
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
        '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
    );
    assert.ok(key && note);
    assert.ok(hasValidSignature(note, key, 'log'));
    assert.ok(!hasValidSignature({ ...note, text: note.text.replace('answer', 'question') }, key, 'log'));
  });

  it('read the example of the cosignature specification (C2SP tlog-cosignature)', () => {
    const note = parseNote(
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
        '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n' +
        '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n',
    );
    assert.equal(parseCheckpoint(note?.text ?? '')?.size, 20_852_163);
    assert.deepEqual(
      note?.signatures.map(({ signature }) => signature.length),
      [64, 72],
    );
    assert.equal(Number(note?.signatures[1]?.signature.readBigUInt64BE()), 1_679_315_147);
  });
});
