import { useState } from 'react';
import { circleRoles, type CircleRole, peopleRoutes, type PersonOverview } from '../../contract/people.ts';
import { choicesOf, SelectField, TextField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useText } from '../kernel/text.ts';
import { useFurther } from '../kernel/text/further.ts';
import { tell } from '../kernel/toast.ts';
import { Button } from '../kernel/ui/button.tsx';
import { text } from './text.ts';

/** For a unit that knows the person from before: joining the circle again. */
export function Join({ overview }: { readonly overview: PersonOverview }) {
  const t = useText(text);
  const further = useFurther();
  const [open, setOpen] = useState(false);
  const { person } = overview;
  return (
    <div className="note">
      <p>{t.person.readOnly}</p>
      {open ? (
        <Form
          id={`join:${person.id}`}
          route={peopleRoutes.engage}
          defaults={{ role: '', reason: '' }}
          input={({ role, reason }) => ({
            params: { personId: person.id },
            body: { role: role as CircleRole, reason },
          })}
          submit={t.person.join}
          cancel={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            tell(t.person.joined);
          }}
        >
          <SelectField name="role" label={t.person.joinRole} options={choicesOf(further.circleRoles, circleRoles)} />
          <TextField name="reason" label={t.person.joinReason} hint={t.register.reasonHint} />
        </Form>
      ) : (
        <div>
          <Button size="small" onClick={() => setOpen(true)}>
            {t.person.join}
          </Button>
        </div>
      )}
    </div>
  );
}
