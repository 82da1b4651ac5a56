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

/** The effects as sentences, in the order in which they came. */
export function effectWords(effects: readonly Effect[], register: Pick<Register, 'units'>, t: Words): Said[] {
  const unit = (id: string): string => register.units.find((one) => one.id === id)?.name ?? '';
  return effects.flatMap((effect): Said[] => {
    switch (effect.kind) {
      case 'reach':
        return [
          ...(effect.lost > 0
            ? [{ words: t.effect.lost(effect.lost, t.when[effect.moment]), tone: 'late' as const }]
            : []),
          ...(effect.gained > 0
            ? [{ words: t.effect.gained(effect.gained, t.when[effect.moment]), tone: 'kept' as const }]
            : []),
        ];
      case 'closing':
        return [
          { words: t.effect.closing(unit(effect.unitId), writeEnd(Date.parse(effect.at))), tone: 'near' },
          {
            words: t.effect.left(effect.needs, effect.asked, effect.promised),
            tone: effect.needs + effect.asked + effect.promised > 0 ? 'late' : 'plain',
          },
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
}
