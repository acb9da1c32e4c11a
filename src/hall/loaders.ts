import { In } from 'typeorm';
import { type Loader, rowById } from '../graphql/loading/loader';
import { HallView } from './hall-view';
import type { LastBegun } from './rules';
import { Speaker, SpeakerState } from './speaker';

/** Ballots and signatures change neither what was chosen nor the queue. */
const untouchedBy = ['ballotCast', 'pactSigned'];

export const speakerById = rowById(Speaker, untouchedBy);

/** What was chosen for the hall of each conference; null where nothing was. */
export const hallViewByConference: Loader<string, HallView | null> = {
  untouchedBy,
  async read(reader, ids) {
    const views = await reader.findBy(HallView, { conferenceId: In([...ids]) });
    const byId = new Map(views.map((view) => [view.conferenceId, view]));
    return ids.map((id) => byId.get(id) ?? null);
  },
};

/** Who speaks and who waits at each conference, the one who speaks first, then in order. */
export const queueByConference: Loader<string, readonly Speaker[]> = {
  untouchedBy,
  async read(reader, ids) {
    const speakers = await reader.find(Speaker, {
      where: { conferenceId: In([...ids]), state: In([SpeakerState.WAITING, SpeakerState.SPEAKING]) },
      order: { ordinal: 'ASC', askedAt: 'ASC', id: 'ASC' },
    });
    const first = ({ state }: Speaker) => (state === SpeakerState.SPEAKING ? 0 : 1);
    const queue = speakers.toSorted((a, b) => first(a) - first(b));
    return ids.map((id) => queue.filter(({ conferenceId }) => conferenceId === id));
  },
};

/** When a poll was last opened, the pact came into force, and an item was last taken up, at each conference. */
export const lastBegunByConference: Loader<string, LastBegun> = {
  untouchedBy: ['ballotCast'],
  async read(reader, ids) {
    const rows = await reader.query<(LastBegun & { readonly id: string })[]>(
      `select c.id,
         (select max(p.opened_at) from poll p where p.conference_id = c.id) as poll,
         (select max(p.settled_at) from pact p where p.conference_id = c.id) as "pactInForce",
         (select max(i.started_at) from agenda_item i where i.conference_id = c.id) as item
       from unnest($1::uuid[]) as c (id)`,
      [ids],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? { poll: null, pactInForce: null, item: null });
  },
};
