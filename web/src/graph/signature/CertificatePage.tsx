import { useQuery } from 'urql';
import { Shell } from '../../page/Shell';
import { TimeZone } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { NotFound } from '../NotFound';
import { Waiting } from '../Waiting';
import { Certificate } from './Certificate';
import { SignatureCertificateDocument } from './certificate.documents';
import { isCertified } from './use-checked';
import { certificateWords } from './words';

/** `/signature/<id>`: what proves one signature, to be read, checked here and printed. */
export function CertificatePage({ id }: { readonly id: string }) {
  const say = useWords(certificateWords);
  const [{ data, error }] = useQuery({ query: SignatureCertificateDocument, variables: { id } });
  const signature = isCertified(data?.node) ? data.node : null;
  return (
    <Shell title={say('title')} live={false} narrow>
      {!data && <Waiting error={error} />}
      {data && !signature && <NotFound />}
      {signature && (
        <TimeZone value={signature.pact.conference.timeZone}>
          <Certificate signature={signature} />
        </TimeZone>
      )}
    </Shell>
  );
}
