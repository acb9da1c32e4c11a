import { OperatorError } from './operator-error';

/** Why an address could not be listened on, with the cure; an error of another kind as it is. */
export function listenFault(error: unknown, { host, port }: { readonly host: string; readonly port: number }): unknown {
  switch ((error as { code?: unknown }).code) {
    case 'EADDRINUSE':
      return new OperatorError(`Port ${port} on ${host} is taken: stop what uses it, or choose another with PORT.`);
    case 'EACCES':
      return new OperatorError(`Port ${port} needs more rights: choose one above 1023 with PORT.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new OperatorError(`This machine has no address ${host}: choose another with HOST.`);
    default:
      return error;
  }
}
