import { z } from 'zod';

/**
 * An instant as it is sent: ISO 8601 with `Z` or an offset. The year 0000 and an offset beyond 15:59 are ISO 8601, but nothing that
 * PostgreSQL reads; the last year is left out since an offset can carry it into a year of five digits.
 * Like all schemas it stands in this folder itself, where the pages leave them behind (web/lean-contract.ts).
 */
export const InstantText = z.iso
  .datetime({ offset: true })
  .regex(/^(?!0000|9999)/u)
  .regex(/(?:Z|[+-](?:0\d|1[0-5]):\d\d)$/u);
