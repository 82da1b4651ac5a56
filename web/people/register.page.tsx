import { circleRoles, type CircleRole, peopleRoutes, protections, type Protection } from '../../contract/people.ts';
import { choicesOf, RadioField, SelectField, TextField, TickField } from '../kernel/form/fields.tsx';
import { Form } from '../kernel/form/form.tsx';
import { useText } from '../kernel/text.ts';
import { useFurther } from '../kernel/text/further.ts';
import { tell } from '../kernel/toast.ts';
import { useGo } from '../kernel/ui/link.tsx';
import { Page } from '../kernel/ui/page.tsx';
import { text } from './text.ts';

const secret = ['identity'];

/** Making a person known to one's own unit. The identity number goes in the body, and is kept in no draft. */
export default function RegisterPage() {
  const t = useText(text);
  const further = useFurther();
  const go = useGo();
  return (
    <Page title={t.register.title} lead={t.register.lead} width="read" back={{ to: '/persons', words: t.find.title }}>
      <Form
        id="register"
        secret={secret}
        route={peopleRoutes.register}
        defaults={{
          identity: '',
          givenName: '',
          familyName: '',
          birthDate: '',
          role: '',
          reason: '',
          protection: 'none',
          interpreter: false,
        }}
        input={({ birthDate, role, protection, ...values }) => ({
          body: {
            ...values,
            role: role as CircleRole,
            protection: protection as Protection,
            ...(birthDate ? { birthDate } : {}),
          },
        })}
        submit={t.register.save}
        cancel="/persons"
        onDone={({ personId }) => {
          tell(t.register.saved);
          go(`/persons/${personId}`, { replace: true });
        }}
      >
        <TextField name="identity" label={t.register.identity} hint={t.register.identityHint} short />
        <TextField name="givenName" label={t.register.given} />
        <TextField name="familyName" label={t.register.family} />
        <SelectField name="role" label={t.register.role} options={choicesOf(further.circleRoles, circleRoles)} />
        <TextField name="reason" label={t.register.reason} hint={t.register.reasonHint} />
        <RadioField
          row
          name="protection"
          label={t.register.protection}
          options={choicesOf(t.register.protections, protections)}
        />
        <TickField name="interpreter" label={t.register.interpreter} />
        <TextField name="birthDate" type="date" label={t.register.birth} hint={t.register.birthHint} optional short />
      </Form>
    </Page>
  );
}
