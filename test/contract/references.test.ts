import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall } from '../support/hall';
import { aPoll } from '../support/poll';

/** Columns that name a row and are no foreign key, and why. */
const free: Readonly<Record<string, string>> = {
  'event.actor_id': 'an entry tells who it was by itself, and is written on the way of every ballot',
  'pending_act.part_id': 'a delegate or what else the kind of the act names, read again when it is confirmed',
  'pending_act.target_id': 'a poll, pact or decision by the kind of the act, read again when it is confirmed',
  'poll_elector.elector_id': 'the member or the delegate of the two keys beside it, by a check',
};

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

describe('the tables', () => {
  it('let no row name what does not exist', async () => {
    const columns = await database.db.query<{ name: string }[]>(
      `select c.relname || '.' || a.attname as name
       from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname like '%\\_id'
         and not exists (
           select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and a.attnum = any(f.conkey)
         )
       order by 1`,
    );
    expect(columns.map(({ name }) => name)).toEqual(Object.keys(free));
  });

  it('are brought to that with the rows of an older release, which stop naming what is not there', async () => {
    const older = await freshDatabase();
    try {
      const { db } = older;
      const hall = await aHall(db);
      const other = await aHall(db);
      const conferenceId = hall.conference.id;
      const poll = await aPoll(db, { conferenceId });
      const next = await aPoll(db, { conferenceId, ordinal: 2, choices: {} });
      while ((await lastMigration(db)) !== 'HeldReferences1795000000110')
        await db.undoLastMigration({ transaction: 'each' });
      await db.undoLastMigration({ transaction: 'each' });
      await db.query(
        `update poll set subject_id = gen_random_uuid(), agenda_item_id = $2, previous_id = null where id = $1`,
        [poll.id, other.agenda[0]?.id],
      );
      await db.query(
        `insert into poll_option (poll_id, code, ordinal, label, member_id, subject_id) values
           ($1, 'a', 1, '{}', $2, gen_random_uuid()), ($1, 'b', 2, '{}', $2, null)`,
        [next.id, hall.members[0]?.id],
      );
      await db.runMigrations({ transaction: 'each' });
      expect(await db.query('select proposal_id, agenda_item_id from poll where id = $1', [poll.id])).toEqual([
        { proposal_id: null, agenda_item_id: null },
      ]);
      expect(await db.query('select code, member_id, proposal_id from poll_option order by code')).toEqual([
        { code: 'a', member_id: hall.members[0]?.id, proposal_id: null },
        { code: 'b', member_id: null, proposal_id: null },
      ]);
    } finally {
      await older.drop();
    }
  });
});

async function lastMigration(db: TestDatabase['db']): Promise<string | undefined> {
  const [row] = await db.query<{ name: string }[]>('select name from migration order by id desc limit 1');
  return row?.name;
}
