import type { AnswerOf, QueryOf } from '../../../contract/kernel/route.ts';
import type { planRoutes } from '../../../contract/plans.ts';
import { dateInStockholm } from '../../../contract/kernel/time.ts';
import type { Work } from '../../kernel/db/transaction.ts';
import { htmlOf } from '../../kernel/paper/html.ts';
import { pdfOf } from '../../kernel/paper/typeset.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { reading, type Asked } from '../frame.commands.ts';
import { meetingsOf, partiesOf } from '../meetings.store.ts';
import { planView } from '../reading.commands.ts';
import { unitNames } from '../view.store.ts';
import { paperOf, type DocumentFacts, type HeldMeeting } from './document.rules.ts';
import { namedPerson } from './document.store.ts';

type Route = (typeof planRoutes)['planDocument'];

/**
 * The plan as a document for the person it is about: the caller reads it as any reader of the plan, the log says that it was taken out, and it
 * is set when the transaction is over.
 *
 * @throws Refusal `not_found` when the plan may not be read, `paper_unavailable` when no PDF could be made
 */
export async function planDocument(asked: Asked, query: QueryOf<Route>): Promise<AnswerOf<Route>> {
  const { type, language } = query;
  const facts = await reading(asked, 'plan.document', { plan: asked.params.planId, type }, (work) =>
    factsOf(work, asked),
  );
  const paper = paperOf(facts, language);
  const name = `plan-${dateInStockholm(facts.now)}.${type}`;
  if (type === 'html') return { name, type: 'text/html', content: htmlOf(paper) };
  return { name, type: 'application/pdf', content: Buffer.from(await pdfOf(paper, facts.now)).toString('base64') };
}

async function factsOf(work: Work, asked: Asked): Promise<DocumentFacts> {
  const { personId, planId } = asked.params;
  const plan = await planView(work, asked);
  const person = await namedPerson(work, personId);
  if (!person) throw new Refusal('not_found');
  return {
    plan,
    person,
    meeting: await lastHeld(work, personId, planId),
    printedBy: await printedBy(work, asked),
    now: work.now,
  };
}

async function lastHeld(work: Work, personId: string, planId: string): Promise<HeldMeeting | null> {
  const held = (await meetingsOf(work, personId, planId)).find(({ state }) => state === 'held');
  if (!held) return null;
  const parties = (await partiesOf(work, personId, [held.id])).filter(({ attended }) => attended === 'present');
  const units = new Map(
    (
      await unitNames(
        work,
        parties.flatMap(({ unitId }) => unitId ?? []),
      )
    ).map(({ id, name }) => [id, name]),
  );
  return {
    startsAt: held.startsAt,
    form: held.form,
    there: parties.map(({ kind, unitId, name, answer, representative }) => ({
      kind: kind === 'person' ? ('person' as const) : ('other' as const),
      name: units.get(unitId ?? '') ?? name,
      sent: answer === 'sends_other' ? representative : '',
    })),
  };
}

async function printedBy(work: Work, { caller }: Asked): Promise<string> {
  if (caller.kind !== 'staff') return caller.name;
  const [unit] = await unitNames(work, [caller.unitId]);
  return unit ? `${caller.name}, ${unit.name}` : caller.name;
}
