/** The rows of a list as they stand on the page: links that name what they open in `data-row`, one in each list item. */
export const rowsIn = (place: HTMLElement | null): HTMLElement[] => [
  ...(place?.querySelectorAll<HTMLElement>('[data-row]') ?? []),
];

/** The row that the focus is in: on its link, its box or its button. */
export const rowInFocus = (): HTMLElement | null =>
  document.activeElement?.closest('li')?.querySelector<HTMLElement>('[data-row]') ?? null;

/** The row beside, found without looking through all: a list may hold hundreds, and a key is answered at once. */
function beside(row: HTMLElement, by: 1 | -1): HTMLElement | null {
  const item = row.closest('li');
  const next = by === 1 ? item?.nextElementSibling : item?.previousElementSibling;
  return next?.querySelector<HTMLElement>('[data-row]') ?? null;
}

/**
 * Moves the focus one row on or back, from the row in focus or else the one that is open. Nothing is drawn anew by moving.
 *
 * @param open what the open row's `data-row` says; null when none is open
 */
export function stepAmongRows(place: HTMLElement | null, by: 1 | -1, open: string | null): void {
  const focused = rowInFocus();
  const here = focused && place?.contains(focused) ? focused : null;
  let next = here && beside(here, by);
  if (!next) {
    const rows = rowsIn(place);
    const at = rows.findIndex((row) => (here ? row === here : row.dataset['row'] === open));
    next = rows[at === -1 ? (by === 1 ? 0 : rows.length - 1) : at + by] ?? null;
  }
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest' });
}
