import { Notice } from '../look/Notice';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import type { DraftFile } from './draft';
import { nameAt, type Problem, type Step, stepOf, steps } from './problems';
import styles from './setup.module.css';
import { setupWords } from './words';

interface FaultsProps {
  readonly problems: readonly Problem[];
  readonly step: Step;
  readonly file: DraftFile;
}

/** What is to be mended at one step, each with its cure; other steps with problems are named. */
export function Faults({ problems, step, file }: FaultsProps) {
  const say = useWords(setupWords);
  const here = problems.filter(({ path }) => stepOf(path) === step);
  const elsewhere = steps.filter((each) => each !== step && problems.some(({ path }) => stepOf(path) === each));
  if (problems.length === 0) return null;
  return (
    <Notice kind="bad" alert>
      {here.length > 0 && (
        <>
          <p className={styles.strong}>{say('problems')}</p>
          <ul>
            {here.map((problem) => (
              <li key={`${problem.path} ${problem.problem.vi}`}>
                <Fault problem={problem} file={file} />
              </li>
            ))}
          </ul>
        </>
      )}
      {elsewhere.length > 0 && (
        <p>{say('problemsElsewhere', { steps: elsewhere.map((each) => say(each)).join(', ') })}</p>
      )}
    </Notice>
  );
}

function Fault({ problem, file }: { readonly problem: Problem; readonly file: DraftFile }) {
  const textOf = useProblemText();
  const name = nameAt(problem.path, file);
  return name ? `${name}: ${textOf(problem)}` : textOf(problem);
}

/** A problem in words of the page: a cure that speaks of keys of the file is left to who writes files. */
function useProblemText(): (problem: Problem) => string {
  const say = useWords(setupWords);
  const format = useFormat();
  return ({ path, problem, cure }) => {
    const isOfFile = /[`/]/.test(format.text(cure));
    const own = isOfFile ? path.endsWith('/member') && say('memberCure') : format.text(cure);
    return [format.text(problem).replaceAll('`', ''), own].filter(Boolean).join(' ');
  };
}

/** The words of the first problem at one place, for the field that stands there; undefined where there is none. */
export function useFaultAt(problems: readonly Problem[]): (path: string) => string | undefined {
  const textOf = useProblemText();
  return (path) => {
    const found = problems.find((problem) => problem.path === path);
    return found && textOf(found);
  };
}
