import { sql } from 'kysely';
import type { Picture } from '../../contract/people.ts';
import type { Work } from '../kernel/db/transaction.ts';
import { isoNow } from './people.store.ts';
import type { ReadPicture } from './picture.rules.ts';

/** The one that is shown, as the caller may see it; null when there is none. */
export async function shownPicture(work: Work, personId: string): Promise<Picture | null> {
  const { rows } = await sql<Picture>`select id, type, width, height, alt, encode(content, 'base64') as data, version,
      to_char(added_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "addedAt"
    from people.voice_picture where person_id = ${personId} and removed_at is null`.execute(work.tx);
  const [row] = rows;
  return row ? { ...row, data: row.data.replaceAll('\n', '') } : null;
}

export interface NewPicture extends ReadPicture {
  readonly id: string;
  readonly personId: string;
  readonly content: Buffer;
  readonly alt: string;
  readonly recordedBy: string;
  readonly authorUnitId: string;
}

export async function addPicture(work: Work, row: NewPicture): Promise<void> {
  await sql`insert into people.voice_picture (id, person_id, type, content, width, height, alt, added_at, recorded_by, author_unit_id)
    values (${row.id}, ${row.personId}, ${row.type}, ${row.content}, ${row.width}, ${row.height}, ${row.alt}, ${isoNow(work)}::timestamptz,
      ${row.recordedBy}, ${row.authorUnitId})`.execute(work.tx);
}

/** Takes the place of the one shown: it is shown no longer, and kept. */
export async function endShown(work: Work, personId: string): Promise<void> {
  await sql`update people.voice_picture set removed_at = ${isoNow(work)}::timestamptz, version = version + 1
    where person_id = ${personId} and removed_at is null`.execute(work.tx);
}

/** Shown no longer, and with `erase` also gone. Undefined when it does not stand at the version. */
export async function endPicture(
  work: Work,
  personId: string,
  id: string,
  seen: number,
  erase: boolean,
): Promise<number | undefined> {
  const now = isoNow(work);
  const { rows } = await sql<{ version: number }>`update people.voice_picture
    set removed_at = coalesce(removed_at, ${now}::timestamptz), content = case when ${erase} then null else content end,
      erased_at = case when ${erase} then coalesce(erased_at, ${now}::timestamptz) else erased_at end, version = version + 1
    where person_id = ${personId} and id = ${id} and version = ${seen} and removed_at is null returning version`.execute(
    work.tx,
  );
  return rows[0]?.version;
}

/** Every picture that is still kept, erased. */
export async function eraseRemoved(work: Work, personId: string): Promise<void> {
  await sql`update people.voice_picture set content = null, erased_at = ${isoNow(work)}::timestamptz, version = version + 1
    where person_id = ${personId} and removed_at is not null and erased_at is null`.execute(work.tx);
}
