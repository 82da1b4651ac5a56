/** Each version of the program has files of other names: one that is gone means that the server has a newer version than the open page. */
const gone = /dynamically imported module|importing a module script failed|unable to preload css/iu;

export const isNewVersion = (error: unknown): error is Error => error instanceof Error && gone.test(error.message);

/**
 * Reads the window anew, once for each file: one that is missing in the new version too is not asked for for ever. What was typed is kept
 * by the session's storage; where the browser refuses that, the reader chooses when.
 */
export function readAnewOnce({ message }: Error): void {
  const name = `anew:${message}`;
  try {
    if (sessionStorage.getItem(name) !== null) return;
    sessionStorage.setItem(name, '1');
  } catch {
    return;
  }
  location.reload();
}
