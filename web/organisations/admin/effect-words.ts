import type { Effect, Register } from '../../../contract/administration.ts';
import { writeEnd, writeStart } from '../../../contract/kernel/last-day.ts';
import type { SameWords } from '../../kernel/text.ts';
import type { text } from './text.ts';

type Words = (typeof text)['sv'] extends SameWords<infer T> ? SameWords<T> : never;
export interface Said {
  readonly words: string;
  /** What hurts somebody, and what helps. */
  readonly tone: 'late' | 'near' | 'kept' | 'plain';
}

/** The moments at which as many people lose (or gain) everyone, said together. */
function reachWords(effects: readonly Effect[], key: 'lost' | 'gained', t: Words): string[] {
  const reach = effects.filter((effect) => effect.kind === 'reach').filter((effect) => effect[key] > 0);
  return [...Map.groupBy(reach, (effect) => effect[key])].map(([people, at]) =>
    t.effect[key](
      people,
      inWords(
        at.map(({ moment }) => t.when[moment]),
        t.and,
      ),
    ),
  );
}
const inWords = (words: readonly string[], and: string): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`;

/** The effects as sentences, in the order in which they came. */
export function effectWords(
  effects: readonly Effect[],
  register: Pick<Register, 'units' | 'agreements'>,
  t: Words,
): Said[] {
  const unit = (id: string): string => register.units.find((one) => one.id === id)?.name ?? '';
  const reach: Said[] = [
    ...reachWords(effects, 'lost', t).map((words) => ({ words, tone: 'late' as const })),
    ...reachWords(effects, 'gained', t).map((words) => ({ words, tone: 'kept' as const })),
  ];
  const others = effects.flatMap((effect): Said[] => {
    switch (effect.kind) {
      case 'reach':
        return [];
      case 'closing':
        return [
          { words: t.effect.closing(unit(effect.unitId), writeEnd(Date.parse(effect.at))), tone: 'near' },
          ...leftWords(effect, t),
          { words: t.effect.around(effect.persons, effect.staff), tone: 'plain' },
        ];
      case 'contacts':
        return [
          {
            words: (t.effect.contact[effect.contact as 'care_contact'] ?? t.effect.contact.care_contact)(
              effect.persons,
            ),
            tone: 'late',
          },
        ];
      case 'signed_in':
        return [{ words: t.effect.signedIn(effect.staff), tone: 'near' }];
      case 'no_head':
        return [{ words: t.effect.noHead(unit(effect.unitId), writeStart(Date.parse(effect.at))), tone: 'late' }];
      case 'meeting_hours': {
        const name = register.agreements.find(({ id }) => id === effect.agreementId)?.name ?? '';
        return [
          { words: t.effect.meetingHours(name, effect.units), tone: 'plain' },
          ...(effect.was === effect.becomes
            ? []
            : [{ words: t.effect.perWeek(effect.was, effect.becomes), tone: 'plain' as const }]),
        ];
      }
      case 'clocks': {
        const what = t.termKeys[effect.key];
        const said: Said[] = [];
        if (effect.changed > 0) said.push({ words: t.effect.clocks(what, effect.changed, effect.from), tone: 'near' });
        if (effect.kept > 0) said.push({ words: t.effect.kept(what, effect.kept, effect.from), tone: 'plain' });
        return said.length > 0 ? said : [{ words: t.effect.fresh(what, effect.from), tone: 'plain' }];
      }
      default:
        return effect satisfies never;
    }
  });
  return [...reach, ...others];
}

function leftWords({ needs, asked, promised }: Extract<Effect, { kind: 'closing' }>, t: Words): Said[] {
  if (needs + asked + promised === 0) return [{ words: t.effect.nothingLeft, tone: 'plain' }];
  return [
    ...(needs > 0 ? [{ words: t.effect.needs(needs), tone: 'late' as const }] : []),
    ...(asked > 0 ? [{ words: t.effect.asked(asked), tone: 'late' as const }] : []),
    ...(promised > 0 ? [{ words: t.effect.promised(promised), tone: 'late' as const }] : []),
  ];
}
