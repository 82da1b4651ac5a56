/**
 * The upper part of the ladder. Närvård västra Skaraborg and its six municipalities are read at narsjukvarden.se and Vårdsamverkan Skaraborg at
 * skaraborg.se; the eastern groups follow known cooperation between neighbours and are not checked. Each municipality has exactly one
 * operational group.
 */
import type { Unit } from './types.ts';
import { all, west } from './areas.ts';

// oxfmt-ignore
export const jointUnits = [
  // Gemensam ledning
  { key: 'narvard.vast', kind: 'joint_operational_group', name: 'Ledningsgruppen Närvård västra Skaraborg', tag: 'Närvård Väst', provider: 'samverkan.joint', municipality: '1494', covers: west, hsaId: 'SE9999990001-TEST0001', verified: true, fictive: false },
  { key: 'narvard.skovde', kind: 'joint_operational_group', name: 'Lokala närvårdsgruppen Skövde', tag: 'Närvård Skövde', provider: 'samverkan.joint', municipality: '1496', covers: ['1496'], hsaId: 'SE9999990001-TEST0002', verified: false, fictive: false },
  { key: 'narvard.falkoping', kind: 'joint_operational_group', name: 'Lokala närvårdsgruppen Falköping och Tidaholm', tag: 'Närvård Falk', provider: 'samverkan.joint', municipality: '1499', covers: ['1499', '1498'], hsaId: 'SE9999990001-TEST0003', verified: false, fictive: false },
  { key: 'narvard.mtg', kind: 'joint_operational_group', name: 'Lokala närvårdsgruppen Mariestad, Töreboda och Gullspång', tag: 'Närvård MTG', provider: 'samverkan.joint', municipality: '1493', covers: ['1493', '1473', '1447'], hsaId: 'SE9999990001-TEST0004', verified: false, fictive: false },
  { key: 'narvard.guldkroken', kind: 'joint_operational_group', name: 'Lokala närvårdsgruppen Hjo, Tibro och Karlsborg', tag: 'Närvård Guldkr', provider: 'samverkan.joint', municipality: '1472', covers: ['1497', '1472', '1446'], hsaId: 'SE9999990001-TEST0005', verified: false, fictive: false },
  { key: 'vss.styrgrupp', kind: 'joint_strategic_group', name: 'Vårdsamverkan Skaraborg, styrgrupp', tag: 'Styrgrupp VSS', provider: 'samverkan.joint', municipality: '1496', covers: all, hsaId: 'SE9999990001-TEST0006', verified: true, fictive: false },
  { key: 'vss.presidium', kind: 'joint_strategic_group', name: 'Vårdsamverkan Skaraborg, presidium', tag: 'Presidium VSS', provider: 'samverkan.joint', municipality: '1496', covers: all, hsaId: 'SE9999990001-TEST0007', verified: false, fictive: false },
] as const satisfies readonly Unit[];
