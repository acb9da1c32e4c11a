import { useQuery } from 'urql';
import { ActButton } from '../../act/ActButton';
import { hashBytes } from '../../bytes/hash-text';
import { Field } from '../../look/Field';
import { Select } from '../../look/Select';
import { useFields } from '../../look/use-fields';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { SignOnPaperDocument } from '../acts.documents';
import { confirmationWords } from '../confirmation/words';
import { DeskSignersDocument } from './pact.documents';
import { pactDeskWords } from './words';

interface SignOnPaperProps {
  readonly conferenceId: string;
  readonly pactId: string;
  readonly textHash: string;
}

/** A signature that was given on paper: who signed, the scan, whose hash is computed here, and where the paper is. */
export function SignOnPaper({ conferenceId, pactId, textHash }: SignOnPaperProps) {
  const say = useWords(pactDeskWords);
  const sayConfirmation = useWords(confirmationWords);
  const { field, onOpen } = useFields();
  const [delegateId, setDelegateId] = field('delegateId', '');
  const [scanHash, setScanHash] = field('scanHash', '');
  const [note, setNote] = field('note', '');
  const given = note.trim();
  const ready = delegateId !== '' && scanHash !== '' && given.length >= 3;
  const hash = async (file: File | undefined) => {
    setScanHash('');
    if (file) setScanHash(await hashBytes(new Uint8Array(await file.arrayBuffer())));
  };
  return (
    <ActButton
      onOpen={onOpen}
      label={say('paper')}
      title={say('paperTitle')}
      confirm={say('paperDo')}
      document={SignOnPaperDocument}
      input={ready ? { pactId, delegateId, textHash, scanHash, note: given } : null}
      done={sayConfirmation('nowWaits')}
    >
      <p>{say('paperMeans')}</p>
      <p>{sayConfirmation('needsTwo')}</p>
      <Signers conferenceId={conferenceId} value={delegateId} onValue={setDelegateId} />
      <Field
        type="file"
        label={say('paperScan')}
        onChange={(event) => void hash(event.currentTarget.files?.[0])}
        hint={scanHash || say('paperScanHint')}
      />
      <Field label={say('paperNote')} value={note} onChange={(event) => setNote(event.target.value)} maxLength={2000} />
    </ActButton>
  );
}

interface SignersProps {
  readonly conferenceId: string;
  readonly value: string;
  onValue(id: string): void;
}

/** Who has the mandate to sign, asked for when the question is opened. */
function Signers({ conferenceId, value, onValue }: SignersProps) {
  const say = useWords(pactDeskWords);
  const format = useFormat();
  const [{ data }] = useQuery({
    query: DeskSignersDocument,
    variables: { id: conferenceId },
    requestPolicy: 'network-only',
  });
  const delegates = data?.node && 'delegates' in data.node ? data.node.delegates.nodes : [];
  return (
    <Select label={say('paperWho')} value={value} onChange={(event) => onValue(event.target.value)}>
      <option value="">{say('paperNobody')}</option>
      {delegates
        .filter(({ maySign }) => maySign)
        .map(({ id, name, member }) => (
          <option key={id} value={id}>
            {[format.text(name), member && format.text(member.shortName)].filter(Boolean).join(', ')}
          </option>
        ))}
    </Select>
  );
}
