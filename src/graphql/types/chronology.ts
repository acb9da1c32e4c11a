import { registerEnumType } from 'type-graphql';

/** Which end of time a list begins at. */
export enum Chronology {
  NEWEST_FIRST = 'NEWEST_FIRST',
  OLDEST_FIRST = 'OLDEST_FIRST',
}
registerEnumType(Chronology, {
  name: 'Chronology',
  description: 'Which end of time a list begins at; within a year the order stays as printed.',
  valuesConfig: {
    NEWEST_FIRST: { description: 'The latest year first.' },
    OLDEST_FIRST: { description: 'The earliest year first.' },
  },
});
