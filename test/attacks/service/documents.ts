import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';
import { closesYear, opensYear } from '../../support/hall';
import type { LargeHall } from './large-hall';
import { itemOf, largePages, type Pages, pageOf, schema, shaped } from './shape';

/**
 * Every document of the service part, in one place. Those written here take lists for plain ones; `shaped` fits them to
 * the schema.
 */

/** One operation, ready to send. */
export interface Document {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Who asks; the public unless given. */
  readonly as?: 'delegate' | 'chair';
}

/** Selections of a conference, from very dear to cheap: nested lists, wide lists, one list, counts. */
const deepSelections: readonly string[] = [
  'polls { roll { delegate { conference { polls { roll { voted } } } } } }',
  'polls { roll { delegate { conference { polls { roll { voted present member { code } } } } } } }',
  'polls { ballots { delegate { conference { polls { ballots { choices } } } } } }',
  'proposals { member { bloc { members { proposals { conference { slug } } } } } }',
  'members { results { conference { polls { roll { voted } } } } }',
  'pact { board { slots { member { bloc { members { code } } } } } }',
];

const liveSelections: readonly string[] = [
  'polls { roll { voted delegate { name { vi } } member { code } } }',
  'polls { ordinal tally { cast options { votes } } }',
  'polls { roll { voted } ballots { choices } }',
  'attendance { present } proposals { state member { shortName { vi } } poll { tally { cast } } }',
  'pact { board { signed slots { member { code } signature { signedAt } } } } polls { roll { present } }',
];

/** GET requests of a stranger for lists in lists. */
export function deepQueries({ slug }: LargeHall): readonly string[] {
  return deepSelections.map((selection) => shaped(`{ conference(slug: "${slug}") { ${selection} } }`));
}

/** So many subscriptions of the public, no two alike, each moved by ballots: every one is a group of its own. */
export function liveDocuments({ conferenceId, pollId }: LargeHall, count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => {
    if (n % 4 === 3)
      return shaped(`subscription { pollTally(pollId: "${pollId}") {
        sequence p${n}: poll { roll { voted delegate { name { vi } } } tally { cast } } } }`);
    const selection = liveSelections[n % liveSelections.length] as string;
    return shaped(`subscription { conferenceChanged(conferenceId: "${conferenceId}") {
      sequence c${n}: conference { ${selection} } } }`);
  });
}

/** The log from its beginning, in so many ways that nobody shares. */
export function logDocuments({ conferenceId }: LargeHall, count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) =>
    shaped(`subscription { conferenceEvents(conferenceId: "${conferenceId}", after: 0) {
        sequence at kind e${n}: body digest actor { name } } }`),
  );
}

/** The whole schema ten times. */
export function introspections(): readonly string[] {
  const whole = parse(getIntrospectionQuery());
  const [operation] = whole.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const fragments = whole.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const once = print((operation as OperationDefinitionNode).selectionSet)
    .trim()
    .slice(1, -1);
  const times = Array.from({ length: 10 }, (_, n) => once.replace('__schema', `s${n}: __schema`)).join(' ');
  return [`{ ${times} } ${fragments.map(print).join(' ')}`];
}

/** What takes long to find sound or unsound, though little or nothing is executed. */
export function repetitions({ slug }: LargeHall): readonly string[] {
  const times = (count: number, text: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => text(n)).join(' ');
  const asked = (selection: string) => `{ conference(slug: "${slug}") { ${selection} } }`;
  return [
    asked(times(240, (n) => `a${n}: slug`)),
    asked(times(240, () => 'name{vi}')),
    asked(`${times(230, () => 'name{vi}')} unknownField`),
    asked(times(135, () => 'bloc{name{vi}}')),
    `${asked('...a ...b')} ${['a', 'b'].map((name) => `fragment ${name} on Conference { ${times(110, () => 'name{vi}')} }`).join(' ')}`,
  ];
}

/** Just under 2,000 fields with fragments written out: all there is of one conference, as often as aliases allow. */
export function wideQueries({ slug }: LargeHall): readonly string[] {
  const fields = scalarsBelow(schema.getType('Conference') as GraphQLNamedType, 3, 130);
  const aliases = Array.from({ length: 14 }, (_, n) => `w${n}: conference(slug: "${slug}") { ...all }`);
  return [shaped(`{ ${aliases.join(' ')} } fragment all on Conference { ${fields} }`)];
}

