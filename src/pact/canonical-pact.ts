import { isUsual, type PactTerms } from '../bloc/pact-rule';
import { canonicalText } from '../log/canonical';
import type { Article } from './article';
import type { Pact } from './pact';
import type { Target } from './target';

/** Everything the text of a pact is made of. */
export interface PactParts {
  readonly conference: string;
  readonly bloc: string;
  readonly pact: Pick<Pact, 'year' | 'title' | 'preamble'>;
  readonly terms: PactTerms;
  readonly parties: readonly { readonly code: string; readonly name: string }[];
  readonly articles: readonly Pick<Article, 'ordinal' | 'heading' | 'text'>[];
  readonly targets: readonly (Pick<Target, 'ordinal' | 'raw' | 'unit'> & {
    readonly member: string | null;
    readonly indicator: string;
  })[];
}

/**
 * The one text every party signs: RFC 8785 JSON over NFC text, with names and words only, so that it can be read and
 * hashed anywhere without this server. Version 1, and 2 where a rule of its own says how it comes into force; see
 * docs/decisions/0006-pact-text.md
 */
export function canonicalPact({ conference, bloc, pact, terms, parties, articles, targets }: PactParts): string {
  const pair = (text: { vi: string; en: string | null }) => ({ vi: text.vi, en: text.en });
  return canonicalText({
    ...(isUsual(terms) ? { v: 1 } : { v: 2, inForce: { signatures: terms.signatures, from: terms.from } }),
    type: 'emulation-pact',
    bloc,
    conference,
    year: pact.year,
    title: pair(pact.title),
    preamble: pact.preamble && pair(pact.preamble),
    parties: parties.map(({ code, name }) => ({ code, name })),
    articles: articles.map(({ ordinal, heading, text }) => ({ ordinal, heading: pair(heading), text: pair(text) })),
    targets: targets.map(({ ordinal, member, indicator, raw, unit }) => ({ ordinal, member, indicator, raw, unit })),
  });
}
