import type { GraphQLSchema } from 'graphql';
import type { Database } from '../database/database';
import { inSnapshot } from '../database/transaction';
import type { Version } from '../log/log-version';
import { publicViewer } from './authorize/viewer';
import { Budget, unlimited } from './budget';
import { maxAgeMs, ResultCache } from './cache/result-cache';
import { serverItself } from './context';
import { Documents } from './documents';
import type { Executor } from './execute';
import { type Lanes, quickUnits, type Work } from './lanes';
import type { Operation } from './operation';
import type { Pacer } from './pacer';
import type { Pipeline } from './pipeline';
import { executed, type Result, refused } from './result';
import { SerializedResult } from './serialized-result';

/** The whole small state of a conference, by the graph, as anyone may see it: of its longer lists the next page. */
const text = `query Snapshot($slug: String!, $proposals: String, $polls: String) {
  conference(slug: $slug) {
    id slug sequence kind nature state name { vi en } closesYear reviewsYear opensYear heldOn place { vi en } openedAt closedAt
    bloc { id slug name { vi en } }
    agenda { id ordinal session state title { vi en } startedAt finishedAt }
    attendance { present delegates membersPresent members electorate quorum quorate }
    leadership { role year ordinal mode member { id shortName { vi en } } }
    proposals(first: 100, after: $proposals) {
      nodes { id ordinal year state award { code name { vi en } } member { id shortName { vi en } } }
      pageInfo { hasNextPage endCursor }
    }
    polls(first: 100, after: $polls) { pageInfo { hasNextPage endCursor } nodes {
      id ordinal subject about { __typename ... on AwardProposal { id } } question { vi en } kind secrecy state openedAt closedAt voidReason
      maxChoices opensAt dueAt closesByItself secondBallot
      rule { electorate quorumNumerator quorumDenominator passNumerator passDenominator passStrict base seats floor
        tieOrder selfVote doubleMajority weights { weight member { id } } }
      tally { electors present quorum cast shown blank needed missing decided outcome
        weights { electors present cast blank } members { electors present cast }
        options { votes weight members won decidedBy option { code label { vi en } } }
        tie { seats next options { code } decision { reason decidedAt winners { code } } } }
    } }
    pact {
      id year state title { vi en } textHash frozenAt settledAt inForceAt rule { kind signatures from }
      board { signed parties needed missing slots { member { id shortName { vi en } } signature { id signedAt signerName { vi en } } } }
    }
  }
}`;

/** The limits of documents are for those of others. */
const ownLimits = { maxDepth: 20, maxTokens: 10_000, maxAliases: 0, introspection: false };

/** Bytes of snapshots kept, whatever RESULT_CACHE_BYTES says: each is read by very many. */
const maxBytes = 32 * 1_048_576;

export interface SnapshotParts {
  readonly db: Database;
  readonly pipeline: Pipeline;
  readonly schema: GraphQLSchema;
  readonly executor: Executor;
  readonly lanes: Lanes;
  readonly pacer: Pacer;
  readonly readVersion: (streams: readonly string[]) => Promise<Version>;
}

/** Snapshots of public conferences, each made once for each state of the logs, at one moment of the database. */
export class ConferenceSnapshots {
  private readonly operation: Operation;
  private readonly results: ResultCache;

  constructor(private readonly parts: SnapshotParts) {
    this.operation = operationOf(parts.schema);
    this.results = new ResultCache({ readVersion: parts.readVersion, maxBytes, maxAgeMs });
  }

  /** The conference as JSON; null where the public may see no such one. @throws what the database throws */
  async read(slug: string, requestId: string): Promise<SerializedResult | null> {
    const { lanes } = this.parts;
    const { lastUnits } = this.operation;
    const isQuick = lastUnits !== null && lastUnits <= quickUnits;
    const work = { isQuick, isPublic: true };
    const make = () => lanes.run(work, () => this.make(slug, requestId, work));
    const { isExecuted, body } = await this.results.answer(slug, make);
    return isExecuted ? body : null;
  }

  private make(slug: string, requestId: string, work: Work): Promise<Result> {
    const { db, pipeline, executor, pacer, lanes } = this.parts;
    const viewer = { ...publicViewer, expiresAt: null };
    const caller = { viewer, requestId, connection: serverItself };
    return inSnapshot(db, async (read) => {
      const budget = new Budget(unlimited, pacer);
      const context = pipeline.contextOf({ caller }, { read, budget });
      const readPage = async (after: Cursors): Promise<ConferencePage | null> => {
        const variables = { slug, ...after };
        const { data, errors } = await executor.execute({ operation: this.operation, variables }, context);
        if (errors)
          throw new AggregateError(errors, `snapshot of ${slug}: ${errors.map(({ message }) => message).join(', ')}`);
        return (data?.conference ?? null) as ConferencePage | null;
      };
      const data = { conference: await readWhole(readPage) };
      lanes.charge(work, budget.units, budget.bytes);
      if (!data.conference) return { ...refused([], 404), isReusable: true };
      const streams = [...context.streams];
      return { ...executed({ data }), streams, body: new SerializedResult(JSON.stringify(data)) };
    });
  }
}

/** Where to go on in each list; nothing for the beginning. */
interface Cursors {
  readonly proposals?: string | null;
  readonly polls?: string | null;
}

interface ListPage {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface ConferencePage {
  readonly proposals: ListPage;
  readonly polls: ListPage;
}

/** The conference with its longer lists whole: each as a plain list, however many pages it took. */
async function readWhole(readPage: (after: Cursors) => Promise<ConferencePage | null>): Promise<object | null> {
  const first = await readPage({});
  if (!first) return null;
  const whole = { proposals: [...first.proposals.nodes], polls: [...first.polls.nodes] };
  let page: ConferencePage | null = first;
  let after: Cursors = {};
  while (page && (page.proposals.pageInfo.hasNextPage || page.polls.pageInfo.hasNextPage)) {
    // A list that has ended has nothing more after its end.
    after = {
      proposals: page.proposals.pageInfo.endCursor ?? after.proposals ?? null,
      polls: page.polls.pageInfo.endCursor ?? after.polls ?? null,
    };
    page = await readPage(after);
    whole.proposals.push(...(page?.proposals.nodes ?? []));
    whole.polls.push(...(page?.polls.nodes ?? []));
  }
  return { ...first, ...whole };
}

/** @throws Error when the document does not fit the schema: a fault of this file */
function operationOf(schema: GraphQLSchema): Operation {
  const read = new Documents(schema, ownLimits).read(text);
  const operation = 'errors' in read ? null : read.operation(null);
  if (!operation) throw new Error(`the snapshot does not fit the schema: ${JSON.stringify(read)}`);
  return operation;
}
