/** What a picture must be to be kept: read from its own bytes, whatever it was said to be. No I/O. */
import { largestPicture, type PictureType, widestPicture } from '../../contract/people.ts';

export interface ReadPicture {
  readonly type: PictureType;
  /** pixels */
  readonly width: number;
  readonly height: number;
}
export type PictureFault = 'picture_unreadable' | 'picture_large' | 'picture_tells_more';

type Outcome = ReadPicture | PictureFault;

/**
 * Reads what the bytes are. Pictures that carry more than a picture (Exif, XMP: place, time, camera) are refused, so that they are stripped
 * before they leave the person's device.
 */
export function readPicture(bytes: Buffer): Outcome {
  if (bytes.length > largestPicture) return 'picture_large';
  const read = bytes.subarray(0, 2).equals(Buffer.from([0xff, 0xd8])) ? readJpeg(bytes) : readWebp(bytes);
  if (typeof read === 'string') return read;
  if (read.width < 1 || read.height < 1) return 'picture_unreadable';
  return Math.max(read.width, read.height) > widestPicture ? 'picture_large' : read;
}

/** ITU-T T.81 annex B: markers with lengths until the frame header, which tells the size. APP1 is Exif or XMP, APP13 is Photoshop's. */
function readJpeg(bytes: Buffer): Outcome {
  let size: ReadPicture | undefined;
  if (!bytes.subarray(-2).equals(Buffer.from([0xff, 0xd9]))) return 'picture_unreadable';
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return 'picture_unreadable';
    const marker = bytes[at + 1] ?? 0;
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return 'picture_unreadable';
    if (marker === 0xe1 || marker === 0xed || marker === 0xfe) return 'picture_tells_more';
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame && length >= 8)
      size = { type: 'image/jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    // The scan begins: what follows is the picture itself.
    if (marker === 0xda) return size ?? 'picture_unreadable';
    at += 2 + length;
  }
  return 'picture_unreadable';
}

/** RFC 9649: RIFF chunks; the size stands in VP8, VP8L or VP8X. */
function readWebp(bytes: Buffer): Outcome {
  const name = (at: number): string => bytes.toString('latin1', at, at + 4);
  if (bytes.length < 30 || name(0) !== 'RIFF' || name(8) !== 'WEBP') return 'picture_unreadable';
  if (bytes.readUInt32LE(4) + 8 !== bytes.length) return 'picture_unreadable';
  let size: ReadPicture | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const chunk = name(at);
    const length = bytes.readUInt32LE(at + 4);
    const start = at + 8;
    if (start + length > bytes.length) return 'picture_unreadable';
    if (chunk === 'EXIF' || chunk === 'XMP ') return 'picture_tells_more';
    if (chunk === 'ANIM') return 'picture_unreadable';
    size ??= webpSize(chunk, bytes.subarray(start, start + length));
    at = start + length + (length % 2);
  }
  return size ?? 'picture_unreadable';
}

function webpSize(chunk: string, data: Buffer): ReadPicture | undefined {
  const type = 'image/webp';
  if (chunk === 'VP8X' && data.length >= 10)
    return { type, width: data.readUIntLE(4, 3) + 1, height: data.readUIntLE(7, 3) + 1 };
  if (chunk === 'VP8 ' && data.length >= 10)
    return { type, width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
  if (chunk === 'VP8L' && data.length >= 5 && data[0] === 0x2f) {
    const bits = data.readUInt32LE(1);
    return { type, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return undefined;
}
