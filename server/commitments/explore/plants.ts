import { acceptPlants } from './plants.accept.ts';
import { offerPlants } from './plants.offer.ts';

export const plants = [...acceptPlants, ...offerPlants];
