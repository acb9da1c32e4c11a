import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
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

  it('uses every rule of the table, each on the field it names', () => {
    expect(ruled.filter(([name, rule]) => name !== rule)).toEqual([]);
    expect(ruled.map(([name]) => name).sort()).toEqual(Object.keys(authority).sort());
  });

  it('has no type for what must stay secret', () => {
    const names = types.map((type) => type.name);
    for (const secret of [
      'UnlinkedBallot',
      'NamedBallot',
      'RollEntry',
      'Elector',
      'Badge',
      'Session',
      'Event',
      'LogHead',
    ]) {
      expect(names).not.toContain(secret);
    }
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
        'castBallot',
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
    expect(subscription?.sort()).toEqual(['conferenceChanged', 'conferenceEvents', 'pactSignatures', 'pollTally']);
  });
});
