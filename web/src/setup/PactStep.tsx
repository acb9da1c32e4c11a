import { useState } from 'react';
import { Field } from '../look/Field';
import { TextArea } from '../look/TextArea';
import { useWords } from '../words/use-words';
import { articlesOf, textOfPact } from './articles';
import { viOf, withVi } from './draft';
import { useFaultAt } from './Faults';
import styles from './setup.module.css';
import type { StepProps } from './step-props';
import { setupWords } from './words';

/** The pact: its title, and its text in one piece, which is read into articles. */
export function PactStep({ setup }: StepProps) {
  const say = useWords(setupWords);
  const fault = useFaultAt(setup.problems);
  const { pact, conference } = setup.draft.file;
  const [text, setText] = useState(() => (pact ? textOfPact(pact) : ''));
  const title = pact?.title ?? say('defaultPact', { year: conference.opens ?? '' });
  const put = (parts: Partial<NonNullable<typeof pact>>) =>
    setup.change((file) => ({ ...file, pact: { title, ...file.pact, ...parts } }));
  const count = pact?.articles?.length ?? 0;
  return (
    <>
      <p className={styles.soft}>{say('pactLater')}</p>
      <Field
        label={say('pactTitle')}
        value={viOf(title)}
        onChange={({ target }) => put({ title: withVi(pact?.title, target.value) })}
        fault={fault('/pact/title')}
      />
      <TextArea
        label={say('pactText')}
        hint={say('pactTextHint')}
        rows={14}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          if (target.value.trim() !== '') return put(articlesOf(target.value));
          // A pact without a word is none.
          setup.change(({ pact: gone, ...file }) =>
            setup.draft.stored?.pact && gone ? { ...file, pact: gone } : file,
          );
        }}
      />
      <p role="status">{text.trim() === '' ? '' : count > 0 ? say('articleCount', { count }) : say('noArticles')}</p>
    </>
  );
}
