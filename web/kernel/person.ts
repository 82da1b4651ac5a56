import { type FoundPerson, type PersonOverview, peopleRoutes } from '../../contract/people.ts';
import type { UseQueryResult } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ApiProblem } from './api.ts';
import { useRead } from './read.ts';

/** Everything on a person's page that the reader may see. Each fetch is written in the person's log. */
export const usePerson = (personId: string): UseQueryResult<PersonOverview, ApiProblem> =>
  useRead(peopleRoutes.overview, { params: { personId } }, { enabled: personId !== '' });

export const nameOfPerson = (person: { readonly givenName: string; readonly familyName: string }): string =>
  `${person.givenName} ${person.familyName}`;

/** The units now in the person's circle that the reader may know of. */
export const circleOf = ({ circle }: PersonOverview): string[] => [
  ...new Set(circle.filter(({ current }) => current).map(({ unitId }) => unitId)),
];

export type Found = z.infer<typeof FoundPerson>;
