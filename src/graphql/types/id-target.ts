import {
  type GraphQLArgument,
  GraphQLID,
  type GraphQLInputField,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
} from 'graphql';

/** The type that an ID of each name is of. */
const targets: Readonly<Record<string, string>> = {
  accountId: 'Account',
  accountIds: 'Account',
  agendaItemId: 'AgendaItem',
  apiKeyId: 'ApiKey',
  badgeId: 'Badge',
  barId: 'MemberBar',
  blocId: 'Bloc',
  blocIds: 'Bloc',
  conferenceId: 'Conference',
  conferenceIds: 'Conference',
  deadlineId: 'Deadline',
  decisionId: 'AwardDecision',
  delegateId: 'Delegate',
  delegateIds: 'Delegate',
  deputyDelegateId: 'Delegate',
  deputyIds: 'Member',
  heldRoleId: 'HeldRole',
  ids: 'Node',
  indicatorId: 'Indicator',
  itemId: 'AgendaItem',
  leaderDelegateId: 'Delegate',
  leaderId: 'Member',
  memberId: 'Member',
  memberIds: 'Member',
  pactId: 'Pact',
  pendingActId: 'PendingAct',
  pollId: 'Poll',
  pollIds: 'Poll',
  previousId: 'Poll',
  proposalId: 'AwardProposal',
  reportId: 'ResultReport',
  resultId: 'Result',
  sessionId: 'Session',
  speakerId: 'Speaker',
  standInId: 'Delegate',
  webhookId: 'Webhook',
};

/**
 * Writes to each argument and input field of type ID what it names, as `extensions.idOf`: by its name, and `id` is of
 * what the field answers. So no client can send an ID of which nobody has said, and tried, what it may name.
 * @throws Error for one of another name, or of a type that is not there
 */
export function declareTargets(schema: GraphQLSchema): GraphQLSchema {
  const declare = (slot: GraphQLArgument | GraphQLInputField, answered?: string) => {
    if (getNamedType(slot.type) !== GraphQLID) return;
    const target = slot.name === 'id' ? answered : targets[slot.name];
    if (target === undefined || !schema.getType(target))
      throw new Error(`${slot.name}: say in graphql/types/id-target what this ID names`);
    slot.extensions = { ...slot.extensions, idOf: target };
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) declare(field);
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields()))
      for (const argument of field.args) declare(argument, getNamedType(field.type).name);
  }
  return schema;
}
