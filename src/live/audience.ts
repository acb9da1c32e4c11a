import {
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { Role, type Viewer } from '../request/viewer';

/**
 * Tells which viewers may share one execution of a document: those of one role at one conference, with one set of
 * scopes; and nobody but themselves where the document asks for a field marked `@PerViewer` (request/allowed).
 */
export class Audiences {
  private readonly marks = new WeakMap<DocumentNode, Marks>();

  constructor(private readonly schema: GraphQLSchema) {}

  keyOf(document: DocumentNode, viewer: Viewer): string {
    const shared = [viewer.role, viewer.conferenceId ?? '', viewer.role === Role.APP ? viewer.scopes.join(' ') : ''];
    return JSON.stringify(this.isPersonal(document) ? [...shared, viewer.accountId] : shared);
  }

  /** Whether any field of the document depends on who asks. Fragments that are never used count, to be on the safe side. */
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
      marks = { perViewer: this.hasField(document, 'perViewer'), volatile: this.hasField(document, 'volatile') };
      this.marks.set(document, marks);
    }
    return marks;
  }

  private hasField(document: DocumentNode, mark: keyof Marks): boolean {
    const types = new TypeInfo(this.schema);
    let found = false;
    visit(
      document,
      visitWithTypeInfo(types, {
        Field: (node) => {
          const parent = types.getParentType();
          const parents = isAbstractType(parent) ? this.schema.getPossibleTypes(parent) : [parent];
          found ||= parents.some(
            (type) => isObjectType(type) && type.getFields()[node.name.value]?.extensions[mark] === true,
          );
        },
      }),
    );
    return found;
  }
}

/** What the fields of a document are marked with (request/allowed). */
interface Marks {
  readonly perViewer: boolean;
  readonly volatile: boolean;
}
