import { DecisionStep } from '../../award/decision';
import { PactState } from '../../pact/pact';
import {
  type DecisionLine,
  type Handler,
  known,
  type ProposalLine,
  type SignatureLine,
  type Told,
  type Words,
} from './state';

/** The pact and its signatures, award proposals and what became of them. */
export const paperHandlers: Readonly<Record<string, Handler>> = {
  pactDrafted(state, { subject, data }) {
    const { year, title, parties } = data as { year: number; title: Words; parties?: readonly string[] };
    const draft = { id: subject, year, title, state: PactState.DRAFT, textHash: null, signatures: [] };
    state.pacts[subject] = { ...draft, parties: parties ?? [] };
  },
  pactOpened(state, told) {
    const { textHash, parties, rule } = told.data;
    const opened = { state: PactState.OPEN, textHash, parties, ...(rule ? { rule } : {}) };
    Object.assign(known(state.pacts, told), opened);
  },
  pactSigned(state, told) {
    const pact = known(state.pacts, told);
    const { memberId, delegateId, signer, method, textHash } = told.data as unknown as SignatureLine;
    pact.signatures = [...pact.signatures, { memberId, delegateId, signer, method, textHash }];
  },
  signatureWithdrawn(state, told) {
    const pact = known(state.pacts, told);
    pact.signatures = pact.signatures.filter(({ memberId }) => memberId !== told.data.memberId);
  },
  pactInForce(state, told) {
    known(state.pacts, told).state = PactState.IN_FORCE;
  },
  awardProposed(state, { subject, data }) {
    const { ordinal, award, memberId, year, reason = null } = data as unknown as ProposalLine;
    state.proposals[subject] = { id: subject, ordinal, award, memberId, year, reason, decisions: [] };
  },
  proposalCorrected(state, told) {
    const { grounds } = told.data.after as { grounds: Words | null };
    known(state.proposals, told).reason = grounds;
  },
  decisionRecorded: decide(({ data }) => stepOf(data)),
  decisionCorrected: decide(({ data }) => ({
    ...stepOf(data),
    correctsId: data.corrects as string,
    reason: data.reason as string,
  })),
  proposalWithdrawn: decide(({ data }) => ({
    ...stepOf(data),
    step: DecisionStep.WITHDRAWN,
    reason: data.reason as string,
  })),
};

function decide(lineOf: (told: Told) => DecisionLine): Handler {
  return (state, told) => {
    const proposal = known(state.proposals, told);
    proposal.decisions = [...proposal.decisions, lineOf(told)];
  };
}

function stepOf({ decisionId, ordinal, step, number, decidedOn, note }: Told['data']): DecisionLine {
  const told = { id: decisionId, ordinal, step, number: number ?? null, decidedOn: decidedOn ?? null };
  return { ...told, note: note ?? null, correctsId: null, reason: null } as DecisionLine;
}
