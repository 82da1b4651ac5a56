/**
 * The log's head as a text that anyone can keep and check: C2SP tlog-checkpoint in a C2SP signed-note with Ed25519, and
 * cosignatures (C2SP tlog-cosignature, `cosignature/v1`) by the organisations that witness it. Made of lines:
 * the log's name, the number of rows, the root in base64, lines of its own; then an empty line and the signatures.
 */
import { type KeyObject, createPublicKey, hash, sign, verify } from 'node:crypto';
import type { Instant } from '../../../contract/kernel/time.ts';

export interface Checkpoint {
  /** The log's name; also the name of its key. */
  readonly origin: string;
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
  readonly extensions?: readonly string[];
}
export interface NoteSigner {
  readonly name: string;
  /** Ed25519. */
  readonly privateKey: KeyObject;
}
export interface NoteVerifier {
  readonly name: string;
  /** Ed25519. */
  readonly publicKey: KeyObject;
}
export interface Note {
  /** What is signed, with its last line end. */
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly keyId: Buffer; readonly signature: Buffer }[];
}
export type CheckpointVerdict =
  | {
      readonly ok: true;
      readonly checkpoint: Checkpoint;
      readonly cosigned: readonly { readonly name: string; readonly at: Instant }[];
    }
  | { readonly ok: false; readonly reason: 'shape' | 'origin' | 'signature' | 'cosignature' };

/** The kind of signature, which is part of a key's id: one by the log, or one by a witness with a time. */
export type SignatureKind = 'log' | 'witness';
const KIND_BYTE = { log: 0x01, witness: 0x04 } as const satisfies Record<SignatureKind, number>;
const NAME = /^[^\s+\p{Cc}]+$/u;
const MAX_SIGNATURES = 100;

/** A checkpoint signed by its log. RangeError when the name, size, root or a line cannot be written. */
export function signCheckpoint(checkpoint: Checkpoint, privateKey: KeyObject): string {
  const text = writeCheckpoint(checkpoint);
  const log = { name: checkpoint.origin, privateKey };
  return `${text}\n${signatureLine(log, 'log', sign(null, Buffer.from(text), privateKey))}`;
}

/**
 * The note with a witness's line added. The witness says that it saw this head at `at` (whole seconds are kept) and that it
 * continues the last one it saw: check that by `verifyConsistency` first. RangeError when it is no signed checkpoint.
 */
export function cosignCheckpoint(note: string, witness: NoteSigner, at: Instant): string {
  const text = parseNote(note)?.text;
  if (text === undefined || !parseCheckpoint(text)) throw new RangeError('not a signed checkpoint');
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(Math.floor(at / 1000)));
  const signature = sign(null, cosignedBytes(text, time), witness.privateKey);
  return note + signatureLine(witness, 'witness', Buffer.concat([time, signature]));
}

/**
 * Whether a signed checkpoint is from the log and what it says; which of the witnesses have signed and when. Lines by others
 * are passed over, as the format asks; a line by a known key that does not hold makes the whole note invalid.
 */
export function verifyCheckpoint(
  note: string,
  log: NoteVerifier,
  witnesses: readonly NoteVerifier[] = [],
): CheckpointVerdict {
  const parsed = parseNote(note);
  const checkpoint = parsed && parseCheckpoint(parsed.text);
  if (!parsed || !checkpoint) return { ok: false, reason: 'shape' };
  if (checkpoint.origin !== log.name) return { ok: false, reason: 'origin' };
  if (!hasValidSignature(parsed, log, 'log')) return { ok: false, reason: 'signature' };
  const cosigned: { name: string; at: Instant }[] = [];
  for (const witness of witnesses) {
    const lines = linesBy(parsed, witness, 'witness');
    if (lines.length === 0) continue;
    if (!hasValidSignature(parsed, witness, 'witness')) return { ok: false, reason: 'cosignature' };
    const times = lines.map(({ signature }) => Number(signature.readBigUInt64BE()) * 1000);
    cosigned.push({ name: witness.name, at: Math.max(...times) });
  }
  return { ok: true, checkpoint, cosigned };
}

/** Whether the note carries a line by this key, and every such line holds. */
export function hasValidSignature(note: Note, key: NoteVerifier, kind: SignatureKind): boolean {
  const lines = linesBy(note, key, kind);
  return (
    lines.length > 0 &&
    lines.every(({ signature }) => {
      if (kind === 'log') return verify(null, Buffer.from(note.text), key.publicKey, signature);
      const time = signature.subarray(0, 8);
      return (
        signature.length === 72 && verify(null, cosignedBytes(note.text, time), key.publicKey, signature.subarray(8))
      );
    })
  );
}

