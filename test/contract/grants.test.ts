import { issueBadge } from '../../src/auth/issue-badge';
import { Conference, Visibility } from '../../src/conference/conference';
import { openConference } from '../../src/conference/open-conference';
import { isVisible } from '../../src/conference/visibility';
import type { Database } from '../../src/database/database';
import { authority, type Field, mayUse, requireAllowed } from '../../src/graphql/authorize/authority';
import { operator, publicViewer, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { importConference } from '../../src/import/import-conference';
import { aLive, aRecord, written } from '../import/a-file';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, aViewer, type Hall } from '../support/hall';

let database: TestDatabase;
let db: Database;
let hall: Hall;
let other: Hall;
let slugs = 0;
beforeAll(async () => {
  database = await freshDatabase();
  ({ db } = database);
  hall = await aHall(db, { visibility: Visibility.PARTICIPANTS });
  other = await aHall(db, { visibility: Visibility.PARTICIPANTS });
});
afterAll(() => database.drop());

const scopes = ['read', 'write', 'import'] as const;
const combinations = Array.from({ length: 8 }, (_, bits) => scopes.filter((_, place) => bits & (1 << place)));

/** What a key may be asked that gives sight or publicity to somebody. A new mutation of an app is put into one of the two. */
const granting: readonly Field[] = ['Mutation.issueBadge', 'Mutation.importConference'];
const others: readonly string[] = [
  ...[
    'checkIn',
    'checkInDelegates',
    'checkInAll',
    'checkOut',
    'startAgendaItem',
    'finishAgendaItem',
    'addAgendaItem',
    'correctAgendaItem',
    'moveAgendaItem',
    'removeAgendaItem',
    'undoAgendaStart',
    'showOnHall',
    'askToSpeak',
    'withdrawSpeaker',
    'moveSpeaker',
    'setSpeakerTime',
    'startSpeaker',
    'stopSpeaker',
    'withdrawAct',
    'draftPact',
    'createPoll',
    'editPoll',
    'removePoll',
    'proposeAward',
    'createSecondBallot',
    'barMember',
    'endBar',
  ],
  ...[
    'recordDecision',
    'correctDecision',
    'correctResult',
    'correctProposal',
    'withdrawProposal',
    'revokeAccount',
    'revokeSession',
    'revokeBadge',
    'signOut',
    'signIn',
  ],
];

async function outcome(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (error) {
    const { code } = await refusalOf(Promise.reject(error));
    return code;
  }
}

/** A conference file brought in by the operator, to be changed by a key. */
async function aConference(visibility: Visibility, opened = false) {
  slugs += 1;
  const file = aLive(`quyen-${slugs}`);
  const { conferenceId } = await importConference(db, operator, {
    text: written(file, { '/conference/visibility': visibility }),
    dryRun: false,
  });
  if (opened) await openConference(db, operator, { conferenceId: conferenceId as string, idempotencyKey: null });
  return { file, conferenceId: conferenceId as string };
}

const keyOf = (held: readonly string[], conferenceIds: string[] | null = null) =>
  aViewer(db, Role.APP, null, null, [...held], conferenceIds);

describe('a key grants nothing that it has not', () => {
  it('by any mutation that the table opens to apps: each is known to give sight, or not to', () => {
    const everything: Viewer = { ...publicViewer, role: Role.APP, scopes };
    const open = (Object.keys(authority) as Field[]).filter(
      (field) => field.startsWith('Mutation.') && mayUse(everything, field),
    );
    const known = [...granting, ...others.map((name) => `Mutation.${name}`)];
    expect(open.filter((field) => !known.includes(field))).toEqual([]);
  });

  it.each(combinations.map((held) => [held.join('+') || 'nothing', held] as const))(
    'with %s: a badge',
    async (_, held) => {
      const badge = (of: Hall, app: Viewer, role = Role.OBSERVER) =>
        outcome(() => issueBadge(db, app, { role, conferenceId: of.conference.id, ttlMinutes: 5 }));
      const app = await keyOf(held);
      const gives = held.includes('read') && held.includes('write');
      expect(await badge(hall, app)).toBe(gives ? 'done' : 'FORBIDDEN');
      for (const role of [Role.CHAIR, Role.SECRETARY]) expect(await badge(hall, app, role)).toBe('FORBIDDEN');
      const limited = await keyOf(held, [hall.conference.id]);
      expect(await badge(hall, limited)).toBe(gives ? 'done' : 'FORBIDDEN');
      expect(await badge(other, limited)).toBe('FORBIDDEN');
    },
  );

  it.each(combinations.map((held) => [held.join('+') || 'nothing', held] as const))(
    'with %s: publicity, and a report of what is stored',
    async (_, held) => {
      const brings = held.includes('import');
      const reads = held.includes('read');
      const app = await keyOf(held);
      const bring = (of: object, changes: Record<string, unknown>, dryRun = false, by = app) =>
        outcome(() => importConference(db, by, { text: written(of as never, changes), dryRun }));

      const hidden = await aConference(Visibility.PARTICIPANTS);
      const visibilityOf = async (id: string) => (await db.manager.findOneByOrFail(Conference, { id })).visibility;
      expect(await bring(hidden.file, { '/conference/visibility': 'PUBLIC' })).toBe('FORBIDDEN');
      expect(await visibilityOf(hidden.conferenceId)).toBe('PARTICIPANTS');
      // The report of a trial tells the values that are stored.
      const asked = { '/conference/name': 'Tên khác' };
      expect(await bring(hidden.file, asked, true)).toBe(brings && reads ? 'done' : 'FORBIDDEN');
      expect(await bring(hidden.file, asked)).toBe(brings && reads ? 'done' : 'FORBIDDEN');

      const fresh = (n: string) => aRecord(`moi-${held.join('-')}-${n}`);
      expect(await bring(fresh('a'), { '/conference/visibility': 'PUBLIC' })).toBe('FORBIDDEN');
      const own = { '/conference/visibility': 'PARTICIPANTS' };
      expect(await bring(fresh('b'), own)).toBe(brings ? 'done' : 'FORBIDDEN');
      expect(await bring(fresh('c'), own, false, await keyOf(held, [hall.conference.id]))).toBe('FORBIDDEN');
    },
  );

  it('with every scope: neither visibility nor name of a conference in session', async () => {
    const app = await keyOf(scopes);
    for (const visibility of [Visibility.PUBLIC, Visibility.PARTICIPANTS]) {
      const { file } = await aConference(visibility, true);
      const turned = visibility === 'PUBLIC' ? 'PARTICIPANTS' : 'PUBLIC';
      for (const change of [{ '/conference/visibility': turned }, { '/conference/name': 'Tên khác' }]) {
        const text = written(file, { '/conference/visibility': visibility, ...change });
        expect((await refusalOf(importConference(db, app, { text, dryRun: false }))).code).toBe('FORBIDDEN');
        const report = await importConference(db, operator, { text, dryRun: true });
        expect(report.changed).toBe(1);
      }
    }
  });

  it('limited to conferences: what it reads, and where it acts', async () => {
    const app = await keyOf(scopes, [hall.conference.id]);
    expect([hall, other].map(({ conference }) => isVisible(app, conference))).toEqual([true, false]);
    expect(() => requireAllowed(app, 'Mutation.checkIn', hall.conference.id)).not.toThrow();
    expect(() => requireAllowed(app, 'Mutation.checkIn', other.conference.id)).toThrow();
  });
});
