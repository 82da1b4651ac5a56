import { useMemo } from 'react';
import type { Register } from '../../../contract/administration.ts';
import { useLanguage } from '../../kernel/language.ts';
import { currentInstant } from '../../kernel/now.ts';
import { useCommon, useText } from '../../kernel/text.ts';
import { useFurther } from '../../kernel/text/further.ts';
import type { Ground } from './columns.ts';
import { text } from './text.ts';

/** What the columns of every table stand on; the same object until the register or the language changes. */
export function useGround(register: Register): Ground {
  const t = useText(text);
  const common = useCommon();
  const { lengths } = useFurther();
  const language = useLanguage();
  return useMemo(() => {
    const names = new Map(register.units.map(({ id, name }) => [id, name]));
    return {
      t,
      common,
      lengths,
      language,
      now: currentInstant,
      unitName: (id) => names.get(id) ?? '',
      mayMoveUnits: register.role === 'administrator',
    };
  }, [t, common, lengths, language, register]);
}
