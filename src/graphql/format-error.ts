import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { faultKind } from '../database/faults';
import { type Code, codes } from '../errors/codes';
import { Refusal } from '../errors/refusal';
import type { Report } from '../errors/report';

const known = new Map<string, Code>(Object.keys(codes).map((code) => [code, code as Code]));

/**
 * The one way an error leaves the server, on every transport. Refusals and faults of the document keep their code and
 * text; anything else is reported whole and shows as INTERNAL_SERVER_ERROR, or BUSY or READ_ONLY when the database is away or
 * takes no writes.
 */
export function formatError(error: unknown, requestId: string, report: Report): GraphQLFormattedError {
  const graphql = error instanceof GraphQLError ? error : undefined;
  const original = graphql?.originalError ?? error;
  const place = graphql
    ? {
        ...(graphql.locations ? { locations: graphql.locations } : {}),
        ...(graphql.path ? { path: graphql.path } : {}),
      }
    : {};
  const shown = (code: Code, message: string, facts: object = {}) => ({
    message,
    ...place,
    extensions: {
      code,
      vi: codes[code].vi,
      en: codes[code].en,
      requestId,
      ...(Object.keys(facts).length ? { facts } : {}),
    },
  });
  if (original instanceof Refusal) return shown(original.code, original.message, original.facts);
  if (isArgumentError(original))
    return shown('BAD_USER_INPUT', codes.BAD_USER_INPUT.en, { problems: problemsOf(original) });
  if (graphql && (!graphql.originalError || original instanceof GraphQLError)) {
    // Apollo wraps what a validation rule reports and gives it the code of validation; the rule's own code counts.
    const own = original instanceof GraphQLError ? original.extensions : undefined;
    const code = known.get(String(own?.code)) ?? known.get(String(graphql.extensions.code)) ?? 'BAD_USER_INPUT';
    if (code !== 'INTERNAL_SERVER_ERROR') return shown(code, graphql.message, own?.facts as object | undefined);
  }
  const code = unavailableCode(original);
  if (code) return shown(code, codes[code].en);
  report(original, requestId);
  return shown('INTERNAL_SERVER_ERROR', codes.INTERNAL_SERVER_ERROR.en);
}

/** The code of a failure that passes by itself, or null. */
function unavailableCode(error: unknown): 'BUSY' | 'READ_ONLY' | null {
  const kind = faultKind(error);
  if (!kind) return null;
  return kind === 'readOnly' ? 'READ_ONLY' : 'BUSY';
}

interface ArgumentProblem {
  readonly property: string;
  readonly constraints?: Readonly<Record<string, string>>;
  readonly children?: readonly ArgumentProblem[];
}

/** True for type-graphql's ArgumentValidationError, told by shape since it also carries the caller's whole input. */
function isArgumentError(
  error: unknown,
): error is Error & { extensions: { validationErrors: readonly ArgumentProblem[] } } {
  const extensions =
    error instanceof Error ? (error as { extensions?: { validationErrors?: unknown } }).extensions : undefined;
  return Array.isArray(extensions?.validationErrors);
}

/** One line a problem, with the path of the argument before it: `articles.0.heading.vi: vi must be longer than …`. */
function problemsOf(error: { extensions: { validationErrors: readonly ArgumentProblem[] } }): readonly string[] {
  const lines = ({ property, constraints, children }: ArgumentProblem, above: string): readonly string[] => {
    const path = `${above}${property}`;
    return [
      ...Object.values(constraints ?? {}).map((text) => `${path}: ${text}`),
      ...(children ?? []).flatMap((child) => lines(child, `${path}.`)),
    ];
  };
  return error.extensions.validationErrors.flatMap((problem) => lines(problem, ''));
}