/** Leaves of a type and of what it links to, without lists, up to so many fields. */
function scalarsBelow(type: GraphQLNamedType, depth: number, most: number): string {
  let left = most;
  const below = (parent: GraphQLNamedType, levels: number): string => {
    if (!isObjectType(parent)) return '';
    const texts: string[] = [];
    for (const field of Object.values(parent.getFields())) {
      if (left < 4 || field.args.some(isRequiredArgument) || isListType(getNullableType(field.type))) continue;
      const inner = getNamedType(field.type);
      if (restricted.has(`${parent.name}.${field.name}`) || inner.name.endsWith('Connection')) continue;
      left -= 1;
      if (isLeafType(inner)) texts.push(field.name);
      else if (levels > 0) {
        const selection = below(inner, levels - 1);
        if (selection) texts.push(`${field.name} { ${selection} }`);
      }
    }
    return texts.join(' ');
  };
  return below(type, depth);
}

/** Fields that are not for the public: they would be refused one by one. */
const restricted = new Set([
  'Conference.accounts',
  'Conference.connected',
  'Conference.delegatesConnected',
  'Conference.latency',
]);

/** Links that lead nowhere in the large hall. */
const absent = new Set(['agendaItem', 'currentItem', 'host', 'previous', 'proxyFor', 'rehearses']);

/** Items of a list in the large hall, by its field; where nothing is said, 5. */
function lengthsOf({ hall }: LargeHall): Readonly<Record<string, number>> {
  const electors = hall.members.length;
  return {
    roll: electors,
    ballots: electors,
    members: electors,
    signingMembers: electors,
    slots: electors,
    delegates: electors,
    presences: electors,
    signatures: electors / 2,
    results: electors * 3,
    polls: 30,
    proposals: 60,
    awardProposals: 60,
    events: 100,
    agenda: 12,
    articles: 8,
    options: 3,
    indicators: 3,
    posts: 0,
  };
}

/** So many nestings that begin with one list, and so many that end in one: the longest list would fill the table. */
const eachBeginning = 3;
const eachEnding = 2;

interface Nesting {
  readonly path: readonly string[];
  readonly estimate: number;
}

/**
 * The dearest ways to nest lists, one for each first and last list: every list field that can be reached, also through
 * things it links to, is walked up to `lists` lists deep, with up to `links` links between two lists.
 */
export function nestings(
  large: LargeHall,
  { lists, links }: { readonly lists: number; readonly links: number } = { lists: 3, links: 2 },
): readonly (Document & { readonly selection: string })[] {
  const lengths = lengthsOf(large);
  const best = new Map<string, Nesting & { text: string }>();
  const visitType = (type: GraphQLNamedType, path: readonly string[], estimate: number, left: number) => {
    if (!isObjectType(type)) return;
    for (const field of Object.values(type.getFields())) {
      if (restricted.has(`${type.name}.${field.name}`) || field.args.some(isRequiredArgument)) continue;
      const named = getNamedType(field.type);
      const isPage = named.name.endsWith('Connection');
      const isList = isPage || isListType(getNullableType(field.type));
      const item = isPage ? itemOf(named) : named;
      if (!isObjectType(item)) continue;
      const listed = path.filter((step) => step.startsWith('*')).length;
      if (!isList) {
        if (left > 0 && listed > 0 && !absent.has(field.name))
          visitType(item, [...path, field.name], estimate, left - 1);
        continue;
      }
      const length = lengths[field.name] ?? 5;
      const served = isPage ? Math.min(length, pageOf(field.name)) : length;
      const next = { path: [...path, `*${field.name}`], estimate: estimate * served };
      const key = `${next.path.find((step) => step.startsWith('*'))} ${type.name}.${field.name} ${listed}`;
      const known = best.get(key);
      const isDearer = !known || known.estimate < next.estimate;
      const isShorter = known?.estimate === next.estimate && next.path.length < known.path.length;
      if (isDearer || isShorter) best.set(key, { ...next, text: selectionOf(next.path, item) });
      if (listed + 1 < lists) visitType(item, next.path, next.estimate, links);
    }
  };
  visitType(schema.getType('Conference') as GraphQLNamedType, [], 1, 0);
  const taken = new Map<string, number>();
  return [...best.values()]
    .sort((a, b) => b.estimate - a.estimate)
    .filter(({ path }) => {
      const [begins, ends] = [path[0] as string, `… ${path.at(-1)}`];
      const seen = (place: string) => taken.get(place) ?? 0;
      if (seen(begins) === eachBeginning || seen(ends) === eachEnding) return false;
      for (const place of [begins, ends]) taken.set(place, seen(place) + 1);
      return true;
    })
    .map(({ path, text }) => ({
      name: `nesting: ${path.join(' ').replaceAll('*', '')}`,
      selection: text,
      query: shaped(`{ conference(slug: "${large.slug}") { ${text} } }`),
    }));
}

