import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Hours, hoursFault, weeklyMinutes } from './hours.rules.ts';

const tuesday: Hours = {
  agreementId: 'a',
  weekday: 2,
  from: '13:00',
  to: '16:00',
  validFrom: '2026-01-01',
  validTo: null,
};

describe('The fixed meeting hours of an agreement', () => {
  it('end after they begin', () => {
    assert.equal(hoursFault({ ...tuesday, to: '13:00' }, []), 'ends_before_begins');
    assert.equal(hoursFault({ ...tuesday, to: '09:00' }, []), 'ends_before_begins');
    assert.equal(hoursFault(tuesday, []), null);
  });
  it('do not overlap on the same weekday while both hold; one after the other they may', () => {
    assert.equal(hoursFault({ ...tuesday, from: '15:30', to: '17:00' }, [tuesday]), 'overlaps');
    assert.equal(hoursFault({ ...tuesday, from: '16:00', to: '17:00' }, [tuesday]), null);
    assert.equal(hoursFault({ ...tuesday, weekday: 3 }, [tuesday]), null);
    assert.equal(hoursFault({ ...tuesday, agreementId: 'b' }, [tuesday]), null);
    const ended = { ...tuesday, validTo: '2026-06-01' };
    assert.equal(hoursFault({ ...tuesday, validFrom: '2026-06-01' }, [ended]), null);
    assert.equal(hoursFault({ ...tuesday, validFrom: '2026-05-31' }, [ended]), 'overlaps');
  });
  it('that were taken back before they began hold on no day', () => {
    const never = { ...tuesday, validFrom: '2026-06-01', validTo: '2026-06-01' };
    assert.equal(hoursFault(tuesday, [never]), null);
    assert.equal(weeklyMinutes([never, tuesday], 'a', '2026-03-01'), 180);
    assert.equal(weeklyMinutes([{ ...tuesday, validTo: '2026-03-01' }], 'a', '2026-03-01'), 0);
  });
});
