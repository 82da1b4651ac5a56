/** The longest line that a receiver sees in its list. */
const most = 300;

/**
 * What is told, as the line in the receiver's list and the whole: nothing that was written is lost, however long.
 *
 * @param lead what it is, in a few words; may stand alone
 */
export function signalWords(lead: string, told: string): { readonly what: string; readonly detail: string } {
  const words = told.trim().replaceAll(/\s+/g, ' ');
  const whole = words === '' ? lead : `${lead}: ${words}`;
  if (whole.length <= most) return { what: whole, detail: told.includes('\n') ? told.trim() : '' };
  const cut = whole.slice(0, most - 2);
  const at = cut.lastIndexOf(' ');
  return { what: `${cut.slice(0, at > most / 2 ? at : cut.length)} …`, detail: told.trim() };
}
