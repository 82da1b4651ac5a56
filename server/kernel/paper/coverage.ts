/**
 * The characters that a TrueType font has a picture of, from its table `cmap` (OpenType 1.9, formats 4 and 12; the Unicode ones).
 *
 * @throws RangeError when the file is not such a font
 */
export function charactersOf(font: Buffer): Set<number> {
  const tables = font.readUInt16BE(4);
  for (let at = 12; at < 12 + tables * 16; at += 16)
    if (font.toString('latin1', at, at + 4) === 'cmap') return inCmap(font.subarray(font.readUInt32BE(at + 8)));
  throw new RangeError('a font without the table cmap');
}

function inCmap(cmap: Buffer): Set<number> {
  const found = new Set<number>();
  for (let n = 0; n < cmap.readUInt16BE(2); n++) {
    const part = cmap.subarray(cmap.readUInt32BE(4 + n * 8 + 4));
    const format = part.readUInt16BE(0);
    for (const [first, last, has] of format === 12 ? groups(part) : format === 4 ? segments(part) : [])
      for (let code = first; code <= last; code++) if (has(code)) found.add(code);
  }
  return found;
}

type Range = readonly [number, number, (code: number) => boolean];

function groups(part: Buffer): Range[] {
  return Array.from({ length: part.readUInt32BE(12) }, (_, n): Range => {
    const at = 16 + n * 12;
    const [first, last, glyph] = [part.readUInt32BE(at), part.readUInt32BE(at + 4), part.readUInt32BE(at + 8)];
    return [first, last, (code) => glyph + code - first !== 0];
  });
}

function segments(part: Buffer): Range[] {
  const count = part.readUInt16BE(6) / 2;
  return Array.from({ length: count }, (_, n): Range => {
    const [last, first] = [part.readUInt16BE(14 + n * 2), part.readUInt16BE(16 + count * 2 + n * 2)];
    const delta = part.readUInt16BE(16 + count * 4 + n * 2);
    const where = 16 + count * 6 + n * 2;
    const offset = part.readUInt16BE(where);
    if (first === 0xffff) return [1, 0, () => false];
    return [
      first,
      last,
      (code) => (offset === 0 ? (code + delta) & 0xffff : part.readUInt16BE(where + offset + (code - first) * 2)) !== 0,
    ];
  });
}
