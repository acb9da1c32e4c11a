import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { authority } from '../../src/graphql/authorize/authority';
import { makeSchema } from '../../src/schema';

const schema = makeSchema();
const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()] as GraphQLObjectType[];

/** Every `Type.field` that carries a rule, with it. */
const ruled = types
  .filter(isObjectType)
  .flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) =>
      field.extensions.rule ? [[`${type.name}.${field.name}`, field.extensions.rule]] : [],
    ),
  );

/** What has no description: a type, field, argument, input field or enum value. */
function undescribed(type: GraphQLNamedType): string[] {
  const missing: string[] = [];
  const look = (name: string, description: string | null | undefined) => {
    if (!description?.trim()) missing.push(name);
  };
  const isRoot = roots.some((root) => root === type);
  if (!isRoot) look(type.name, type.description);
  if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value.description);
  if (isInputObjectType(type))
    for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field.description);
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      look(`${type.name}.${field.name}`, field.description);
      for (const argument of field.args) look(`${type.name}.${field.name}(${argument.name})`, argument.description);
    }
  }
  return missing;
}

describe('the GraphQL schema', () => {
  it('is the one printed in schema/api.graphql', () => {
    const written = readFileSync(join(__dirname, '..', '..', 'schema', 'api.graphql'), 'utf8');
    expect(`${printSchema(lexicographicSortSchema(schema))}\n`).toBe(written);
  });

  it('describes every type, field, argument and value', () => {
    expect(types.flatMap(undescribed)).toEqual([]);
  });

  it('puts every query, mutation and subscription under the rule of its own name', () => {
    const fields = roots.flatMap((root) =>
      Object.values(root.getFields()).map((field) => [`${root.name}.${field.name}`, field.extensions.rule]),
    );
    expect(fields.filter(([name, rule]) => name !== rule)).toEqual([]);
  });

  it('has the kinds with an id that docs/api.md names: those that `node` finds, and the others', () => {
    const told = readFileSync(join(__dirname, '..', '..', 'docs', 'api.md'), 'utf8');
    const namedIn = (line: RegExp) => [...(line.exec(told)?.[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name);
    const withId = types.filter(isObjectType).filter((type) => 'id' in type.getFields());
    const [nodes, others] = [true, false].map((isNode) =>
      withId.filter((type) => type.getInterfaces().some(({ name }) => name === 'Node') === isNode),
    );
    expect(namedIn(/^- Kinds of `Node`: (.*?)\. /m)).toEqual(nodes?.map(({ name }) => name).sort());
    expect(namedIn(/^- Ids that `node` does not find,.*?: of (.*)\.$/m)).toEqual(
      others?.map(({ name }) => name).sort(),
    );
  });

  it('says of each scalar of its own where it is specified', () => {
    const own = types.filter(isScalarType).filter((type) => !isSpecifiedScalarType(type));
    expect(Object.fromEntries(own.map(({ name, specifiedByURL }) => [name, specifiedByURL]))).toEqual({
      DateTimeISO: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
      Decimal: 'https://www.w3.org/TR/xmlschema11-2/#decimal',
      LocalDate: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
    });
  });

  it('never loses a thing to a field of it that the viewer may not read: such a field may be null', () => {
    const gated = types
      .filter(isObjectType)
      .filter((type) => !roots.includes(type))
      .flatMap((type) => Object.values(type.getFields()))
      .filter((field) => field.extensions.rule);
    expect(gated.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([]);
    expect(gated.length).toBeGreaterThan(0);
  });

  it('uses every rule of the table, each on the field it names', () => {
    expect(ruled.filter(([name, rule]) => name !== rule)).toEqual([]);
    expect(ruled.map(([name]) => name).sort()).toEqual(Object.keys(authority).sort());
  });

  it('lets every mutation be sent again safely', () => {
    // A badge code is used once and the token is not kept; a session that has ended cannot ask again.
    const exceptions = ['signIn', 'signOut'];
    const keyless = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(({ args }) => {
      const input = args.find(({ name }) => name === 'input');
      const type = input && getNamedType(input.type);
      return !isInputObjectType(type) || type.getFields().idempotencyKey?.type.toString() !== 'String';
    });
    expect(keyless.map(({ name }) => name).sort()).toEqual(exceptions);
  });

  it('lets every mutation answer with a receipt that reading back cannot take away', () => {
    for (const { name, type } of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      const payload = getNamedType(type) as GraphQLObjectType;
      expect(payload.name).toBe(`${name[0]?.toUpperCase()}${name.slice(1)}Payload`);
      const { receipt, ...changed } = payload.getFields();
      // No entry tells of a sign-in; nothing is written by a file with nothing new, or by a session just ended.
      const without = ['signIn', 'importConference', 'importDelegates', 'importScores', 'signOut'];
      if (!without.includes(name)) expect(receipt?.type.toString()).toBe('Receipt!');
      const read = Object.values(changed).filter(
        (field) => isNonNullType(field.type) && !isLeafType(getNamedType(field.type)),
      );
      expect(read.map((field) => `${payload.name}.${field.name}`)).toEqual(
        ['importConference', 'importDelegates', 'importScores'].includes(name) ? [`${payload.name}.report`] : [],
      );
    }
  });

  it('has no type for what must stay secret', () => {
    const names = types.map((type) => type.name);
    for (const secret of [
      'UnlinkedBallot',
      'NamedBallot',
      'RollEntry',
      'Elector',
      'Event',
      'LogHead',
      'WebhookConference',
      'WebhookBloc',
    ]) {
      expect(names).not.toContain(secret);
    }
  });

  it('shows of a badge, a session and a key nothing that lets somebody in', () => {
    const shown = (name: string) => Object.keys((schema.getType(name) as GraphQLObjectType).getFields()).sort();
    // The one place where codes are shown, to whoever makes them.
    expect(shown('IssuedBadge')).toEqual(['account', 'code', 'expiresAt']);
    expect(shown('Badge')).toEqual(['account', 'expiresAt', 'id']);
    expect(shown('Session')).toEqual(['createdAt', 'expiresAt', 'id', 'kind', 'lastSeenAt', 'revokedAt']);
    expect(shown('ApiKey')).toEqual(
      ['account', 'conferences', 'createdAt', 'expiresAt', 'id', 'lastUsedAt', 'name', 'revokedAt', 'scopes'].sort(),
    );
  });

  it('has the names client apps rely on', () => {
    const [query, mutation, subscription] = roots.map((root) => Object.keys(root.getFields()));
    expect(query).toEqual(
      expect.arrayContaining([
        'me',
        'bloc',
        'blocs',
        'conference',
        'conferences',
        'pact',
        'poll',
        'awardProposal',
        'node',
      ]),
    );
    expect(mutation).toEqual(
      expect.arrayContaining([
        'signIn',
        'signOut',
        'checkIn',
        'checkOut',
        'startAgendaItem',
        'finishAgendaItem',
        'openConference',
        'closeConference',
        'draftPact',
        'openPact',
        'signPact',
        'withdrawSignature',
        'proposeAward',
        'createPoll',
        'openPoll',
        'schedulePoll',
        'recordConsensus',
        'retractConsensus',
        'castBallot',
        'changeBallot',
        'closePoll',
        'voidPoll',
        'recordPollResult',
        'startRehearsal',
        'stopRehearsal',
        'recordDecision',
        'appointLeadership',
        'importConference',
      ]),
    );
    expect(subscription?.sort()).toEqual([
      'agendaChanged',
      'attendanceChanged',
      'awardProposalsChanged',
      'blocEvents',
      'conferenceChanged',
      'conferenceEvents',
      'conferenceOpened',
      'pactSignatures',
      'pollTally',
      'pollsChanged',
      'scoresChanged',
    ]);
  });
});
