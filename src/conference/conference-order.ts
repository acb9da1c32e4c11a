import { registerEnumType } from 'type-graphql';
import { type Order, vietnameseKey } from '../graphql/loading/paging';
import type { Conference } from './conference';

export enum ConferenceOrder {
  NEWEST_FIRST = 'NEWEST_FIRST',
  OLDEST_FIRST = 'OLDEST_FIRST',
  NAME = 'NAME',
}
registerEnumType(ConferenceOrder, {
  name: 'ConferenceOrder',
  description: 'How conferences are listed.',
  valuesConfig: {
    NEWEST_FIRST: {
      description: 'The latest day first; one without a day stands at the end of the year it opens or reviews.',
    },
    OLDEST_FIRST: { description: 'The opposite of NEWEST_FIRST.' },
    NAME: { description: 'By the Vietnamese name, as a Vietnamese dictionary has it.' },
  },
});

/** What is only planned comes after what was held that year. */
const day = {
  sql: `coalesce(conference.heldOn, make_date(coalesce(conference.opensYear, conference.closesYear + 1, conference.reviewsYear, 9999), 12, 31))`,
  of: ({ heldOn, opensYear, closesYear, reviewsYear }: Conference) =>
    heldOn ?? `${opensYear ?? (closesYear === null ? (reviewsYear ?? 9999) : closesYear + 1)}-12-31`,
};

const orders: Readonly<Record<ConferenceOrder, Order<Conference>>> = {
  NEWEST_FIRST: { direction: 'DESC', keys: [day, 'id'] },
  OLDEST_FIRST: { keys: [day, 'id'] },
  NAME: { keys: [vietnameseKey("conference.name->>'vi'", ({ name }) => name.vi), 'id'] },
};

export const conferenceOrder = (order: ConferenceOrder | null | undefined): Order<Conference> =>
  orders[order ?? ConferenceOrder.NEWEST_FIRST];
