import type { DocumentNode, GraphQLSchema } from 'graphql';
import { Role, type Viewer } from '../authorize/viewer';
import { asksFor } from './schema-extensions';

/**
 * Tells which viewers may share one execution of a document: those of one role at one conference, with one set of
 * scopes; and nobody but themselves where the document asks for a field marked `@PerViewer` (graphql/authorize/allowed).
 */
export class CacheScopes {
  private readonly marks = new WeakMap<DocumentNode, Marks>();

  constructor(private readonly schema: GraphQLSchema) {}

  keyOf(document: DocumentNode, viewer: Viewer): string {
    const shared = [viewer.role, viewer.conferenceId ?? '', viewer.role === Role.APP ? viewer.scopes.join(' ') : ''];
    return JSON.stringify(this.isPersonal(document) ? [...shared, viewer.accountId] : shared);
  }

  /** Whether any field of the document depends on who asks. */
  isPersonal(document: DocumentNode): boolean {
    return this.marksOf(document).perViewer;
  }

  /** Whether an answer to one viewer is good for all of the same audience until a log grows. */
  isReusable(document: DocumentNode): boolean {
    const { perViewer, volatile } = this.marksOf(document);
    return !perViewer && !volatile;
  }

  private marksOf(document: DocumentNode): Marks {
    let marks = this.marks.get(document);
    if (!marks) {
      marks = {
        perViewer: asksFor(this.schema, document, 'perViewer'),
        volatile: asksFor(this.schema, document, 'volatile'),
      };
      this.marks.set(document, marks);
    }
    return marks;
  }
}

/** What a document was found to ask for. */
interface Marks {
  readonly perViewer: boolean;
  readonly volatile: boolean;
}
