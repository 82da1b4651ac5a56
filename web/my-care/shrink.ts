/** Makes a picture small enough to keep, in the browser: drawn anew, so that place, time and camera do not come along. */
import { largestPicture } from '../../contract/people.ts';

/** Pixels on the longer side, and how much of the picture's fineness is kept: tried in turn until it is small enough. */
export const tries = [
  { side: 1_280, quality: 0.82 },
  { side: 1_280, quality: 0.65 },
  { side: 1_024, quality: 0.65 },
  { side: 800, quality: 0.6 },
  { side: 640, quality: 0.5 },
] as const;

/** Width and height with the longer side at most `side`, whole and at least one. */
export function fitted(
  width: number,
  height: number,
  side: number,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The picture as base64 JPEG of at most 200 kB. Undefined when it cannot be read or will not be small enough. */
export async function shrink(file: Blob): Promise<string | undefined> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined);
  if (!bitmap) return undefined;
  try {
    for (const { side, quality } of tries) {
      const { width, height } = fitted(bitmap.width, bitmap.height, side);
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width, height });
      const drawing = canvas.getContext('2d');
      if (!drawing) return undefined;
      // What is see-through becomes paper, not black.
      drawing.fillStyle = '#fff';
      drawing.fillRect(0, 0, width, height);
      drawing.drawImage(bitmap, 0, 0, width, height);
      const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
      if (small && small.size <= largestPicture) return await base64(small);
    }
    return undefined;
  } finally {
    bitmap.close();
  }
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}
