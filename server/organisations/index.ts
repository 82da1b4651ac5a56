export * from './register.commands.ts';
export { fixedTerms, loadTerms, type Terms } from './terms.commands.ts';
export { deadline, termFor, type Term } from './terms.rules.ts';
export { organisationsHandlers } from './organisations.routes.ts';
export { administrationHandlers } from './administration.routes.ts';
