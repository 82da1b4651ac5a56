const clock = String.raw`(\d{1,2})(?:[.:](\d{2}))?`;
const spans = new RegExp(`^${clock}\\s*(?:[-–—]|till|to)\\s*${clock}$`, 'iu');

/** `13–15.30`, `13.00-15:30`, `9 till 12`: from and to as `HH:MM`; undefined when it cannot be read. */
export function readSpan(text: string): { readonly from: string; readonly to: string } | undefined {
  const said = spans.exec(text.trim());
  if (!said) return undefined;
  const [, h1, m1 = '00', h2, m2 = '00'] = said;
  if (Number(h1) > 23 || Number(h2) > 23 || Number(m1) > 59 || Number(m2) > 59) return undefined;
  const two = (hour: string | undefined): string => (hour ?? '').padStart(2, '0');
  return { from: `${two(h1)}:${m1}`, to: `${two(h2)}:${m2}` };
}

/** As it is shown and typed: `13.00–15.30`. */
export const writeSpan = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  `${from}–${to}`.replaceAll(':', '.');
