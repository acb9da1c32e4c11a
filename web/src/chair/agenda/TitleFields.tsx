import { Field } from '../../look/Field';
import { TextArea } from '../../look/TextArea';
import { useWords } from '../../words/use-words';
import { agendaWords } from './words';

interface Typed {
  readonly vi: string;
  readonly en: string;
}

/** A title as inputs give it; null while there is none in Vietnamese. */
export function titleOf({ vi, en }: Typed): { readonly vi: string; readonly en: string | null } | null {
  return vi.trim() ? { vi: vi.trim(), en: en.trim() || null } : null;
}

interface TitleFieldsProps {
  readonly typed: Typed;
  onTyped(typed: Typed): void;
}

/** What an agenda item is about, in both languages. */
export function TitleFields({ typed, onTyped }: TitleFieldsProps) {
  const say = useWords(agendaWords);
  return (
    <>
      <TextArea
        label={say('titleVi')}
        lang="vi"
        value={typed.vi}
        onChange={(event) => onTyped({ ...typed, vi: event.target.value })}
        required
      />
      <Field
        label={say('titleEn')}
        lang="en"
        value={typed.en}
        onChange={(event) => onTyped({ ...typed, en: event.target.value })}
      />
    </>
  );
}
