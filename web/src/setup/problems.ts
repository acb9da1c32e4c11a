import type { CombinedError } from '@urql/core';
import { refusalCode } from '../connection/refusal-text';
import type { DraftFile } from './draft';
import { viOf } from './draft';

/** The steps of the wizard in order. */
export const steps = ['bloc', 'year', 'conference', 'delegates', 'awards', 'pact', 'save'] as const;
export type Step = (typeof steps)[number];

/** What the server, or the page itself, finds wrong with one place of the file. */
export interface Problem {
  /** JSON pointer into the file. */
  readonly path: string;
  readonly problem: { readonly vi: string; readonly en: string };
  readonly cure: { readonly vi: string; readonly en: string };
}

/** The problems of a refused file; null where it was refused for something else. */
export function problemsOf(error: CombinedError): readonly Problem[] | null {
  const facts = factsOf(error);
  if (refusalCode(error) === 'FILE_INVALID' && Array.isArray(facts.problems))
    return facts.problems as readonly Problem[];
  return null;
}

/** Keys of the file that only an administrator may bring in, of a file that was refused for them. */
export function beyondOf(error: CombinedError): readonly string[] {
  const { beyond } = factsOf(error);
  return Array.isArray(beyond) ? (beyond as readonly string[]) : [];
}

function factsOf(error: CombinedError): Readonly<Record<string, unknown>> {
  return (error.graphQLErrors[0]?.extensions.facts ?? {}) as Readonly<Record<string, unknown>>;
}

/** At which step what stands at a place is filled in. */
export function stepOf(path: string): Step {
  const [, part = '', key = ''] = path.split('/');
  switch (part) {
    case 'bloc':
      return 'bloc';
    case 'rules':
    case 'leadership':
    case 'pactRule':
      return 'year';
    case 'conference':
      return ['closes', 'opens', 'reviews'].includes(key) ? 'year' : 'conference';
    case 'delegates':
    case 'delegations':
      return 'delegates';
    case 'proposals':
    case 'awards':
    case 'bars':
      return 'awards';
    case 'pact':
      return 'pact';
    default:
      return 'conference';
  }
}

/** What a place of a list is called, for who does not read pointers; null for one that is not of a list. */
export function nameAt(path: string, file: DraftFile): string | null {
  const [, part, index = '', , deeper = ''] = path.split('/');
  const place = Number(index);
  switch (part) {
    case 'bloc': {
      const member = index === 'members' ? file.bloc.members?.[Number(path.split('/')[3])] : undefined;
      return member ? viOf(member.officialName) || viOf(member.shortName) : null;
    }
    case 'delegates':
      return viOf(file.delegates?.[place]?.name) || null;
    case 'agenda':
      return viOf(file.agenda?.[place]?.title) || null;
    case 'proposals': {
      const code = file.proposals?.[place]?.member;
      const member = file.bloc.members?.find((each) => each.code === code);
      return (member && (viOf(member.shortName) || viOf(member.officialName))) ?? code ?? null;
    }
    case 'pact':
      return index === 'articles'
        ? viOf(file.pact?.articles?.[Number(deeper || path.split('/')[3])]?.heading) || null
        : null;
    default:
      return null;
  }
}

/** What the page asks for before the server is asked, each at its place. */
export function missingIn(file: DraftFile): readonly Problem[] {
  const found: Problem[] = [];
  const need = (isThere: boolean, path: string, texts: Pick<Problem, 'problem' | 'cure'>) => {
    if (!isThere) found.push({ path, ...texts });
  };
  const { bloc, conference } = file;
  need(viOf(bloc.name).trim() !== '', '/bloc/name', asked.blocName);
  need(bloc.kind !== undefined, '/bloc/kind', asked.blocKind);
  need((bloc.members ?? []).length >= 2, '/bloc/members', asked.members);
  if (conference.kind === 'ANNUAL') {
    need(conference.closes !== undefined, '/conference/closes', asked.closes);
    need(conference.opens !== undefined, '/conference/opens', asked.opens);
  }
  need(!file.pact || viOf(file.pact.title).trim() !== '', '/pact/title', asked.pactTitle);
  file.pact?.articles?.forEach(({ text }, place) => {
    need(viOf(text).trim() !== '', `/pact/articles/${place}/text`, asked.articleText);
  });
  return found;
}

const asked = {
  blocName: {
    problem: { vi: 'Chưa có tên cụm, khối.', en: 'The bloc has no name yet.' },
    cure: { vi: 'Hãy ghi tên đầy đủ.', en: 'Write its full name.' },
  },
  blocKind: {
    problem: { vi: 'Chưa chọn cụm hay khối.', en: 'It is not said what kind of bloc it is.' },
    cure: { vi: 'Cụm theo địa bàn; khối theo chức năng, ngành.', en: 'By territory, or by function.' },
  },
  members: {
    problem: { vi: 'Cần ít nhất hai đơn vị thành viên.', en: 'A bloc has two members at least.' },
    cure: { vi: 'Ghi hoặc dán mỗi đơn vị một dòng.', en: 'Write or paste them, one a line.' },
  },
  closes: {
    problem: { vi: 'Chưa có năm tổng kết.', en: 'The year that is closed is missing.' },
    cure: { vi: 'Ghi năm, ví dụ 2026.', en: 'Give the year, such as 2026.' },
  },
  opens: {
    problem: { vi: 'Chưa có năm phát động.', en: 'The year that is opened is missing.' },
    cure: { vi: 'Thường là năm sau năm tổng kết.', en: 'Mostly the one after the year that is closed.' },
  },
  pactTitle: {
    problem: { vi: 'Giao ước chưa có tên.', en: 'The pact has no title.' },
    cure: { vi: 'Hãy ghi tên giao ước.', en: 'Write its title.' },
  },
  articleText: {
    problem: { vi: 'Điều này chưa có nội dung.', en: 'This article says nothing yet.' },
    cure: { vi: 'Ghi nội dung sau số của điều.', en: 'Write its words behind its number.' },
  },
} as const satisfies Readonly<Record<string, Pick<Problem, 'problem' | 'cure'>>>;
