import type { AnswerOf, BodyOf } from '../../contract/kernel/route.ts';
import type { peopleRoutes } from '../../contract/people.ts';
import { asCaller, type Ground, type Request } from '../kernel/db/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import { about, atField, authorOf, recordedBy, type Acting, type Made } from './acting.commands.ts';
import { readPicture } from './picture.rules.ts';
import { addPicture, endPicture, endShown, eraseRemoved, shownPicture } from './picture.store.ts';

type Routes = typeof peopleRoutes;

/** The picture of what matters that is shown now. @throws Refusal `not_found` when the caller may not know the person */
export async function picture(
  ground: Ground,
  request: Request,
  personId: string,
): Promise<AnswerOf<Routes['picture']>> {
  const answer = await asCaller(ground, request, async (work) =>
    (await work.open('picture.read', [personId], 'person')).length === 0
      ? null
      : { picture: await shownPicture(work, personId) },
  );
  if (!answer) throw new Refusal('not_found');
  return answer;
}

/**
 * The person adds a picture, in place of the one shown.
 *
 * @throws InvalidInput at `data` when the bytes are no picture of an allowed kind and size, or carry more than the picture
 */
export async function addVoicePicture(
  acting: Acting,
  personId: string,
  body: BodyOf<Routes['addPicture']>,
): Promise<Made> {
  const content = Buffer.from(body.data, 'base64');
  const read = readPicture(content);
  if (typeof read === 'string') throw atField('data', read);
  return about(acting, 'picture.add', personId, async (work) => {
    const id = acting.ground.newId();
    await endShown(work, personId);
    await addPicture(work, {
      ...read,
      id,
      personId,
      content,
      alt: body.alt,
      recordedBy: recordedBy(acting),
      authorUnitId: authorOf(acting),
    });
    return { id, version: 1 };
  });
}

/** The person takes it away; with `erase` it and all that were shown before are gone for good, and only that they were there remains. */
export async function removePicture(
  acting: Acting,
  personId: string,
  pictureId: string,
  body: BodyOf<Routes['removePicture']>,
): Promise<Made> {
  return about(acting, body.erase ? 'picture.erase' : 'picture.remove', personId, async (work) => {
    const version = await endPicture(work, personId, pictureId, body.version, body.erase);
    if (version === undefined) {
      const shown = await shownPicture(work, personId);
      throw new Refusal(shown?.id === pictureId ? 'stale' : 'not_found');
    }
    if (body.erase) await eraseRemoved(work, personId);
    return { id: pictureId, version };
  });
}
