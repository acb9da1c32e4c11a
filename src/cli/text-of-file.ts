import { readFileSync } from 'node:fs';
import { OperatorError } from '../errors/operator-error';
import { Refusal } from '../errors/refusal';
import type { InBothLanguages } from '../import/conference-file';
import { decodeFile } from '../import/decode-file';

/**
 * @param what the file is to be, such as `a conference file`
 * @throws Refusal FILE_INVALID with the lines that are no UTF-8
 */
export function textOfFile(path: string, what: InBothLanguages): string {
  const decoded = decodeFile(bytesOf(path, what));
  if ('problems' in decoded) throw new Refusal('FILE_INVALID', { problems: decoded.problems });
  return decoded.text;
}

function bytesOf(path: string, what: InBothLanguages): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT')
      throw new OperatorError(
        `Không có tệp ${path}. Hãy ghi đúng đường dẫn của ${what.vi}.\n` +
          `There is no file ${path}. Give the path of ${what.en}.`,
      );
    throw new OperatorError(
      `Không đọc được ${path}: đó là thư mục, hoặc tài khoản này không có quyền đọc.\n` +
        `${path} cannot be read: ${(error as Error).message}`,
      { cause: error },
    );
  }
}