/** Reads a signed note into text and signatures, or undefined when it is none; nothing is verified. */
export function parseNote(note: string): Note | undefined {
  const split = note.lastIndexOf('\n\n');
  if (split <= 0 || !note.endsWith('\n') || /[\p{Cc}\p{Cs}]/u.test(note.replaceAll('\n', ''))) return undefined;
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return undefined;
  const signatures = [];
  for (const line of lines) {
    const [, name = '', base64 = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
    const bytes = fromBase64(base64);
    if (!NAME.test(name) || !bytes || bytes.length < 5) return undefined;
    signatures.push({ name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) });
  }
  return { text: note.slice(0, split + 1), signatures };
}

/** Reads a checkpoint's text (the signed part of the note), or undefined when it is none. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  if (!text.endsWith('\n')) return undefined;
  const [origin = '', decimal = '', base64 = '', ...extensions] = text.slice(0, -1).split('\n');
  const [size, root] = [Number(decimal), fromBase64(base64)];
  if (!NAME.test(origin) || !/^(0|[1-9]\d*)$/u.test(decimal) || !Number.isSafeInteger(size)) return undefined;
  if (root?.length !== 32 || extensions.includes('')) return undefined;
  return { origin, size, root, ...(extensions.length > 0 && { extensions }) };
}

/** A public key as one line to hand out: `name+id+base64`, as other tools for such logs read it. */
export function writeVerifierKey({ name, publicKey }: NoteVerifier, kind: SignatureKind): string {
  const key = Buffer.concat([Uint8Array.of(KIND_BYTE[kind]), rawKey(publicKey)]);
  return `${name}+${keyIdOf(name, publicKey, kind).toString('hex')}+${key.toString('base64')}`;
}

/** Reads such a line, or undefined when it is malformed, of another algorithm, or its id is not that of its key. */
export function readVerifierKey(line: string): (NoteVerifier & { readonly kind: SignatureKind }) | undefined {
  const [, name = '', id = '', base64 = ''] = /^([^+]+)\+([\da-f]{8})\+(\S+)$/u.exec(line) ?? [];
  const bytes = fromBase64(base64);
  const kind = bytes?.[0] === KIND_BYTE.log ? 'log' : bytes?.[0] === KIND_BYTE.witness ? 'witness' : undefined;
  if (!NAME.test(name) || bytes?.length !== 33 || !kind) return undefined;
  const x = bytes.subarray(1).toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return keyIdOf(name, publicKey, kind).toString('hex') === id ? { name, publicKey, kind } : undefined;
}

function writeCheckpoint({ origin, size, root, extensions = [] }: Checkpoint): string {
  const text = `${[origin, size, Buffer.from(root).toString('base64'), ...extensions].join('\n')}\n`;
  const read = parseCheckpoint(text);
  const oneLineEach = read && (read.extensions?.length ?? 0) === extensions.length;
  if (!oneLineEach || /[\p{Cc}\p{Cs}]/u.test(text.replaceAll('\n', '')))
    throw new RangeError('not a checkpoint that can be written');
  return text;
}

function signatureLine({ name, privateKey }: NoteSigner, kind: SignatureKind, signature: Buffer): string {
  if (!NAME.test(name)) throw new RangeError(`not a name of a key: ${name}`);
  const id = keyIdOf(name, createPublicKey(privateKey), kind);
  return `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
}

function linesBy(note: Note, key: NoteVerifier, kind: SignatureKind): Note['signatures'] {
  const id = keyIdOf(key.name, key.publicKey, kind);
  return note.signatures.filter((line) => line.name === key.name && line.keyId.equals(id));
}

function cosignedBytes(text: string, time: Buffer): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${time.readBigUInt64BE()}\n${text}`);
}

/** The first four bytes of SHA-256 over name, line end, kind and key. */
function keyIdOf(name: string, publicKey: KeyObject, kind: SignatureKind): Buffer {
  return hash(
    'sha256',
    Buffer.concat([Buffer.from(`${name}\n`), Uint8Array.of(KIND_BYTE[kind]), rawKey(publicKey)]),
    'buffer',
  ).subarray(0, 4);
}

function rawKey(publicKey: KeyObject): Buffer {
  const { crv, x } = publicKey.export({ format: 'jwk' });
  if (crv !== 'Ed25519' || x === undefined) throw new RangeError('not an Ed25519 key');
  return Buffer.from(x, 'base64url');
}

function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return text !== '' && bytes.toString('base64') === text ? bytes : undefined;
}
