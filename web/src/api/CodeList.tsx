import codes from '../../../docs/errors.md?codes';
import { Table } from '../look/Table';
import { useLanguage } from '../words/language';
import { useWords } from '../words/use-words';
import styles from './api.module.css';
import { apiWords } from './words';

/** Every code an error may have, with its status, what an author of a client does, and what a person is told. */
export function CodeList() {
  const say = useWords(apiWords);
  const language = useLanguage();
  return (
    <details className={styles.codes} data-testid="codes">
      <summary>{say('allCodes', { count: String(codes.length) })}</summary>
      <Table caption={say('codesCaption')} stacks>
        <thead>
          <tr>
            <th scope="col">{say('code')}</th>
            <th scope="col">{say('status')}</th>
            <th scope="col">{say('meaning')}</th>
            <th scope="col">{say('told')}</th>
          </tr>
        </thead>
        <tbody>
          {codes.map((row) => (
            <tr key={row.code}>
              <th scope="row">
                <code>{row.code}</code>
              </th>
              <td data-label={say('status')}>{row.status}</td>
              <td data-label={say('meaning')}>
                <Marked text={row.meaning[language]} />
              </td>
              <td data-label={say('told')}>{row.told[language]}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}

/** A text in which names stand between backticks. */
function Marked({ text }: { readonly text: string }) {
  return (
    <span>
      {text.split('`').map((part, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may stand in it twice, and no part ever moves
        index % 2 === 1 ? <code key={index}>{part}</code> : part,
      )}
    </span>
  );
}
