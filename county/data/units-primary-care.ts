/**
 * Primary care: at least one public centre in each municipality, some private ones. Ågården, Guldvingen, Mariestad, Vara and Vilan are read in
 * a public article (centerpartiet.se, 1 September 2022); the other public names follow Närhälsan's way of naming and are not checked.
 */
import type { Unit } from './types.ts';

// oxfmt-ignore
export const primaryCareUnits = [
  // Närhälsans vårdcentraler
  { key: 'vc.essunga', kind: 'primary_care_centre', name: 'Närhälsan Essunga vårdcentral', tag: 'VC Essunga', provider: 'vgr.health', municipality: '1445', hsaId: 'SE2321000131-TEST0044', verified: false, fictive: false },
  { key: 'vc.grastorp', kind: 'primary_care_centre', name: 'Närhälsan Grästorp vårdcentral', tag: 'VC Grästorp', provider: 'vgr.health', municipality: '1444', hsaId: 'SE2321000131-TEST0045', verified: false, fictive: false },
  { key: 'vc.gullspang', kind: 'primary_care_centre', name: 'Närhälsan Gullspång vårdcentral', tag: 'VC Gullspång', provider: 'vgr.health', municipality: '1447', hsaId: 'SE2321000131-TEST0046', verified: false, fictive: false },
  { key: 'vc.gotene', kind: 'primary_care_centre', name: 'Närhälsan Götene vårdcentral', tag: 'VC Götene', provider: 'vgr.health', municipality: '1471', hsaId: 'SE2321000131-TEST0047', verified: false, fictive: false },
  { key: 'vc.hjo', kind: 'primary_care_centre', name: 'Närhälsan Hjo vårdcentral', tag: 'VC Hjo', provider: 'vgr.health', municipality: '1497', hsaId: 'SE2321000131-TEST0048', verified: false, fictive: false },
  { key: 'vc.karlsborg', kind: 'primary_care_centre', name: 'Närhälsan Karlsborg vårdcentral', tag: 'VC Karlsborg', provider: 'vgr.health', municipality: '1446', hsaId: 'SE2321000131-TEST0049', verified: false, fictive: false },
  { key: 'vc.agarden', kind: 'primary_care_centre', name: 'Närhälsan Ågården vårdcentral', tag: 'VC Ågården', provider: 'vgr.health', municipality: '1494', hsaId: 'SE2321000131-TEST0050', verified: true, fictive: false },
  { key: 'vc.guldvingen', kind: 'primary_care_centre', name: 'Närhälsan Guldvingen vårdcentral', tag: 'VC Guldvingen', provider: 'vgr.health', municipality: '1494', hsaId: 'SE2321000131-TEST0051', verified: true, fictive: false },
  { key: 'vc.mariestad', kind: 'primary_care_centre', name: 'Närhälsan Mariestad vårdcentral', tag: 'VC Mariestad', provider: 'vgr.health', municipality: '1493', hsaId: 'SE2321000131-TEST0052', verified: true, fictive: false },
  { key: 'vc.skara', kind: 'primary_care_centre', name: 'Närhälsan Skara vårdcentral', tag: 'VC Skara', provider: 'vgr.health', municipality: '1495', hsaId: 'SE2321000131-TEST0053', verified: false, fictive: false },
  { key: 'vc.billingen', kind: 'primary_care_centre', name: 'Närhälsan Billingen vårdcentral', tag: 'VC Billingen', provider: 'vgr.health', municipality: '1496', hsaId: 'SE2321000131-TEST0054', verified: false, fictive: false },
  { key: 'vc.hentorp', kind: 'primary_care_centre', name: 'Närhälsan Hentorp vårdcentral', tag: 'VC Hentorp', provider: 'vgr.health', municipality: '1496', hsaId: 'SE2321000131-TEST0055', verified: false, fictive: false },
  { key: 'vc.norrmalm', kind: 'primary_care_centre', name: 'Närhälsan Norrmalm vårdcentral', tag: 'VC Norrmalm', provider: 'vgr.health', municipality: '1496', hsaId: 'SE2321000131-TEST0056', verified: false, fictive: false },
  { key: 'vc.sodraryd', kind: 'primary_care_centre', name: 'Närhälsan Södra Ryd vårdcentral', tag: 'VC Södra Ryd', provider: 'vgr.health', municipality: '1496', hsaId: 'SE2321000131-TEST0057', verified: false, fictive: false },
  { key: 'vc.tibro', kind: 'primary_care_centre', name: 'Närhälsan Tibro vårdcentral', tag: 'VC Tibro', provider: 'vgr.health', municipality: '1472', hsaId: 'SE2321000131-TEST0058', verified: false, fictive: false },
  { key: 'vc.tidaholm', kind: 'primary_care_centre', name: 'Närhälsan Tidaholm vårdcentral', tag: 'VC Tidaholm', provider: 'vgr.health', municipality: '1498', hsaId: 'SE2321000131-TEST0059', verified: false, fictive: false },
  { key: 'vc.toreboda', kind: 'primary_care_centre', name: 'Närhälsan Töreboda vårdcentral', tag: 'VC Töreboda', provider: 'vgr.health', municipality: '1473', hsaId: 'SE2321000131-TEST0060', verified: false, fictive: false },
  { key: 'vc.vara', kind: 'primary_care_centre', name: 'Närhälsan Vara vårdcentral', tag: 'VC Vara', provider: 'vgr.health', municipality: '1470', hsaId: 'SE2321000131-TEST0061', verified: true, fictive: false },
  { key: 'vc.falkoping', kind: 'primary_care_centre', name: 'Närhälsan Falköping vårdcentral', tag: 'VC Falköping', provider: 'vgr.health', municipality: '1499', hsaId: 'SE2321000131-TEST0062', verified: false, fictive: false },
  { key: 'vc.floby', kind: 'primary_care_centre', name: 'Närhälsan Floby vårdcentral', tag: 'VC Floby', provider: 'vgr.health', municipality: '1499', hsaId: 'SE2321000131-TEST0063', verified: false, fictive: false },
  // Vårdcentraler i enskild regi
  { key: 'vc.vilan', kind: 'primary_care_centre', name: 'Bräcke diakoni vårdcentralen Vilan', tag: 'VC Vilan', provider: 'bracke.health', municipality: '1495', hsaId: 'SE9999990002-TEST0001', verified: true, fictive: false },
  { key: 'vc.linden', kind: 'primary_care_centre', name: 'Vårdcentralen Linden', tag: 'VC Linden', provider: 'linden.health', municipality: '1496', hsaId: 'SE9999990003-TEST0001', verified: false, fictive: true },
  { key: 'vc.lindenfalkoping', kind: 'primary_care_centre', name: 'Vårdcentralen Linden Falköping', tag: 'VC Linden Falk', provider: 'linden.health', municipality: '1499', hsaId: 'SE9999990003-TEST0002', verified: false, fictive: true },
  { key: 'vc.aleklinta', kind: 'primary_care_centre', name: 'Vårdcentralen Aleklinta', tag: 'VC Aleklinta', provider: 'aleklinta.health', municipality: '1493', hsaId: 'SE9999990004-TEST0001', verified: false, fictive: true },
  { key: 'vc.vasterplana', kind: 'primary_care_centre', name: 'Vårdcentralen Västerplana', tag: 'VC Västerplana', provider: 'vasterplana.health', municipality: '1494', hsaId: 'SE9999990005-TEST0001', verified: false, fictive: true },
  // Närhälsans rehabmottagningar
  { key: 'rehab.skovde', kind: 'primary_care_rehab', name: 'Närhälsan Skövde rehabmottagning', tag: 'Rehab Skövde', provider: 'vgr.health', municipality: '1496', hsaId: 'SE2321000131-TEST0064', verified: false, fictive: false },
  { key: 'rehab.lidkoping', kind: 'primary_care_rehab', name: 'Närhälsan Lidköping rehabmottagning', tag: 'Rehab Lidköp', provider: 'vgr.health', municipality: '1494', hsaId: 'SE2321000131-TEST0065', verified: false, fictive: false },
  { key: 'rehab.falkoping', kind: 'primary_care_rehab', name: 'Närhälsan Falköping rehabmottagning', tag: 'Rehab Falköp', provider: 'vgr.health', municipality: '1499', hsaId: 'SE2321000131-TEST0066', verified: false, fictive: false },
  { key: 'rehab.mariestad', kind: 'primary_care_rehab', name: 'Närhälsan Mariestad rehabmottagning', tag: 'Rehab Mariest', provider: 'vgr.health', municipality: '1493', hsaId: 'SE2321000131-TEST0067', verified: false, fictive: false },
  { key: 'rehab.skara', kind: 'primary_care_rehab', name: 'Närhälsan Skara rehabmottagning', tag: 'Rehab Skara', provider: 'vgr.health', municipality: '1495', hsaId: 'SE2321000131-TEST0068', verified: false, fictive: false },
  { key: 'rehab.vara', kind: 'primary_care_rehab', name: 'Närhälsan Vara rehabmottagning', tag: 'Rehab Vara', provider: 'vgr.health', municipality: '1470', hsaId: 'SE2321000131-TEST0069', verified: false, fictive: false },
  { key: 'rehab.nossebro', kind: 'primary_care_rehab', name: 'Närhälsan Essunga rehabmottagning', tag: 'Rehab Essunga', provider: 'vgr.health', municipality: '1445', hsaId: 'SE2321000131-TEST0070', verified: false, fictive: false },
  { key: 'rehab.grastorp', kind: 'primary_care_rehab', name: 'Närhälsan Grästorp rehabmottagning', tag: 'Rehab Grästorp', provider: 'vgr.health', municipality: '1444', hsaId: 'SE2321000131-TEST0071', verified: false, fictive: false },
  { key: 'rehab.gotene', kind: 'primary_care_rehab', name: 'Närhälsan Götene rehabmottagning', tag: 'Rehab Götene', provider: 'vgr.health', municipality: '1471', hsaId: 'SE2321000131-TEST0072', verified: false, fictive: false },
  { key: 'rehab.tidaholm', kind: 'primary_care_rehab', name: 'Närhälsan Tidaholm rehabmottagning', tag: 'Rehab Tidaholm', provider: 'vgr.health', municipality: '1498', hsaId: 'SE2321000131-TEST0073', verified: false, fictive: false },
  { key: 'rehab.tibro', kind: 'primary_care_rehab', name: 'Närhälsan Tibro rehabmottagning', tag: 'Rehab Tibro', provider: 'vgr.health', municipality: '1472', hsaId: 'SE2321000131-TEST0074', verified: false, fictive: false },
  { key: 'rehab.hjo', kind: 'primary_care_rehab', name: 'Närhälsan Hjo rehabmottagning', tag: 'Rehab Hjo', provider: 'vgr.health', municipality: '1497', hsaId: 'SE2321000131-TEST0075', verified: false, fictive: false },
  { key: 'rehab.karlsborg', kind: 'primary_care_rehab', name: 'Närhälsan Karlsborg rehabmottagning', tag: 'Rehab Karlsb', provider: 'vgr.health', municipality: '1446', hsaId: 'SE2321000131-TEST0076', verified: false, fictive: false },
  { key: 'rehab.toreboda', kind: 'primary_care_rehab', name: 'Närhälsan Töreboda rehabmottagning', tag: 'Rehab Töreboda', provider: 'vgr.health', municipality: '1473', hsaId: 'SE2321000131-TEST0077', verified: false, fictive: false },
  { key: 'rehab.gullspang', kind: 'primary_care_rehab', name: 'Närhälsan Gullspång rehabmottagning', tag: 'Rehab Gullsp', provider: 'vgr.health', municipality: '1447', hsaId: 'SE2321000131-TEST0078', verified: false, fictive: false },
] as const satisfies readonly Unit[];
