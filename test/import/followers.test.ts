import { Conference } from '../../src/conference/conference';
import { openConference } from '../../src/conference/open-conference';
import { operator, Role } from '../../src/graphql/authorize/viewer';
import { importConference } from '../../src/import/import-conference';
import { Pact } from '../../src/pact/pact';
import { createPoll } from '../support/acts';
import { pollInput } from '../support/ballots';
import { aViewer, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { aLive, written } from './a-file';

let server: TestServer;
beforeAll(async () => {
  // Groups look again by themselves after a while; not within these tests.
  server = await aServer({ STALE_MS: '60000' });
});
// Fails when a group is left behind.
afterEach(() => server.hangUp());
afterAll(() => server.close());

const bring = (slug: string, changes: Record<string, unknown> = {}) => {
  const text = written(aLive(slug), { '/conference/visibility': 'PUBLIC', ...changes });
  return importConference(server.database.db, operator, { text, dryRun: false });
};

const wall = `subscription ($id: ID!) {
  pactSignatures(pactId: $id) { sequence pact { title { vi } board { slots { member { shortName { vi } } } } } }
}`;

async function followPact(slug: string) {
  const { conferenceId } = await bring(slug);
  const { id } = await server.database.db.manager.findOneByOrFail(Pact, { conferenceId: conferenceId ?? '' });
  const inbox = server.follow(await server.socket(), wall, { id });
  expect((await inbox.next()).pactSignatures.pact.title.vi).toBe('Giao ước 2020');
  return inbox;
}

describe('importConference, to those who follow', () => {
  it('shows the followers of a pact its new title', async () => {
    const inbox = await followPact('theo-giao-uoc');
    await bring('theo-giao-uoc', { '/pact/title': 'Giao ước mới' });
    expect((await inbox.next()).pactSignatures).toMatchObject({ sequence: 2, pact: { title: { vi: 'Giao ước mới' } } });
  });

  it('shows the followers of a pact a new name of a party', async () => {
    const inbox = await followPact('theo-ten');
    await bring('theo-ten', { '/bloc/members/1/shortName': 'Hòa Bình (mới)' });
    const { slots } = (await inbox.next()).pactSignatures.pact.board;
    expect(slots[1].member.shortName.vi).toBe('Hòa Bình (mới)');
  });

  it('shows the followers of a poll the new name of its conference', async () => {
    const { conferenceId } = await bring('theo-phieu');
    const { db } = server.database;
    const secretary = await aViewer(db, Role.SECRETARY, conferenceId);
    const asked = pollInput({ conference: { id: conferenceId } } as Hall);
    const { subject: id } = await createPoll(db, secretary, asked);
    const watch = 'subscription ($id: ID!) { pollTally(pollId: $id) { poll { conference { name { vi } } } } }';
    const inbox = server.follow(await server.socket(secretary), watch, { id });
    await inbox.next();
    await bring('theo-phieu', { '/conference/name': 'Hội nghị mới' });
    expect((await inbox.next()).pollTally.poll.conference.name.vi).toBe('Hội nghị mới');
  });

  it('shows the followers of a bloc a conference in session that is hidden, and shown again', async () => {
    const { conferenceId } = await bring('theo-cum');
    const { db } = server.database;
    const id = conferenceId ?? '';
    await openConference(db, await aViewer(db, Role.CHAIR, id), { conferenceId: id });
    const { blocId } = await db.manager.findOneByOrFail(Conference, { id });
    const watch = 'subscription ($id: ID!) { conferenceOpened(blocId: $id) { sequence inSession { slug } } }';
    const inbox = server.follow(await server.socket(), watch, { id: blocId });
    expect((await inbox.next()).conferenceOpened.inSession).toEqual([{ slug: 'theo-cum-2020' }]);
    await bring('theo-cum', { '/conference/visibility': 'PARTICIPANTS' });
    expect((await inbox.next()).conferenceOpened.inSession).toEqual([]);
    await bring('theo-cum');
    const { sequence, inSession } = (await inbox.next()).conferenceOpened;
    expect(inSession).toEqual([{ slug: 'theo-cum-2020' }]);
    const told = await db.query('select kind, body from event where stream = $1 and sequence > $2 order by sequence', [
      blocId,
      sequence - 3,
    ]);
    expect(told.map(({ kind, body }: { kind: string; body: string }) => [kind, JSON.parse(body).data])).toEqual([
      ['conferenceHidden', {}],
      ['conferenceImported', expect.objectContaining({ slug: 'theo-cum-2020', changed: 1 })],
      ['conferenceShown', { slug: 'theo-cum-2020', name: { vi: expect.any(String), en: null }, nature: 'LIVE' }],
    ]);
  });
});
