import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginningOf, filterOf, keptOf, withFirst, withoutPerson } from './view.ts';

const person = '01a10e83-43b0-75ed-beb8-0f65260afcd7';
const inAddress = (query: string) => filterOf((name) => new URLSearchParams(query).get(name));

test('an address says what is shown; what it says wrongly is left out', () => {
  assert.deepEqual(inAddress(`by=me&kind=handover&area=d5&person=${person}&promise=x`), {
    by: 'me',
    kind: 'handover',
    area: 'd5',
    person,
  });
  assert.deepEqual(inAddress('by=everyone&area=d4'), { area: 'd4' });
  assert.equal(inAddress('person=Ingegerd&by='), null);
  assert.equal(inAddress('promise=1'), null);
});

test('a cleared filter is a choice, and other than no choice', () => {
  assert.deepEqual(keptOf('{"filter":{}}'), { filter: {} });
  assert.deepEqual(keptOf('{}'), {});
  assert.deepEqual(keptOf(null), {});
});

test('what an older program kept, or somebody else wrote, never breaks the page', () => {
  for (const text of ['', 'null', '[]', '{"filter":{"by":3},"look":{"lists":["answer"]}}', '{"look":7}'])
    assert.deepEqual(Object.keys(keptOf(text).look ?? {}), [], text);
});

test('whom the filter names is not written down on the device', () => {
  assert.deepEqual(withoutPerson({ filter: { by: 'me', person } }), { filter: { by: 'me' } });
  assert.deepEqual(withoutPerson({}), {});
});

test('the first page of a role is a filter and a look', () => {
  const { filter, look } = beginningOf({
    lists: ['wait', 'do', 'answer'],
    by: 'needs_me',
    sort: 'urgency',
    density: 'short',
  });
  assert.deepEqual([filter, look.lists[0], look.density], [{ by: 'needs_me' }, 'wait', 'short']);
  assert.deepEqual(withFirst(look.lists, 'answer'), ['answer', 'wait', 'do']);
});
