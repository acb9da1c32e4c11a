import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ListSize } from '../graphql/loading/list-size';
import { Decimal } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';
import { Rounding } from './ratio';
import {
  Direction,
  type Extra,
  extrasOf,
  isLeaf,
  type Leaf,
  type Placed,
  placed,
  Scorer,
  type ScoreTable,
} from './table';

registerEnumType(Scorer, {
  name: 'Scorer',
  description: 'Who settles a criterion.',
  valuesConfig: {
    BLOC: { description: "Cụm trưởng, Khối trưởng: the leader's office, after the member's own score." },
    COUNCIL_OFFICE: { description: 'Thường trực Hội đồng Thi đua - Khen thưởng: the office of the council above.' },
  },
});
registerEnumType(Rounding, {
  name: 'ScoreRounding',
  description: 'How points with more places than a table keeps are cut.',
  valuesConfig: {
    HALF_UP: { description: 'A half goes up.' },
    HALF_EVEN: { description: 'A half goes to the even digit.' },
    DOWN: { description: 'What is beyond is dropped.' },
  },
});
registerEnumType(Direction, {
  name: 'FigureDirection',
  description: 'Which way a figure is good.',
  valuesConfig: { RISING: { description: 'More is better.' }, FALLING: { description: 'Less is better.' } },
});

/** What a line of a score table is: a heading, a leaf by its rule, or what stands beside the criteria. */
export enum ScoreLineKind {
  GROUP = 'GROUP',
  SHARE_OF_PLAN = 'SHARE_OF_PLAN',
  PLAN_AND_LEAD = 'PLAN_AND_LEAD',
  GRADE = 'GRADE',
  PASS_FAIL = 'PASS_FAIL',
  ENTERED = 'ENTERED',
  PER_OCCURRENCE = 'PER_OCCURRENCE',
  BONUS = 'BONUS',
  PENALTY = 'PENALTY',
}
registerEnumType(ScoreLineKind, {
  name: 'ScoreLineKind',
  description: 'What a line of a score table is, and how it comes to its points (docs/score-table.md).',
  valuesConfig: {
    GROUP: { description: 'A heading with criteria below it; its maximum is their sum.' },
    SHARE_OF_PLAN: { description: 'The share of the plan that was reached, in points.' },
    PLAN_AND_LEAD: { description: 'Half for the plan, half for being ahead of it beside the best of the bloc.' },
    GRADE: { description: 'The points of a grade.' },
    PASS_FAIL: { description: 'The maximum or 0.' },
    ENTERED: { description: 'Points as the scorer enters them.' },
    PER_OCCURRENCE: { description: 'So many points for each time, up to the maximum.' },
    BONUS: { description: 'Points beside the criteria, for what happened.' },
    PENALTY: { description: 'Points that are taken off, for what happened.' },
  },
});

@ObjectType({ description: 'A grade of a criterion.' })
export class ScoreGrade {
  @Field(() => String, { description: 'As it is entered, such as `A`.' })
  grade: string;

  @Field(() => Decimal, { description: 'What it comes to.' })
  points: string;
}

@ObjectType('ScoreCriterion', { description: 'A line of a score table: a group, a leaf, a bonus or a penalty.' })
export class ScoreLine {
  @Field(() => String, {
    description:
      'Names it within its table: the codes from the top, `I./2./13`, `#2` behind the second of one code; `bonus:` or `penalty:` and the code of an extra.',
  })
  key: string;

  @Field(() => String, { nullable: true, description: 'Key of the group it stands in; null at the top.' })
  parentKey: string | null;

  @Field(() => String, { description: 'As printed; others may have the same.' })
  code: string;

  @Field(() => TextPair, { nullable: true, description: 'Its title; null where the table is known by codes alone.' })
  title: TextPair | null;

  @Field(() => ScoreLineKind, { description: 'What it is, and how it comes to its points.' })
  kind: ScoreLineKind;

  @Field(() => Scorer, { description: 'Who settles it.' })
  scorer: Scorer;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Most points it gives; of an extra the most that all its times come to, null for no limit; of a group that waits to be filled null.',
  })
  max: string | null;

  @Field(() => TextPair, { nullable: true, description: 'Unit of the figure it measures, where it does.' })
  unit: TextPair | null;

  @Field(() => Direction, { nullable: true, description: 'Which way its figure is good; of SHARE_OF_PLAN.' })
  direction: Direction | null;

  @Field(() => Decimal, { nullable: true, description: 'The target of all, where members have none of their own.' })
  target: string | null;

  @Field(() => Decimal, { nullable: true, description: 'Figures may be no lower.' })
  least: string | null;

  @Field(() => Decimal, { nullable: true, description: 'Figures may be no higher.' })
  most: string | null;

  @Field(() => Decimal, { nullable: true, description: 'Points for each time of PER_OCCURRENCE, or of an extra.' })
  each: string | null;

  @Field(() => Int, { nullable: true, description: 'How often an extra counts: 1, or null for each time it happened.' })
  mostTimes: number | null;

  @ListSize(4)
  @Field(() => [ScoreGrade], { description: 'Grades of GRADE, the best first; none otherwise.' })
  grades: readonly ScoreGrade[];
}

const bare = {
  ...{ unit: null, direction: null, target: null, least: null, most: null, each: null, mostTimes: null },
  grades: [],
} as const;

/** Every line of a table in its order: criteria from the top, each before those below it, then bonuses and penalties. */
export function linesOf(table: ScoreTable): readonly ScoreLine[] {
  const lines = (nodes: readonly Placed[], parentKey: string | null): ScoreLine[] =>
    nodes.flatMap((node) => [lineOf(node, parentKey), ...lines(node.children, node.key)]);
  return [...lines(placed(table.criteria), null), ...extrasOf(table).map(extraLine)];
}

function lineOf({ key, criterion, scorer }: Placed, parentKey: string | null): ScoreLine {
  const { code, title, max } = criterion;
  const kind = isLeaf(criterion) ? ScoreLineKind[criterion.rule.kind] : ScoreLineKind.GROUP;
  return {
    ...bare,
    key,
    parentKey,
    code,
    title,
    kind,
    scorer,
    max,
    ...(isLeaf(criterion) ? ruleParts(criterion) : {}),
  };
}

function ruleParts({ rule }: Leaf): Partial<ScoreLine> {
  switch (rule.kind) {
    case 'SHARE_OF_PLAN':
      return { ...rule.measure, direction: rule.direction };
    case 'PLAN_AND_LEAD':
      return { ...rule.measure };
    case 'GRADE':
      return { grades: rule.grades };
    case 'PER_OCCURRENCE':
      return { each: rule.each };
    default:
      return {};
  }
}

function extraLine({ key, extra, isPenalty }: { key: string; extra: Extra; isPenalty: boolean }): ScoreLine {
  const { code, title, scorer, points, atMost, each } = extra;
  return {
    ...{ ...bare, key, parentKey: null, code, title, scorer: scorer ?? Scorer.BLOC },
    ...{ kind: isPenalty ? ScoreLineKind.PENALTY : ScoreLineKind.BONUS, max: atMost, each: points },
    mostTimes: each ? null : 1,
  };
}
