import type * as Shape from './conference-file-shape';

/**
 * A conference file after reading: one bloc and one conference, or the bloc alone. Its keys, their meaning and what may be left out are
 * in schema/conference-file.schema.json, the only place they are described; conference-file-shape.ts is printed from it.
 * Texts are in NFC and trimmed.
 */
export type ConferenceFile = DeepReadonly<Shape.ConferenceFile>;

/** A file that tells of a conference too. */
export type HeldFile = ConferenceFile & Required<Pick<ConferenceFile, 'conference'>>;

/** Vietnamese alone, or with English beside it. */
export type Text = DeepReadonly<Shape.Text>;

export type FileMember = DeepReadonly<Shape.FileMember>;
/** Emulation years in the bloc; open at an end that is left out. */
export type FileSpan = DeepReadonly<Shape.FileSpan>;
/** A voting rule of a year. */
export type FileRule = DeepReadonly<Shape.FileRule>;
export type FileAward = DeepReadonly<Shape.FileAward>;
export type FileResult = DeepReadonly<Shape.FileResult>;
export type FileFlag = DeepReadonly<Shape.FileFlag>;
export type FilePact = DeepReadonly<Shape.FilePact>;

/** What is read from a file is never changed, nor anything in it. */
type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;

/** Something in a file that does not hold, and what to do about it. */
export interface Problem {
  /** JSON pointer (RFC 6901) to the place in the file; empty for the file as a whole. */
  readonly path: string;
  /** Line in the file, from 1, where it is known. */
  readonly line?: number;
  /** What stands there, shortened; null where nothing does. */
  readonly value: string | null;
  readonly problem: InBothLanguages;
  readonly cure: InBothLanguages;
}

export interface InBothLanguages {
  readonly vi: string;
  readonly en: string;
}
