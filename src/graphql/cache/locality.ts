import {
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** Root fields that name one conference, or something of one; each records it in its context (`Context.about`). */
const localRoots: ReadonlySet<string> = new Set([
  'awardProposal',
  'conference',
  'delegate',
  'pact',
  'poll',
  '__typename',
]);

/** Types of what belongs to no conference. From them a document can reach any conference. */
export const sharedTypes: ReadonlySet<string> = new Set([
  'Account',
  'ApiKey',
  'Award',
  'Badge',
  'Bloc',
  'ConferenceFileOfBloc',
  'Deadline',
  'DueItem',
  'Handover',
  'HeldRole',
  'Identity',
  'Indicator',
  'IssuedBadge',
  'LeaderSuggestionOfYear',
  'LeadershipOfYear',
  'LeadershipTerm',
  'Member',
  'MemberBar',
  'MemberScore',
  'MemberWeight',
  'Membership',
  'NextYearDraft',
  'ResultReport',
  'ReportedFigure',
  'ScoreCriterion',
  'ScoreEntry',
  'ScoreLeaf',
  'ScoreRemark',
  'ScoreTable',
  'ScoreWork',
  'Session',
  'VotingRule',
  'Webhook',
  'WebhookStream',
  'YearRule',
  'YearScores',
]);

/** Fields of a thing of a conference that lead to another conference. */
const leadingElsewhere: ReadonlySet<string> = new Set(['rehearsals', 'rehearses']);

/**
 * Whether a document stays within the conferences its root fields name. From a conference it may go to members, blocs
 * and awards, which no act at another conference changes (log/local-kinds), but not from those to anything else.
 */
export function staysLocal(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let isLocal = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node) => {
        const parent = types.getParentType();
        const target = getNamedType(types.getType() ?? null) as GraphQLNamedType | null;
        if (parent === schema.getQueryType()) isLocal &&= localRoots.has(node.name.value);
        else if (parent !== schema.getSubscriptionType()) isLocal &&= !leadsAway(parent?.name, node.name.value, target);
      },
    }),
  );
  return isLocal;
}

function leadsAway(parent: string | undefined, field: string, target: GraphQLNamedType | null): boolean {
  if (leadingElsewhere.has(field) || isAbstractType(target)) return true;
  return parent !== undefined && isShared(parent) && isObjectType(target) && !isShared(target.name) && !isPlain(target);
}

/** A type, its pages and the items of its pages. */
const isShared = (name: string): boolean => sharedTypes.has(name.replace(/(Connection|Edge)$/, ''));

/** Holds values, and things that hold values only, so that nothing is reached through it. */
function isPlain(type: GraphQLNamedType): boolean {
  return fieldTypesOf(type).every((inner) => fieldTypesOf(inner).every((value) => !isCompositeType(value)));
}

const fieldTypesOf = (type: GraphQLNamedType): GraphQLNamedType[] =>
  isObjectType(type) ? Object.values(type.getFields()).map((field) => getNamedType(field.type)) : [];
