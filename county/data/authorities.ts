/**
 * The authorities (huvudmän) of the first county: Skaraborg, the eastern part of Västra Götaland. Names and codes of the municipalities are
 * SCB's (shared/data/swedish-geodata, CC0). The region's organisation number is public; the municipalities' are left out rather than
 * written from memory. Private providers of primary care are made up, but for Bräcke diakoni, whose centre Vilan in Skara is named in
 * the region's public debate (centerpartiet.se, 1 September 2022).
 */
import type { Authority, Provider } from './types.ts';

/** The fifteen municipalities of Skaraborg: SCB code, key and the short name used in unit names. */
// oxfmt-ignore
export const municipalities = [
  { code: '1444', key: 'grastorp', name: 'Grästorp' },
  { code: '1445', key: 'essunga', name: 'Essunga' },
  { code: '1446', key: 'karlsborg', name: 'Karlsborg' },
  { code: '1447', key: 'gullspang', name: 'Gullspång' },
  { code: '1470', key: 'vara', name: 'Vara' },
  { code: '1471', key: 'gotene', name: 'Götene' },
  { code: '1472', key: 'tibro', name: 'Tibro' },
  { code: '1473', key: 'toreboda', name: 'Töreboda' },
  { code: '1493', key: 'mariestad', name: 'Mariestad' },
  { code: '1494', key: 'lidkoping', name: 'Lidköping' },
  { code: '1495', key: 'skara', name: 'Skara' },
  { code: '1496', key: 'skovde', name: 'Skövde' },
  { code: '1497', key: 'hjo', name: 'Hjo' },
  { code: '1498', key: 'tidaholm', name: 'Tidaholm' },
  { code: '1499', key: 'falkoping', name: 'Falköping' },
] as const satisfies readonly { code: string; key: string; name: string }[];

// oxfmt-ignore
export const authorities = [
  { key: 'vgr', kind: 'region', name: 'Västra Götalandsregionen', tag: 'VGR', code: '14', organisationNumber: '2321000131', verified: true, fictive: false },
  { key: 'grastorp', kind: 'municipality', name: 'Grästorps kommun', tag: 'Grästorp', code: '1444', verified: true, fictive: false },
  { key: 'essunga', kind: 'municipality', name: 'Essunga kommun', tag: 'Essunga', code: '1445', verified: true, fictive: false },
  { key: 'karlsborg', kind: 'municipality', name: 'Karlsborgs kommun', tag: 'Karlsborg', code: '1446', verified: true, fictive: false },
  { key: 'gullspang', kind: 'municipality', name: 'Gullspångs kommun', tag: 'Gullspång', code: '1447', verified: true, fictive: false },
  { key: 'vara', kind: 'municipality', name: 'Vara kommun', tag: 'Vara', code: '1470', verified: true, fictive: false },
  { key: 'gotene', kind: 'municipality', name: 'Götene kommun', tag: 'Götene', code: '1471', verified: true, fictive: false },
  { key: 'tibro', kind: 'municipality', name: 'Tibro kommun', tag: 'Tibro', code: '1472', verified: true, fictive: false },
  { key: 'toreboda', kind: 'municipality', name: 'Töreboda kommun', tag: 'Töreboda', code: '1473', verified: true, fictive: false },
  { key: 'mariestad', kind: 'municipality', name: 'Mariestads kommun', tag: 'Mariestad', code: '1493', verified: true, fictive: false },
  { key: 'lidkoping', kind: 'municipality', name: 'Lidköpings kommun', tag: 'Lidköping', code: '1494', verified: true, fictive: false },
  { key: 'skara', kind: 'municipality', name: 'Skara kommun', tag: 'Skara', code: '1495', verified: true, fictive: false },
  { key: 'skovde', kind: 'municipality', name: 'Skövde kommun', tag: 'Skövde', code: '1496', verified: true, fictive: false },
  { key: 'hjo', kind: 'municipality', name: 'Hjo kommun', tag: 'Hjo', code: '1497', verified: true, fictive: false },
  { key: 'tidaholm', kind: 'municipality', name: 'Tidaholms kommun', tag: 'Tidaholm', code: '1498', verified: true, fictive: false },
  { key: 'falkoping', kind: 'municipality', name: 'Falköpings kommun', tag: 'Falköping', code: '1499', verified: true, fictive: false },
  { key: 'bracke', kind: 'private', name: 'Bräcke diakoni', tag: 'Bräcke', verified: true, fictive: false },
  { key: 'linden', kind: 'private', name: 'Lindens Läkarhus AB', tag: 'Linden', verified: false, fictive: true },
  { key: 'aleklinta', kind: 'private', name: 'Aleklinta Vård AB', tag: 'Aleklinta', verified: false, fictive: true },
  { key: 'vasterplana', kind: 'private', name: 'Västerplana Hälsa AB', tag: 'Västerplana', verified: false, fictive: true },
  { key: 'samverkan', kind: 'joint', name: 'Vårdsamverkan Skaraborg', tag: 'Samverkan', verified: true, fictive: false },
] as const satisfies readonly Authority[];

