import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fieldMessage } from './kernel/validation.ts';
import { namedContactKinds, professionAsked, whyNotNamed } from './people.ts';

describe('who may be named as a fixed contact', () => {
  it('an omsorg contact is an undersköterska of the home help, and the refusal says so at the field', () => {
    assert.equal(whyNotNamed('omsorg_contact', 'omsorg', 'Undersköterska'), null);
    assert.equal(whyNotNamed('omsorg_contact', 'omsorg', 'Leg. undersköterska, natt'), null);
    for (const title of ['Planerare', 'Vårdbiträde', 'Sjuksköterska', '']) {
      const against = whyNotNamed('omsorg_contact', 'omsorg', title);
      assert.deepEqual(against, { field: 'staffId', code: 'contact_assistant_nurse' }, title);
    }
    const said = fieldMessage('contact_assistant_nurse', 'sv') ?? '';
    assert.match(said, /undersköterska.*25 kap\. 4 § socialtjänstlagen/u);
    assert.deepEqual(whyNotNamed('omsorg_contact', 'health', 'Undersköterska'), {
      field: 'kind',
      code: 'contact_in_home_help',
    });
  });

  it('a care contact and a physician contact are health care’s, and the latter a physician', () => {
    assert.equal(whyNotNamed('care_contact', 'health', 'Kurator'), null);
    assert.equal(whyNotNamed('physician_contact', 'health', 'Hemsjukvårdsläkare'), null);
    assert.equal(whyNotNamed('physician_contact', 'health', 'Sjuksköterska')?.code, 'contact_physician');
    for (const kind of ['care_contact', 'physician_contact'] as const)
      for (const branch of ['omsorg', 'school', 'social_other'])
        assert.deepEqual(whyNotNamed(kind, branch, 'Läkare'), { field: 'kind', code: 'contact_in_health' });
  });

  it('what a unit may name is known before anybody is chosen', () => {
    assert.deepEqual(
      namedContactKinds.filter((kind) => whyNotNamed(kind, 'omsorg') === null),
      ['coordinating_contact', 'omsorg_contact'],
    );
    assert.deepEqual(
      namedContactKinds.filter((kind) => professionAsked(kind) !== undefined),
      ['physician_contact', 'omsorg_contact'],
    );
  });
});
