import type { peopleRoutes } from '../../contract/people.ts';
import type { Handlers } from '../kernel/http/handle.ts';
import { Refusal } from '../kernel/refusal.ts';
import { changeAlert, endAlert, recordAlert } from './alerts.commands.ts';
import { changeRole, endContact, endEngagement, engage, nameContact } from './circle.commands.ts';
import { endGround, legalGrounds, recordConsent, recordGround, withdrawConsent } from './consents.commands.ts';
import { history, printed, readers } from './person-page.commands.ts';
import { changeContact, changePerson, registerPerson, say } from './person.commands.ts';
import { addVoicePicture, picture, removePicture } from './picture.commands.ts';
import { consents, exported, find, overview, personLog, voices, whoToCall, why } from './reading.commands.ts';
import { addRelative, endRelative, share, unshare } from './relatives.commands.ts';
import {
  block,
  blockingUnits,
  emergencies,
  emergency,
  endUnmask,
  liftBlock,
  reviewEmergency,
  unmask,
} from './safety.commands.ts';

export const peopleHandlers: Handlers<typeof peopleRoutes> = {
  register: (call) => registerPerson(call, call.body),
  find: ({ ground, request, body }) => find(ground, request, body),
  overview: ({ ground, request, params }) => overview(ground, request, params.personId),
  me: ({ caller }) => {
    if (caller.kind !== 'person' && caller.kind !== 'relative') throw new Refusal('not_allowed');
    return Promise.resolve({ personId: caller.personId });
  },
  change: (call) => changePerson(call, call.params.personId, call.body),
  changeContact: (call) => changeContact(call, call.params.personId, call.body),
  whoToCall: ({ ground, request, params }) => whoToCall(ground, request, params.personId),

  say: (call) => say(call, call.params.personId, call.body),
  voices: ({ ground, request, params, query }) => voices(ground, request, params.personId, query),

  picture: ({ ground, request, params }) => picture(ground, request, params.personId),
  addPicture: (call) => addVoicePicture(call, call.params.personId, call.body),
  removePicture: (call) => removePicture(call, call.params.personId, call.params.pictureId, call.body),

  engage: (call) => engage(call, call.params.personId, call.body),
  changeRole: (call) => changeRole(call, call.params.personId, call.params.engagementId, call.body),
  endEngagement: (call) => endEngagement(call, call.params.personId, call.params.engagementId, call.body),

  nameContact: (call) => nameContact(call, call.params.personId, call.body),
  endContact: (call) => endContact(call, call.params.personId, call.params.contactId, call.body),

  addRelative: (call) => addRelative(call, call.params.personId, call.body),
  endRelative: (call) => endRelative(call, call.params.personId, call.params.relativeId, call.body),
  share: (call) => share(call, call.params.personId, call.params.relativeId, call.body),
  unshare: (call) => unshare(call, call.params.personId, call.params.shareId),

  recordAlert: (call) => recordAlert(call, call.params.personId, call.body),
  changeAlert: (call) => changeAlert(call, call.params.personId, call.params.alertId, call.body),
  endAlert: (call) => endAlert(call, call.params.personId, call.params.alertId, call.body),

  recordConsent: (call) => recordConsent(call, call.params.personId, call.body),
  withdrawConsent: (call) => withdrawConsent(call, call.params.personId, call.params.consentId, call.body),
  consents: ({ ground, request, params, query }) => consents(ground, request, params.personId, query),

  legalGrounds: ({ ground, request, query }) => legalGrounds(ground, request, query.toUnitId),
  recordGround: (call) => recordGround(call, call.params.personId, call.body),
  endGround: (call) => endGround(call, call.params.personId, call.params.groundId, call.body),

  block: (call) => block(call, call.params.personId, call.body),
  liftBlock: (call) => liftBlock(call, call.params.personId, call.params.blockId, call.body),

  blockingUnits: (call) => blockingUnits(call, call.params.personId, call.body),
  emergency: (call) => emergency(call, call.params.personId, call.body),
  emergencies: ({ ground, request, query }) => emergencies(ground, request, query),
  reviewEmergency: (call) => reviewEmergency(call, call.params.emergencyId, call.body),

  unmask: (call) => unmask(call, call.params.personId, call.body),
  endUnmask: (call) => endUnmask(call, call.params.personId, call.params.grantId),

  log: ({ ground, request, params, query }) => personLog(ground, request, params.personId, query),
  why: ({ ground, request, params }) => why(ground, request, params.personId),
  readers: ({ ground, request, params }) => readers(ground, request, params.personId),
  history: ({ ground, request, params, query }) => history(ground, request, params.personId, query),
  printed: (call) => printed(call, call.params.personId),
  export: ({ ground, request, params }) => exported(ground, request, params.personId),
};
