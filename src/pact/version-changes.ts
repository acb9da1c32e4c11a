import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { PactTerms } from '../bloc/pact-rule';

export enum PactPart {
  TITLE = 'TITLE',
  PREAMBLE = 'PREAMBLE',
  PARTY = 'PARTY',
  RULE = 'RULE',
  ARTICLE = 'ARTICLE',
  TARGET = 'TARGET',
}
registerEnumType(PactPart, {
  name: 'PactPart',
  description: 'A part of the text of a pact.',
  valuesConfig: {
    TITLE: { description: 'The title.' },
    PREAMBLE: { description: 'The opening words.' },
    PARTY: { description: 'A party.' },
    RULE: { description: 'How it comes into force, where a rule of its own says so.' },
    ARTICLE: { description: 'An article, heading and text.' },
    TARGET: { description: 'A target.' },
  },
});

@ObjectType({ description: 'One difference between two versions of the text of a pact.' })
export class PactChange {
  @Field(() => PactPart, { description: 'What differs.' })
  part: PactPart;

  @Field(() => Int, {
    nullable: true,
    description: 'Which article, target or party, from 1; null for title, preamble and rule.',
  })
  ordinal: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Vietnamese words of the earlier version; null where there were none.',
  })
  before: string | null;

  @Field(() => String, { nullable: true, description: 'Vietnamese words of this version; null where there are none.' })
  after: string | null;
}

interface Text {
  readonly vi: string;
}

/** The canonical text of a pact, versions 1 and 2 (canonical-pact). */
interface PactText {
  readonly title: Text;
  readonly preamble: Text | null;
  readonly parties: readonly { readonly name: string }[];
  readonly inForce?: PactTerms;
  readonly articles: readonly { readonly heading: Text; readonly text: Text }[];
  readonly targets: readonly {
    readonly member: string | null;
    readonly indicator: string;
    readonly raw: string;
    readonly unit: string | null;
  }[];
}

/** Parts there is one of at most. */
const single: readonly PactPart[] = [PactPart.TITLE, PactPart.PREAMBLE, PactPart.RULE];

/** What a later canonical text changed of an earlier one, part by part in the order of the text. */
export function changesBetween(earlier: string, later: string): readonly PactChange[] {
  const [before, after] = [partsOf(earlier), partsOf(later)];
  return (Object.keys(PactPart) as PactPart[]).flatMap((part) => {
    const count = Math.max(before[part].length, after[part].length);
    return Array.from({ length: count }, (_, index) => ({
      part,
      ordinal: single.includes(part) ? null : index + 1,
      before: before[part][index] ?? null,
      after: after[part][index] ?? null,
    })).filter((change) => change.before !== change.after);
  });
}

function ruleWords({ signatures, from }: PactTerms): string {
  const many = signatures === null ? 'đủ chữ ký của các bên' : `đủ ${signatures} chữ ký`;
  return from === null ? many : `${many}, từ ngày ${from.split('-').reverse().join('/')}`;
}

function partsOf(canonical: string): Readonly<Record<PactPart, readonly string[]>> {
  const { title, preamble, parties, inForce, articles, targets } = JSON.parse(canonical) as PactText;
  return {
    TITLE: [title.vi],
    PREAMBLE: preamble ? [preamble.vi] : [],
    PARTY: parties.map(({ name }) => name),
    RULE: inForce ? [ruleWords(inForce)] : [],
    ARTICLE: articles.map(({ heading, text }) => `${heading.vi}\n${text.vi}`),
    TARGET: targets.map(({ member, indicator, raw, unit }) =>
      [member, `${indicator}:`, raw, unit].filter((word) => word !== null).join(' '),
    ),
  };
}
