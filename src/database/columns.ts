import { Column, type ColumnOptions, PrimaryColumn } from 'typeorm';

/** A row's own id: a version 4 UUID made by the act that writes the row, never by the database. */
export const IdColumn = (): PropertyDecorator => PrimaryColumn('uuid');

/** An instant: `timestamptz` cut to milliseconds, so that what JavaScript reads is what is stored. */
export const InstantColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column('timestamptz', { precision: 3, ...options });

/** Text in Vietnamese with English beside it, as `{ "vi": …, "en": … | null }`. */
export const TextPairColumn = (options: ColumnOptions = {}): PropertyDecorator => Column('jsonb', options);

/** An exact decimal; read as a string such as `834875.801`, never as a float. */
export const DecimalColumn = (options: { nullable?: boolean } = {}): PropertyDecorator => Column('numeric', options);

/** One of a closed list of upper-case words, kept as text with a check of its own name. */
export const WordColumn = (options: ColumnOptions = {}): PropertyDecorator => Column('text', options);
