import { usePath } from '../page/path';
import { Shell } from '../page/Shell';
import { useWords } from '../words/use-words';
import { BlocPage } from './bloc/BlocPage';
import { MemberPage } from './bloc/MemberPage';
import { ConferencePage } from './conference/ConferencePage';
import { Home } from './Home';
import { NotFound } from './NotFound';
import { graphWords } from './words';

/** The public graph: `/`, `/bloc/<slug>/<part>`, `/bloc/<slug>/member/<code>`, `/conference/<slug>`. */
export function GraphPage() {
  const say = useWords(graphWords);
  const [, kind = '', slug = '', part = '', code = ''] = usePath().split('/').map(decodeURIComponent);
  if (kind === 'bloc' && slug && part === 'member' && code) return <MemberPage slug={slug} code={code} />;
  if (kind === 'bloc' && slug) return <BlocPage slug={slug} part={part} />;
  if (kind === 'conference' && slug) return <ConferencePage slug={slug} />;
  if (kind === '') return <Home />;
  return (
    <Shell title={say('title')} live={false}>
      <NotFound />
    </Shell>
  );
}
