export type { Acting, Made } from './acting.commands.ts';
export { changeAlert, endAlert, recordAlert } from './alerts.commands.ts';
export { changeRole, endContact, endEngagement, engage, nameContact } from './circle.commands.ts';
export { endGround, legalGrounds, recordConsent, recordGround, withdrawConsent } from './consents.commands.ts';
export { changeContact, changePerson, registerPerson, say } from './person.commands.ts';
export { find, overview, whoToCall, why } from './reading.commands.ts';
export { addRelative, endRelative, share, unshare } from './relatives.commands.ts';
export { block, blockingUnits, emergency, liftBlock, reviewEmergency, unmask } from './safety.commands.ts';
export { peopleHandlers } from './people.routes.ts';
