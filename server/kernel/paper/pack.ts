import { deflateSync } from 'node:zlib';

/** Objects in one object stream: a reader unpacks a whole one to find one object. */
const inOneStream = 200;

/**
 * The same PDF with its small objects packed into compressed object streams (ISO 32000-1, 7.5.7 and 7.5.8). What makes a PDF readable aloud is
 * many hundred small objects, which Typst writes as plain text: a plan becomes half as large. Streams and the trailer's entries are kept.
 *
 * @param pdf with one classic cross-reference table, as Typst writes it
 * @throws RangeError when it is not built so
 */
export function packed(pdf: Buffer): Buffer {
  const text = pdf.toString('latin1');
  const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/u.exec(text)?.[1] ?? Number.NaN);
  const read = /^xref\s+0 (\d+)\s+((?:\d{10} \d{5} [nf]\s*)+)trailer\s*<<([\s\S]*?)>>\s*startxref/u.exec(
    text.slice(table),
  );
  if (!read) throw new RangeError('not a PDF with one classic table');
  const [, size = '', entries = '', trailer = ''] = read;
  const objects = [...entries.matchAll(/(\d{10}) \d{5} ([nf])/gu)]
    .flatMap(([, at, kind], id) => (kind === 'n' ? [{ id, at: Number(at) }] : []))
    .toSorted((a, b) => a.at - b.at);
  const out: Buffer[] = [pdf.subarray(0, objects[0]?.at ?? 0)];
  let length = out[0]?.length ?? 0;
  const add = (piece: Buffer): number => {
    const at = length;
    out.push(piece);
    length += piece.length;
    return at;
  };
  // Of each object its type and two numbers: 1, where it stands, 0; or 2, which stream it is in, its place there.
  const places = new Map<number, readonly [number, number, number]>();
  const small: { id: number; body: string }[] = [];
  for (const [n, { id, at }] of objects.entries()) {
    const whole = text.slice(at, objects[n + 1]?.at ?? table).trimEnd();
    if (/endstream\s*endobj$/u.test(whole)) places.set(id, [1, add(Buffer.from(`${whole}\n\n`, 'latin1')), 0]);
    else small.push({ id, body: whole.replace(/^\d+ 0 obj\s*/u, '').replace(/\s*endobj$/u, '') });
  }
  let next = Number(size);
  const stream = (id: number, entry: string, content: Buffer): Buffer => {
    const data = deflateSync(content, { level: 9 });
    return Buffer.concat([
      Buffer.from(`${id} 0 obj\n<< ${entry} /Filter /FlateDecode /Length ${data.length} >>\nstream\n`),
      data,
      Buffer.from('\nendstream\nendobj\n\n'),
    ]);
  };
  for (let first = 0; first < small.length; first += inOneStream) {
    const id = next++;
    const group = small.slice(first, first + inOneStream);
    let offset = 0;
    const head = group.map(({ id: inner, body }, at) => {
      places.set(inner, [2, id, at]);
      const pair = `${inner} ${offset}`;
      offset += body.length + 1;
      return pair;
    });
    const names = `${head.join(' ')}\n`;
    const content = Buffer.from(`${names}${group.map(({ body }) => `${body}\n`).join('')}`, 'latin1');
    places.set(id, [1, add(stream(id, `/Type /ObjStm /N ${group.length} /First ${names.length}`, content)), 0]);
  }
  const own = next++;
  places.set(own, [1, length, 0]);
  const rows = Buffer.alloc(next * 7);
  for (const [id, [type, where, place]] of places) {
    rows.writeUInt8(type, id * 7);
    rows.writeUInt32BE(where, id * 7 + 1);
    rows.writeUInt16BE(place, id * 7 + 5);
  }
  rows.writeUInt16BE(0xffff, 5);
  const kept = trailer.replace(/\/Size \d+/u, '').trim();
  const at = add(stream(own, `/Type /XRef /Size ${next} /W [1 4 2] ${kept}`, rows));
  return Buffer.concat([...out, Buffer.from(`startxref\n${at}\n%%EOF\n`)]);
}
