const own = new Set<string>();

/** A version of a part that was made in this tab, so that it is not told as another's news. */
export function noteOwn(partId: string, version: number | undefined): void {
  if (version !== undefined) own.add(`${partId}:${version}`);
}
export const isOwn = (partId: string, version: number): boolean => own.has(`${partId}:${version}`);
