import type { PersonOverview } from '../../contract/people.ts';
import { useUnits } from '../kernel/directory.ts';
import { useNow } from '../kernel/now.ts';
import { useCommon, useText } from '../kernel/text.ts';
import { useFurther } from '../kernel/text/further.ts';
import { CirclePicture } from '../kernel/ui/circle-picture.tsx';
import { kindOf } from '../kernel/ui/tag.tsx';
import { seatsOf } from './circle-seats.ts';
import { Section } from './section.tsx';
import { text } from './text.ts';

/** Who carries what, at a glance; the same as a list stands under "Vilka är med". */
export function Carries({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const common = useCommon();
  const further = useFurther();
  const units = useUnits();
  const now = useNow();
  const roles: Readonly<Record<string, string>> = further.circleRoles;
  const seats = seatsOf(overview, now, {
    unit: (id) => {
      const unit = units(id);
      return unit
        ? { tag: unit.tag, name: unit.name, pattern: kindOf(unit) }
        : { tag: '…', name: common.unit.unknown, pattern: 'joint' };
    },
    role: (role) => roles[role] ?? role,
    relation: (relation) => common.relations[relation],
    gap: (kind) => further.gaps[kind],
  });
  return (
    <Section id="carries" title={t.sections.carries}>
      <CirclePicture title={t.sections.carries} person={overview.person.givenName} seats={seats} />
    </Section>
  );
}
