import { usePath } from '../page/path';
import { Shell } from '../page/Shell';
import { useWords } from '../words/use-words';
import { BlocPage } from './bloc/BlocPage';
import { MemberPage } from './bloc/MemberPage';
import { ConferencePage } from './conference/ConferencePage';
import { EmbedPage } from './EmbedPage';
import { Home } from './Home';
import { NotFound } from './NotFound';
import { SearchPage } from './search/SearchPage';
import { CertificatePage } from './signature/CertificatePage';
import { graphWords } from './words';

/**
 * The public graph: `/`, `/search`, `/bloc/<slug>/<part>`, `/bloc/<slug>/member/<code>`, `…/year/<year>`,
 * `…/indicator/<code>`, `/conference/<slug>`, `/signature/<id>`; alone in a frame `/embed/bloc/<slug>/<code>`, `/embed/conference/<slug>`.
 */
export function GraphPage() {
  const say = useWords(graphWords);
  const [, kind = '', slug = '', part = '', code = ''] = usePath().split('/').map(decodeURIComponent);
  if (kind === 'bloc' && slug && part === 'member' && code) return <MemberPage slug={slug} code={code} />;
  if (kind === 'bloc' && slug) return <BlocPage slug={slug} part={part} code={code} />;
  if (kind === 'conference' && slug) return <ConferencePage slug={slug} />;
  if (kind === 'signature' && slug) return <CertificatePage id={slug} />;
  if (kind === 'search') return <SearchPage />;
  if (kind === 'embed') return <EmbedPage kind={slug} slug={part} code={code} />;
  if (kind === '') return <Home />;
  return (
    <Shell title={say('title')} live={false}>
      <NotFound />
    </Shell>
  );
}
