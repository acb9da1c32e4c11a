import { ArrayUnique } from 'class-validator';

/** For a list of ids: each once. Letters of an id count the same in either case, as they do where it is looked up. */
export const EachOnce = (): PropertyDecorator => ArrayUnique<string>((id) => id.toLowerCase());
