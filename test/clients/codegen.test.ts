import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/** What apps usually ask: sign in, list, follow, resume, act, find by id. */
const documents = `
  fragment PollParts on Poll {
    id sequence state question { vi en } dueAt
    tally { sequence cast electors shown outcome options { option { code label { vi en } } votes } }
    about { __typename ... on Member { code } ... on AwardProposal { year award { name { vi } } } }
  }
  mutation SignIn($code: String!) { signIn(input: { code: $code }) { token viewer { role } } }
  query Polls($slug: String!, $first: Int, $after: String) {
    conference(slug: $slug) {
      id sequence heldOn
      polls(first: $first, after: $after) { totalCount edges { node { ...PollParts } } pageInfo { hasNextPage endCursor } }
    }
  }
  subscription Tally($id: ID!) { pollTally(pollId: $id) { sequence poll { ...PollParts } } }
  subscription Log($id: ID!, $after: Int!) {
    conferenceEvents(conferenceId: $id, after: $after) { sequence kind at body digest about { __typename id } }
  }
  mutation Cast($input: CastBallotInput!) { castBallot(input: $input) { receipt { sequence digest } poll { ...PollParts } } }
  query Found($id: ID!) { node(id: $id) { __typename id ... on Pact { state board { signed parties } } } }
`;

/** A program that uses them; each line that is expected to be wrong has to be. */
const program = `
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { CastDocument, LogDocument, PollsDocument, TallyDocument, FoundDocument, SignInDocument } from './made';

declare function ask<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Data;

const first = ask(PollsDocument, { slug: 'cum', first: null }).conference?.polls.edges[0]?.node;
const due: string | null | undefined = first?.dueAt;
const votes: number | null | undefined = first?.tally.options[0]?.votes;
if (first?.about?.__typename === 'Member') first.about.code satisfies string;
const frame: number = ask(TallyDocument, { id: 'p' }).pollTally.sequence;
const kind: string = ask(LogDocument, { id: 'c', after: 0 }).conferenceEvents.kind;
const { receipt, poll } = ask(CastDocument, { input: { pollId: 'p', choices: ['YES'] } }).castBallot;
const found = ask(FoundDocument, { id: 'p' }).node;
if (found?.__typename === 'Pact') found.board.signed satisfies number;
ask(SignInDocument, { code: 'x' }).signIn.viewer?.role satisfies string | undefined;
// @ts-expect-error what an act changed may be null, its receipt may not
poll.state satisfies string;
receipt.digest satisfies string;
// @ts-expect-error the input has no such field
ask(CastDocument, { input: { pollId: 'p', choice: 'YES' } });
// @ts-expect-error an instant is a text
const wrong: Date = first!.dueAt;
export { due, frame, kind, votes, wrong };
`;

describe('graphql-codegen', () => {
  it('makes types from the printed schema that tsc accepts, and that say what may be null', () => {
    const folder = mkdtempSync(join(tmpdir(), 'giaouoc-codegen-'));
    try {
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
      writeFileSync(join(folder, 'app.graphql'), documents);
      const given = [join(root, 'schema', 'api.graphql'), 'app.graphql', 'made.ts'];
      execFileSync(process.execPath, [join(__dirname, 'generate-types.mjs'), ...given], { cwd: folder });
      writeFileSync(join(folder, 'app.ts'), program);
      const flags = ['--strict', '--noEmit', '--skipLibCheck', '--target', 'es2022', '--types', ''];
      const how = ['--module', 'preserve', '--moduleResolution', 'bundler', '--noUncheckedIndexedAccess', 'app.ts'];
      const tsc = require.resolve('typescript/package.json').replace('package.json', 'bin/tsc');
      const { stdout, status } = spawnSync(process.execPath, [tsc, ...flags, ...how], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect([stdout, status]).toEqual(['', 0]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
