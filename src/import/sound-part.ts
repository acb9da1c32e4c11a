import type { ErrorObject } from 'ajv/dist/2020';
import type { Parsed } from './parse-file';

/** What is left of a file once everything of the wrong shape is taken out. */
export interface SoundPart {
  /** Of the right shape; null where too little is left. */
  readonly data: Parsed;
  /** Every text in what was taken out: a name that is missed because of it is no fault of its own. */
  readonly lost: ReadonlySet<string>;
  /** The path in the file for a path in the sound part: lists have lost items. */
  readonly pathInFile: (path: string) => string;
}

type Editable = { [key: string]: unknown } | unknown[];

/** Taking one thing out can leave the part around it short of something; parts are nested about so deep. */
const rounds = 6;

/**
 * Takes out of the data what does not fit a schema: the value, or the list item or part around it where it cannot be
 * missed. The rest can then be checked further, so that all problems of a file are told at once.
 */
export function soundPartOf(data: Parsed, errorsOf: (data: unknown) => readonly ErrorObject[]): SoundPart {
  const copy = structuredClone(data) as unknown;
  const places = new Map<unknown[], number[]>();
  const lost = new Set<string>();
  let errors = errorsOf(copy);
  for (let round = 0; errors.length > 0 && round < rounds; round += 1) {
    const emptied = new Set<unknown[]>();
    for (const error of errors) takeOut(copy, error, lost, emptied);
    for (const list of emptied) closeGaps(list, places);
    errors = errorsOf(copy);
  }
  return {
    data: errors.length > 0 ? null : (copy as Parsed),
    lost,
    pathInFile: (path) => pathBefore(copy, path, places),
  };
}

/** Removes what one error is about. An item of a list leaves a gap, so that the other errors still find their places. */
function takeOut(root: unknown, error: ErrorObject, lost: Set<string>, emptied: Set<unknown[]>): void {
  const steps = error.instancePath.split('/').slice(1).map(unescaped);
  if (error.keyword === 'additionalProperties') steps.push(String(error.params.additionalProperty));
  const last = steps.pop();
  const parent = steps.reduce<unknown>((part, step) => (isEditable(part) ? Reflect.get(part, step) : undefined), root);
  if (last === undefined || !isEditable(parent) || !Object.hasOwn(parent, last)) return;
  collectTexts(Reflect.get(parent, last), lost);
  Reflect.deleteProperty(parent, last);
  if (Array.isArray(parent)) emptied.add(parent);
}

function closeGaps(list: unknown[], places: Map<unknown[], number[]>): void {
  const before = places.get(list) ?? list.map((_, index) => index);
  const kept = Object.keys(list).map(Number);
  places.set(
    list,
    kept.map((index) => before[index] ?? index),
  );
  list.splice(0, list.length, ...kept.map((index) => list[index]));
}

function pathBefore(root: unknown, path: string, places: ReadonlyMap<unknown[], readonly number[]>): string {
  let part = root;
  const steps = path.split('/').slice(1);
  return steps.reduce((before, step) => {
    const place = Array.isArray(part) ? places.get(part)?.[Number(step)] : undefined;
    part = isEditable(part) ? Reflect.get(part, unescaped(step)) : undefined;
    return `${before}/${place ?? step}`;
  }, '');
}

function collectTexts(value: unknown, into: Set<string>): void {
  if (typeof value === 'string' || typeof value === 'number') into.add(String(value));
  else if (isEditable(value)) for (const inner of Object.values(value)) collectTexts(inner, into);
}

const isEditable = (value: unknown): value is Editable => typeof value === 'object' && value !== null;

/** Source: RFC 6901 §4 */
const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');
