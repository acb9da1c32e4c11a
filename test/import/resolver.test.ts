import { type GraphQLSchema, graphql } from 'graphql';
import { Refusal } from '../../src/errors/refusal';
import { publicViewer, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { makeSchema } from '../../src/schema';
import { aContext } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aViewer } from '../support/hall';
import { aRecord, written } from './a-file';

const mutation = `
  mutation ($input: ImportConferenceInput!) {
    importConference(input: $input) {
      report { dryRun created changed left flagged entries { path thing action before after } }
      conference { id }
      receipt { conference { id } sequence kind about { id } digest }
    }
  }
`;

interface Report {
  readonly report: {
    readonly created: number;
    readonly entries: readonly { readonly action: string; readonly after: string | null }[];
  };
  readonly conference: { readonly id: string } | null;
  readonly receipt: { readonly conference: { readonly id: string } | null } | null;
}

let database: TestDatabase;
let schema: GraphQLSchema;

beforeAll(async () => {
  database = await freshDatabase();
  schema = makeSchema();
});
afterAll(() => database.drop());

async function ask(viewer: Viewer, input: object) {
  const contextValue = aContext(database.db, viewer);
  const { data, errors } = await graphql({ schema, source: mutation, variableValues: { input }, contextValue });
  return { report: data?.importConference as Report | undefined, refusal: errors?.[0]?.originalError };
}

describe('Mutation.importConference', () => {
  it('reports what was done, with a receipt, and the second time that nothing was', async () => {
    const administrator = await aViewer(database.db, Role.ADMINISTRATOR);
    const first = await ask(administrator, { text: written(aRecord()) });
    expect(first.refusal).toBeUndefined();
    expect(first.report).toMatchObject({
      report: { dryRun: false },
      receipt: { sequence: 1, kind: 'conferenceImported' },
    });
    expect(first.report?.receipt?.conference).toEqual(first.report?.conference);
    expect(JSON.parse(first.report?.report.entries[0]?.after ?? '')).toMatchObject({ slug: 'khoi-thu' });
    const second = await ask(administrator, { text: written(aRecord()), dryRun: false });
    expect(second.report).toMatchObject({ report: { created: 0, changed: 0 }, receipt: null });
  });

  it('is open to an app with the scope', async () => {
    const app = await aViewer(database.db, Role.APP, null, null, ['import']);
    const { report } = await ask(app, { text: written(aRecord('ung-dung')), dryRun: true });
    expect(report).toMatchObject({ report: { dryRun: true }, conference: null, receipt: null });
  });

  it('is closed to the public before the file is read', async () => {
    const { refusal } = await ask(publicViewer, { text: 'x' });
    expect(refusal).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('gives every problem as plain facts', async () => {
    const administrator = await aViewer(database.db, Role.ADMINISTRATOR);
    const { refusal } = await ask(administrator, { text: written(aRecord(), { '/delegates/0/member': 'Ai đó' }) });
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).facts).toEqual({
      problems: [
        {
          path: '/delegates/0/member',
          line: expect.any(Number),
          value: 'Ai đó',
          problem: { vi: 'Không có đơn vị nào tên như vậy.', en: 'No member is called so.' },
          cure: { vi: expect.stringContaining('aliases'), en: expect.stringContaining('aliases') },
        },
      ],
    });
  });
});