function selectionOf(path: readonly string[], last: GraphQLNamedType): string {
  const leaves = isObjectType(last)
    ? Object.values(last.getFields())
        .filter((field) => isLeafType(getNamedType(field.type)) && field.args.length === 0)
        .map((field) => field.name)
        .slice(0, 2)
    : [];
  const inner = leaves.length ? leaves.join(' ') : '__typename';
  return path.reduceRight((text, step) => `${step.replace('*', '')} { ${text} }`, inner);
}

/** The same selection of a conference as a subscription. */
export function asSubscription({ conferenceId }: LargeHall, selection: string, pages: Pages = largePages): string {
  return shaped(
    `subscription { conferenceChanged(conferenceId: "${conferenceId}") { conference { ${selection} } } }`,
    pages,
  );
}

/** The attack documents that ask for a conference, as a query and as a subscription. */
export function attackDocuments(large: LargeHall): readonly (Document & { readonly selection?: string })[] {
  const asked = (name: string, selection: string) => ({
    name,
    selection,
    query: shaped(`{ conference(slug: "${large.slug}") { ${selection} } }`),
  });
  const named = (name: string, queries: readonly string[]) =>
    queries.map((query, n) => ({ name: `${name} ${n + 1}`, query }));
  return [
    ...deepSelections.map((selection, n) => asked(`deep ${n + 1}`, selection)),
    ...liveSelections.map((selection, n) => asked(`live ${n + 1}`, selection)),
    ...named('introspection', introspections()),
    ...named('repetition', repetitions(large)),
    ...named('wide', wideQueries(large)),
  ];
}

const web = join(__dirname, '../../../web/src');

/** Every query and subscription the pages send, as they are in `web/src`, with values for their variables. */
export function pageDocuments(large: LargeHall): readonly (Document & { readonly isSubscription: boolean })[] {
  const files = (readdirSync(web, { recursive: true }) as string[]).filter((file) => file.endsWith('.graphql')).sort();
  const parsed = files.map((file) => ({ file, document: parse(readFileSync(join(web, file), 'utf8')) }));
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const { document } of parsed)
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  return parsed.flatMap(({ file, document }) =>
    document.definitions
      .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
      .filter(({ operation }) => operation !== 'mutation')
      .map((definition) => ({
        name: `page: ${definition.name?.value}`,
        query: [definition, ...usedBy(definition, fragments)].map(print).join('\n'),
        variables: variablesOf(definition, large),
        isSubscription: definition.operation === 'subscription',
        ...(/^(chair|hall)/.test(file) ? { as: 'chair' as const } : {}),
        ...(/^live/.test(file) ? { as: 'delegate' as const } : {}),
      })),
  );
}

function usedBy(
  node: OperationDefinitionNode | FragmentDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  found = new Set<FragmentDefinitionNode>(),
): ReadonlySet<FragmentDefinitionNode> {
  visit(node, {
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value);
      if (!fragment || found.has(fragment)) return;
      found.add(fragment);
      usedBy(fragment, fragments, found);
    },
  });
  return found;
}

/** What pages ask of a bloc by its short name. */
const pagesOfBlocs =
  /^(Office|Score|Member|Leaf|PollsThat|Setup(Deadlines|Handover|Files|BlocTaken)|Graph(Bloc|Results|Awards|More(Leadership|Movements))$)/;

/** @throws when a page asks for a variable nobody has thought of here */
function variablesOf({ name, variableDefinitions }: OperationDefinitionNode, large: LargeHall) {
  const isOfBloc = pagesOfBlocs.test(name?.value ?? '');
  const values: Readonly<Record<string, unknown>> = {
    slug: isOfBloc ? large.blocSlug : large.slug,
    conferenceId: large.conferenceId,
    // Further pages of a list are asked for by what the list hangs off.
    id: /Roll|Ballots/.test(name?.value ?? '') ? large.pollId : large.conferenceId,
    pollId: large.pollId,
    pactId: large.pactId,
    text: 'a',
    blocId: large.hall.bloc.id,
    bloc: large.blocSlug,
    // A member and a criterion that are there, or not: what is asked for is as much.
    ...{ code: 'don-vi-1', key: 'I./1', from: closesYear, to: opensYear },
    ...{ year: opensYear, lastYear: closesYear, period: 'Q1' },
  };
  const variables: Record<string, unknown> = {};
  for (const definition of variableDefinitions ?? []) {
    const variable = definition.variable.name.value;
    if (variable in values) variables[variable] = values[variable];
    else if (definition.type.kind === Kind.NON_NULL_TYPE && !definition.defaultValue) {
      if (variable !== 'after') throw new Error(`${name?.value}: say here what $${variable} is`);
      variables[variable] = 0;
    }
  }
  return variables;
}