/** Vårdgivare and omsorgsgivare: each is a secrecy area of its own. A municipality has four. */
// oxfmt-ignore
export const providers = [
  { key: 'vgr.health', authority: 'vgr', branch: 'health', name: 'Västra Götalandsregionen, hälso- och sjukvård', fictive: false },
  { key: 'grastorp.health', authority: 'grastorp', branch: 'health', name: 'Grästorps kommun, kommunal hälso- och sjukvård', fictive: false },
  { key: 'grastorp.omsorg', authority: 'grastorp', branch: 'omsorg', name: 'Grästorps kommun, äldreomsorg och funktionsstöd', fictive: false },
  { key: 'grastorp.social_other', authority: 'grastorp', branch: 'social_other', name: 'Grästorps kommun, individ- och familjeomsorg', fictive: false },
  { key: 'grastorp.school', authority: 'grastorp', branch: 'school', name: 'Grästorps kommun, elevhälsa', fictive: false },
  { key: 'essunga.health', authority: 'essunga', branch: 'health', name: 'Essunga kommun, kommunal hälso- och sjukvård', fictive: false },
  { key: 'essunga.omsorg', authority: 'essunga', branch: 'omsorg', name: 'Essunga kommun, äldreomsorg och funktionsstöd', fictive: false },
  { key: 'essunga.social_other', authority: 'essunga', branch: 'social_other', name: 'Essunga kommun, individ- och familjeomsorg', fictive: false },
  { key: 'essunga.school', authority: 'essunga', branch: 'school', name: 'Essunga kommun, elevhälsa', fictive: false },
  { key: 'karlsborg.health', authority: 'karlsborg', branch: 'health', name: 'Karlsborgs kommun, kommunal hälso- och sjukvård', fictive: false },
  { key: 'karlsborg.omsorg', authority: 'karlsborg', branch: 'omsorg', name: 'Karlsborgs kommun, äldreomsorg och funktionsstöd', fictive: false },
  { key: 'karlsborg.social_other', authority: 'karlsborg', branch: 'social_other', name: 'Karlsborgs kommun, individ- och familjeomsorg', fictive: false },
  { key: 'karlsborg.school', authority: 'karlsborg', branch: 'school', name: 'Karlsborgs kommun, elevhälsa', fictive: false },
  { key: 'gullspang.health', authority: 'gullspang', branch: 'health', name: 'Gullspångs kommun, kommunal hälso- och sjukvård', fictive: false },
  { key: 'gullspang.omsorg', authority: 'gullspang', branch: 'omsorg', name: 'Gullspångs kommun, äldreomsorg och funktionsstöd', fictive: false },
  { key: 'gullspang.social_other', authority: 'gullspang', branch: 'social_other', name: 'Gullspångs kommun, individ- och familjeomsorg', fictive: false },
  { key: 'gullspang.school', authority: 'gullspang', branch: 'school', name: 'Gullspångs kommun, elevhälsa', fictive: false },
  { key: 'vara.health', authority: 'vara', branch: 'health', name: 'Vara kommun, kommunal hälso- och sjukvård', fictive: false },
  { key: 'vara.omsorg', authority: 'vara', branch: 'omsorg', name: 'Vara kommun, äldreomsorg och funktionsstöd', fictive: false },
  { key: 'vara.social_other', authority: 'vara', branch: 'social_other', name: 'Vara kommun, individ- och familjeomsorg', fictive: false },
  { key: 'vara.school', authority: 'vara', branch: 'school', name: 'Vara kommun, elevhälsa', fictive: false },
  { key: 'gotene.health', authority: 'gotene', branch: 'health', name: 'Götene kommun, kommunal hälso- och sjukvård', fictive: false },
  { key: 'gotene.omsorg', authority: 'gotene', branch: 'omsorg', name: 'Götene kommun, äldreomsorg och funktionsstöd', fictive: false },
  { key: 'gotene.social_other', authority: 'gotene', branch: 'social_other', name: 'Götene kommun, individ- och familjeomsorg', fictive: false },
  { key: 'gotene.school', authority: 'gotene', branch: 'school', name: 'Götene kommun, elevhälsa', fictive: false },
  { key: 'tibro.health', authority: 'tibro', branch: 'health', name: 'Tibro kommun, kommunal hälso- och sjukvård', fictive: false },
  { key: 'tibro.omsorg', authority: 'tibro', branch: 'omsorg', name: 'Tibro kommun, äldreomsorg och funktionsstöd', fictive: false },
  { key: 'tibro.social_other', authority: 'tibro', branch: 'social_other', name: 'Tibro kommun, individ- och familjeomsorg', fictive: false },
  { key: 'tibro.school', authority: 'tibro', branch: 'school', name: 'Tibro kommun, elevhälsa', fictive: false },
  { key: 'toreboda.health', authority: 'toreboda', branch: 'health', name: 'Töreboda kommun, kommunal hälso- och sjukvård', fictive: false },
  { key: 'toreboda.omsorg', authority: 'toreboda', branch: 'omsorg', name: 'Töreboda kommun, äldreomsorg och funktionsstöd', fictive: false },
  { key: 'toreboda.social_other', authority: 'toreboda', branch: 'social_other', name: 'Töreboda kommun, individ- och familjeomsorg', fictive: false },
  { key: 'toreboda.school', authority: 'toreboda', branch: 'school', name: 'Töreboda kommun, elevhälsa', fictive: false },
  { key: 'mariestad.health', authority: 'mariestad', branch: 'health', name: 'Mariestads kommun, kommunal hälso- och sjukvård', fictive: false },
  { key: 'mariestad.omsorg', authority: 'mariestad', branch: 'omsorg', name: 'Mariestads kommun, äldreomsorg och funktionsstöd', fictive: false },
  { key: 'mariestad.social_other', authority: 'mariestad', branch: 'social_other', name: 'Mariestads kommun, individ- och familjeomsorg', fictive: false },
  { key: 'mariestad.school', authority: 'mariestad', branch: 'school', name: 'Mariestads kommun, elevhälsa', fictive: false },
  { key: 'lidkoping.health', authority: 'lidkoping', branch: 'health', name: 'Lidköpings kommun, kommunal hälso- och sjukvård', fictive: false },
  { key: 'lidkoping.omsorg', authority: 'lidkoping', branch: 'omsorg', name: 'Lidköpings kommun, äldreomsorg och funktionsstöd', fictive: false },
  { key: 'lidkoping.social_other', authority: 'lidkoping', branch: 'social_other', name: 'Lidköpings kommun, individ- och familjeomsorg', fictive: false },
  { key: 'lidkoping.school', authority: 'lidkoping', branch: 'school', name: 'Lidköpings kommun, elevhälsa', fictive: false },
  { key: 'skara.health', authority: 'skara', branch: 'health', name: 'Skara kommun, kommunal hälso- och sjukvård', fictive: false },
  { key: 'skara.omsorg', authority: 'skara', branch: 'omsorg', name: 'Skara kommun, äldreomsorg och funktionsstöd', fictive: false },
  { key: 'skara.social_other', authority: 'skara', branch: 'social_other', name: 'Skara kommun, individ- och familjeomsorg', fictive: false },
  { key: 'skara.school', authority: 'skara', branch: 'school', name: 'Skara kommun, elevhälsa', fictive: false },
  { key: 'skovde.health', authority: 'skovde', branch: 'health', name: 'Skövde kommun, kommunal hälso- och sjukvård', fictive: false },
  { key: 'skovde.omsorg', authority: 'skovde', branch: 'omsorg', name: 'Skövde kommun, äldreomsorg och funktionsstöd', fictive: false },
  { key: 'skovde.social_other', authority: 'skovde', branch: 'social_other', name: 'Skövde kommun, individ- och familjeomsorg', fictive: false },
  { key: 'skovde.school', authority: 'skovde', branch: 'school', name: 'Skövde kommun, elevhälsa', fictive: false },
  { key: 'hjo.health', authority: 'hjo', branch: 'health', name: 'Hjo kommun, kommunal hälso- och sjukvård', fictive: false },
  { key: 'hjo.omsorg', authority: 'hjo', branch: 'omsorg', name: 'Hjo kommun, äldreomsorg och funktionsstöd', fictive: false },
  { key: 'hjo.social_other', authority: 'hjo', branch: 'social_other', name: 'Hjo kommun, individ- och familjeomsorg', fictive: false },
  { key: 'hjo.school', authority: 'hjo', branch: 'school', name: 'Hjo kommun, elevhälsa', fictive: false },
  { key: 'tidaholm.health', authority: 'tidaholm', branch: 'health', name: 'Tidaholms kommun, kommunal hälso- och sjukvård', fictive: false },
  { key: 'tidaholm.omsorg', authority: 'tidaholm', branch: 'omsorg', name: 'Tidaholms kommun, äldreomsorg och funktionsstöd', fictive: false },
  { key: 'tidaholm.social_other', authority: 'tidaholm', branch: 'social_other', name: 'Tidaholms kommun, individ- och familjeomsorg', fictive: false },
  { key: 'tidaholm.school', authority: 'tidaholm', branch: 'school', name: 'Tidaholms kommun, elevhälsa', fictive: false },
  { key: 'falkoping.health', authority: 'falkoping', branch: 'health', name: 'Falköpings kommun, kommunal hälso- och sjukvård', fictive: false },
  { key: 'falkoping.omsorg', authority: 'falkoping', branch: 'omsorg', name: 'Falköpings kommun, äldreomsorg och funktionsstöd', fictive: false },
  { key: 'falkoping.social_other', authority: 'falkoping', branch: 'social_other', name: 'Falköpings kommun, individ- och familjeomsorg', fictive: false },
  { key: 'falkoping.school', authority: 'falkoping', branch: 'school', name: 'Falköpings kommun, elevhälsa', fictive: false },
  { key: 'bracke.health', authority: 'bracke', branch: 'health', name: 'Bräcke diakoni, primärvård', fictive: false },
  { key: 'linden.health', authority: 'linden', branch: 'health', name: 'Lindens Läkarhus AB, primärvård', fictive: true },
  { key: 'aleklinta.health', authority: 'aleklinta', branch: 'health', name: 'Aleklinta Vård AB, primärvård', fictive: true },
  { key: 'vasterplana.health', authority: 'vasterplana', branch: 'health', name: 'Västerplana Hälsa AB, primärvård', fictive: true },
  { key: 'samverkan.joint', authority: 'samverkan', branch: 'joint', name: 'Vårdsamverkan Skaraborg, gemensam ledning', fictive: false },
] as const satisfies readonly Provider[];

export type AuthorityKey = (typeof authorities)[number]['key'];
export type ProviderKey = (typeof providers)[number]['key'];
export type MunicipalityCode = (typeof municipalities)[number]['code'];
