import { useEffect, useState } from 'react';
import { hashText } from '../../bytes/hash-text';
import type { SignatureCertificateQuery } from './certificate.documents';

/** A signature that was given here. */
export type CertifiedSignature = Extract<NonNullable<SignatureCertificateQuery['node']>, { readonly entry: unknown }>;

/** False of what is no signature, and of one that only a source reports: nothing proves it. */
export const isCertified = (node: SignatureCertificateQuery['node'] | undefined): node is CertifiedSignature =>
  node != null && 'entry' in node && node.entry !== null;

/** Whether the text and the entry still hash to what the certificate says; null while that is computed. */
export function useChecked({ pact, textHash, entry }: CertifiedSignature): boolean | null {
  const [checked, setChecked] = useState<boolean | null>(null);
  const text = pact.versions.findLast((each) => each.textHash === textHash)?.canonicalText;
  const [body, digest] = [entry?.body, entry?.digest];
  useEffect(() => {
    if (text === undefined || body === undefined) return setChecked(false);
    let wanted = true;
    const data = (JSON.parse(body) as { readonly data: { readonly textHash?: string } }).data;
    // A leaf of RFC 9162 §2.1.1: a zero byte, then the bytes of the entry.
    void Promise.all([hashText(text), hashText(`\0${body}`)]).then(([ofText, ofEntry]) => {
      if (wanted) setChecked(ofText === textHash && ofText === data.textHash && ofEntry === digest);
    });
    return () => {
      wanted = false;
    };
  }, [text, body, digest, textHash]);
  return checked;
}
