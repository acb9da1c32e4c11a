import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { pactWords } from './words';

/** What coming into force is told from. */
interface Force {
  readonly state: 'DRAFT' | 'OPEN' | 'IN_FORCE';
  readonly inForceAt: string | null;
  readonly rule: { readonly signatures: number | null; readonly from: string | null };
  readonly board: { readonly parties: number; readonly needed: number; readonly missing: number };
}

interface ForceSaid {
  /** That it is in force, or from when it will be; null before it has the signatures it needs. */
  readonly settled: string | null;
  /** What it needs and what is missing for that, a line each; none once it is in force. */
  readonly needs: readonly string[];
}

/** How a pact comes into force, in the words of every page. */
export function useForce(pact: Force | null): ForceSaid {
  const say = useWords(pactWords);
  const format = useFormat();
  if (!pact) return { settled: null, needs: [] };
  const { state, inForceAt, rule, board } = pact;
  if (state === 'IN_FORCE') {
    const waits = inForceAt !== null && Date.parse(inForceAt) > Date.now();
    return { settled: waits ? say('settledFrom', { date: format.date(inForceAt) }) : say('inForce'), needs: [] };
  }
  const { needed, parties, missing } = board;
  return {
    settled: null,
    needs: [
      ...(rule.signatures === null ? [] : [say('enough', { needed, parties })]),
      ...(rule.from === null ? [] : [say('from', { date: format.date(rule.from) })]),
      ...(state === 'OPEN' && missing > 0 ? [say('missing', { missing })] : []),
    ],
  };
}
