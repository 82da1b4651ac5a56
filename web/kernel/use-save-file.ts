import { useState } from 'react';
import type { ApiProblem } from './api.ts';
import { saveFile } from './save-file.ts';
import { asProblem } from './send.ts';
import { tell } from './toast.ts';

/** A file as the server gives it: `content` is base64 for PDF, else the text itself. */
export interface GivenFile {
  readonly name: string;
  readonly type: string;
  readonly content: string;
}

export interface SavingFile {
  /** Fetches the file and hands it to the browser. Does nothing while one is on its way. */
  readonly save: (get: () => Promise<GivenFile>) => Promise<void>;
  readonly busy: boolean;
  readonly problem: ApiProblem | null;
}

/** @param saved what is said when the file has been handed over */
export function useSaveFile(saved: string): SavingFile {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const save = async (get: () => Promise<GivenFile>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const { name, type, content } = await get();
      if (type === 'application/pdf')
        saveFile(
          name,
          type,
          Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)),
        );
      else saveFile(name, `${type};charset=utf-8`, content);
      tell(saved);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return { save, busy, problem };
}
