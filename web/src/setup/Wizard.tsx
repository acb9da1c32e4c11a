import { type ComponentType, useEffect, useRef, useState } from 'react';
import { Button } from '../look/Button';
import { Notice } from '../look/Notice';
import { useWords } from '../words/use-words';
import { AwardsStep } from './AwardsStep';
import { BlocStep } from './BlocStep';
import { ConferenceStep } from './ConferenceStep';
import { DelegatesStep } from './DelegatesStep';
import type { Draft } from './draft';
import { Faults } from './Faults';
import { PactStep } from './PactStep';
import { type Step, stepOf, steps } from './problems';
import { SaveStep } from './SaveStep';
import styles from './setup.module.css';
import type { StepProps } from './step-props';
import { useSetup } from './use-setup';
import { setupWords } from './words';
import { YearStep } from './YearStep';

const parts: Readonly<Record<Step, ComponentType<StepProps>>> = {
  bloc: BlocStep,
  year: YearStep,
  conference: ConferenceStep,
  delegates: DelegatesStep,
  awards: AwardsStep,
  pact: PactStep,
  save: SaveStep,
};

interface WizardProps {
  readonly first: Draft;
  readonly isOffice: boolean;
  /** Said above the first step: where the draft comes from. */
  readonly about: string | null;
  onLeave(): void;
}

/** The steps one after another: each is looked at by the server when it is left, and any can be gone to. */
export function Wizard({ first, isOffice, about, onLeave }: WizardProps) {
  const say = useWords(setupWords);
  const setup = useSetup(first);
  const [step, setStep] = useState<Step>('bloc');
  const [tried, setTried] = useState<ReadonlySet<Step>>(new Set());
  const heading = useRef<HTMLHeadingElement>(null);
  const begun = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heading is that of the step
  useEffect(() => {
    if (begun.current) heading.current?.focus();
    begun.current = true;
  }, [step]);
  const place = steps.indexOf(step);
  const shown = setup.problems.filter(({ path }) => tried.has(stepOf(path)) || step === 'save');
  const next = async () => {
    setTried(new Set([...tried, step]));
    const found = await setup.look();
    if (!found.some(({ path }) => stepOf(path) === step)) setStep(steps[place + 1] ?? step);
  };
  const Part = parts[step];
  return (
    <>
      <StepList step={step} broken={shown.map(({ path }) => stepOf(path))} onGo={setStep} />
      <p className={styles.soft}>{say('stepOf', { n: place + 1, all: steps.length })}</p>
      <h2 ref={heading} tabIndex={-1}>
        {say(step)}
      </h2>
      {about && step === 'bloc' && <Notice kind="good">{about}</Notice>}
      <Part setup={setup} isOffice={isOffice} />
      <p role="status">{setup.busy ? say('checking') : ''}</p>
      <Faults problems={shown} step={step} file={setup.file} />
      {setup.fault && (
        <Notice kind="bad" alert>
          {setup.fault}
        </Notice>
      )}
      <div className={styles.acts}>
        {place > 0 && <Button onClick={() => setStep(steps[place - 1] ?? step)}>{say('back')}</Button>}
        {step !== 'save' && (
          <Button rank="main" busy={setup.busy} onClick={() => void next()}>
            {say('next')}
          </Button>
        )}
        <Button rank="quiet" onClick={onLeave}>
          {say('leave')}
        </Button>
      </div>
    </>
  );
}

interface StepListProps {
  readonly step: Step;
  /** Steps with something to be mended. */
  readonly broken: readonly Step[];
  onGo(step: Step): void;
}

function StepList({ step, broken, onGo }: StepListProps) {
  const say = useWords(setupWords);
  return (
    <nav aria-label={say('steps')}>
      <ol className={styles.steps}>
        {steps.map((each) => (
          <li key={each}>
            <button
              type="button"
              className={styles.step}
              aria-current={each === step ? 'step' : undefined}
              data-broken={broken.includes(each) || undefined}
              onClick={() => onGo(each)}
            >
              {broken.includes(each) ? say('stepHasProblems', { step: say(each) }) : say(each)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
