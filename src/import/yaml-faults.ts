import { type Document, isAlias, isScalar, visit, type YAMLError } from 'yaml';
import type { Problem } from './conference-file';
import { type Fault, faults } from './faults';

/** One row: a code of the parser, words of its message where the code alone says too little, and what a person is told. */
type Row = readonly [code: string, message: RegExp | null, fault: Fault];

const rows: readonly Row[] = [
  ['TAB_AS_INDENT', null, faults.tab],
  ['TAG_RESOLVE_FAILED', null, faults.tag],
  ['MULTIPLE_DOCS', null, faults.manyDocuments],
  ['RESOURCE_EXHAUSTION', null, faults.tooDeep],
  ['MISSING_CHAR', /closing ['"]quote/, faults.openQuote],
  ['BAD_INDENT', /end with a/, faults.openBracket],
  ['BAD_INDENT', null, faults.indent],
  ['BLOCK_AS_IMPLICIT_KEY', /Nested mappings/, faults.colon],
  ['BLOCK_AS_IMPLICIT_KEY', null, faults.indent],
  ['MISSING_CHAR', /items$/, faults.betweenItems],
  ['MISSING_CHAR', /map values|- indicator/, faults.noKeyAndValue],
  ['MULTILINE_IMPLICIT_KEY', null, faults.noKeyAndValue],
  ['NON_STRING_KEY', null, faults.noKeyAndValue],
  ['BAD_SCALAR_START', null, faults.specialStart],
  ['BAD_ALIAS', null, faults.specialStart],
  ['ALIAS_PROPS', null, faults.specialStart],
  ['MULTIPLE_ANCHORS', null, faults.specialStart],
  ['BAD_DQ_ESCAPE', null, faults.backslash],
  ['UNEXPECTED_TOKEN', /flow|empty item| , in/, faults.brackets],
];

/** What the rest of a file is misread by: with one of these only they are told. */
const misleading: readonly Fault[] = [faults.openQuote, faults.tab];

/** What the parser found, in plain words, once a line, each with the line as it stands in the file. */
export function yamlProblems(text: string, doc: Document, lineAt: (offset: number) => number): readonly Problem[] {
  const lines = text.split('\n');
  const found = [...doc.errors, ...doc.warnings].map((error) => {
    const fault = faultOf(error);
    const line = lineAt(placeOf(error, fault, doc));
    return { fault, problem: { path: '', line, value: (lines[line - 1] ?? '').trim().slice(0, 80), ...fault } };
  });
  const causes = found.filter(({ fault }) => misleading.includes(fault));
  const told = causes.length > 0 ? causes : found;
  const seen = new Set<number>();
  return told.flatMap(({ problem }) => (seen.has(problem.line) ? [] : [seen.add(problem.line) && problem]));
}

/** Aliases of nothing, such as a text that begins with `*`. */
export function strayAliases(doc: Document, lineAt: (offset: number) => number): readonly Problem[] {
  const problems: Problem[] = [];
  const anchors = new Set<string>();
  visit(doc, {
    Node(_, node) {
      if (isAlias(node)) {
        if (!anchors.has(node.source))
          problems.push({
            path: '',
            line: lineAt(node.range?.[0] ?? 0),
            value: `*${node.source}`,
            ...faults.specialStart,
          });
      } else if (node.anchor !== undefined) anchors.add(node.anchor);
    },
  });
  return problems;
}

function faultOf({ code, message }: YAMLError): Fault {
  const row = rows.find(([known, words]) => known === code && (words === null || words.test(message)));
  return row?.[2] ?? faults.yaml(message);
}

/** Where a person has to look: a quote that is never closed is found at the end of the file, and opened far above. */
function placeOf({ pos }: YAMLError, fault: Fault, doc: Document): number {
  let place = pos[0];
  if (fault !== faults.openQuote) return place;
  visit(doc, {
    Scalar(_, node) {
      if (isScalar(node) && node.type?.startsWith('QUOTE') && node.range && node.range[1] >= pos[0])
        place = node.range[0];
    },
  });
  return place;
}
