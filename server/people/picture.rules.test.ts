import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { segment, tinyJpeg } from './picture.fixture.ts';
import { readPicture } from './picture.rules.ts';

const chunk = (name: string, data: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(name, 'latin1'), length, data, Buffer.alloc(data.length % 2)]);
};
const webp = (...chunks: Buffer[]): Buffer => {
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks]);
  return Buffer.concat([chunk('RIFF', body)]);
};
const size = (width: number, height: number): Buffer => {
  const data = Buffer.alloc(10);
  data.writeUIntLE(width - 1, 4, 3);
  data.writeUIntLE(height - 1, 7, 3);
  return chunk('VP8X', data);
};

describe('a picture that is kept', () => {
  it('is told by its own bytes', () => {
    assert.deepEqual(readPicture(tinyJpeg), { type: 'image/jpeg', width: 2, height: 1 });
    assert.deepEqual(readPicture(webp(size(640, 480), chunk('VP8 ', Buffer.alloc(20)))), {
      type: 'image/webp',
      width: 640,
      height: 480,
    });
  });
  it('carries nothing but itself: no place, no time', () => {
    const exif = segment(0xe1, Buffer.from('Exif\0\0MM', 'latin1'));
    const withExif = Buffer.concat([tinyJpeg.subarray(0, 2), exif, tinyJpeg.subarray(2)]);
    assert.equal(readPicture(withExif), 'picture_tells_more');
    assert.equal(readPicture(webp(size(4, 4), chunk('EXIF', Buffer.alloc(8)))), 'picture_tells_more');
  });
  it('is no page, no drawing and no other file, whatever it is called', () => {
    for (const text of [
      '<!doctype html><script>alert(1)</script>'.padEnd(200),
      '<svg xmlns="…">'.padEnd(200),
      'GIF89a'.padEnd(200),
    ])
      assert.equal(readPicture(Buffer.from(text)), 'picture_unreadable');
    const hidden = Buffer.concat([tinyJpeg.subarray(0, 4), Buffer.from('<script>'.padEnd(200))]);
    assert.equal(readPicture(hidden), 'picture_unreadable');
  });
  it('is small', () => {
    assert.equal(readPicture(Buffer.concat([tinyJpeg, Buffer.alloc(200_000)])), 'picture_large');
    assert.equal(readPicture(webp(size(9000, 10), chunk('VP8 ', Buffer.alloc(20)))), 'picture_large');
  });
  it('is never read past its end, whatever is sent', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom('jpeg', 'webp', ''), (bytes, as) => {
        const head =
          as === 'jpeg' ? tinyJpeg.subarray(0, 20) : as === 'webp' ? Buffer.from('RIFF....WEBP') : Buffer.alloc(0);
        readPicture(Buffer.concat([head, bytes]));
      }),
    );
  });
});
