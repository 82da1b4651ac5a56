export { FileRefused, importFile, mostInOne, type ImportOptions } from './import.commands.ts';
