import type { ErrorObject } from 'ajv/dist/2020';
import type { Problem } from './conference-file';
import { type Fault, faults } from './faults';
import { at, type ParsedFile } from './parse-file';

/** One fault of shape in plain words. */
export function shapeProblem(error: ErrorObject, parsed: ParsedFile): Problem {
  const path = error.instancePath;
  const params = error.params as Readonly<Record<string, unknown>>;
  const parent = error.parentSchema as Form | undefined;
  const value = shown(error.data, parsed.sourceOf(path));
  const say = (fault: Fault): Problem => ({ path, value, ...fault });
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(error, path, String(params.additionalProperty));
    case 'required':
      return { path, value: null, ...faults.missingKey(String(params.missingProperty)) };
    case 'type':
      return say(typeFault(error, path, value, parent));
    case 'const':
      return say(faults.notConstant(JSON.stringify(params.allowedValue)));
    case 'enum':
      return say(faults.notAmong((params.allowedValues as readonly unknown[]).join(', ')));
    case 'pattern':
      return say(formFault(parent));
    case 'minLength':
      return say(faults.empty);
    case 'minItems':
      return say(faults.emptyList);
    case 'minimum':
      return say(faults.tooSmall(Number(params.limit)));
    case 'maximum':
      return say(faults.tooGreat(Number(params.limit)));
    case 'maxLength':
      return say(faults.tooLong(Number(params.limit)));
    case 'maxItems':
      return say(faults.tooMany(Number(params.limit)));
    case 'uniqueItems':
      return say(faults.itemTwice);
    default:
      return say(faults.outside(error.message ?? 'does not hold'));
  }
}

interface Form {
  readonly pattern?: string;
  readonly description?: string;
}

function formFault({ pattern = '', description = pattern }: Form = {}): Fault {
  return faults.wrongForm(forms[pattern] ?? 'Xem khóa này trong docs/conference-file.md.', description);
}

/** What the patterns of the schema ask for, in Vietnamese. */
export const forms: Readonly<Record<string, string>> = {
  '^[a-z0-9]+(-[a-z0-9]+)*$': 'Chữ thường không dấu, chữ số, nối bằng dấu gạch ngang.',
  '^[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$': 'Chữ không dấu và chữ số, nối bằng gạch ngang, gạch dưới hoặc dấu chấm.',
  '^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$': 'Chữ hoa không dấu và chữ số, nối bằng dấu gạch dưới.',
  '^\\d{4}-\\d{2}-\\d{2}$': 'Một ngày: ngày/tháng/năm, hoặc năm-tháng-ngày.',
  '^[1-9]\\d{0,5}/[1-9]\\d{0,5}$': 'Phân số của hai số nguyên từ 1, ví dụ 2/3.',
  '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:\\d{2})$':
    'Thời điểm kèm múi giờ, ví dụ 2022-03-19T10:00+07:00.',
  '^(?=.*[1-9])(?![1-9]\\d{0,2}\\.\\d{3}$)(0|[1-9]\\d{0,8})([.,]\\d{1,6})?$':
    'Số lớn hơn 0 trong ngoặc kép, không phân nhóm hàng nghìn, nhiều nhất 6 chữ số sau dấu phẩy, ví dụ "1,5" hoặc "2".',
  '^[^/#:]+$': 'Không có các dấu / # :',
  '^[0-9][0-9.]*(,[0-9]+)?$': 'Số từ 0: 0.5 không có ngoặc kép, hoặc "0,5" trong ngoặc kép.',
  '^https?://': 'Địa chỉ bắt đầu bằng http:// hoặc https://.',
};

function unknownKey(error: ErrorObject, path: string, key: string): Problem {
  const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {}).join(', ');
  // `{ vi: bộ, ngành }` reads as a key `ngành` without a value.
  const isSevered = (error.data as Readonly<Record<string, unknown>>)[key] === null;
  return { path: at(path, key), value: key, ...(isSevered ? faults.severedText(key) : faults.unknownKey(key, known)) };
}

function typeFault(error: ErrorObject, path: string, value: string | null, form: Form | undefined): Fault {
  const wanted = [error.params.type as string | readonly string[]].flat();
  if (error.data === null) return path === '' ? faults.emptyFile : faults.noValue;
  if (path === '') return faults.noConferenceFile;
  if (wanted.includes('string') && (typeof error.data === 'number' || typeof error.data === 'boolean')) {
    // Quotes alone would only bring the next fault.
    const isOfForm = form?.pattern === undefined || new RegExp(form.pattern).test(value ?? '');
    return isOfForm ? faults.notText(value ?? '') : formFault(form);
  }
  return faults.wrongKind(
    wanted.map((type) => kinds[type]?.vi ?? type).join(' hoặc '),
    wanted.map((type) => kinds[type]?.en ?? type).join(' or '),
  );
}

const kinds: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  string: { vi: 'chữ', en: 'text' },
  number: { vi: 'số', en: 'a number' },
  integer: { vi: 'số nguyên, không có ngoặc kép', en: 'a whole number without quotes' },
  boolean: { vi: 'có hoặc không (true, false)', en: 'true or false without quotes' },
  array: { vi: 'một danh sách', en: 'a list' },
  object: { vi: 'các khóa có giá trị', en: 'keys with values' },
};

/** What stands in the file, shortened for a message. */
function shown(value: unknown, source?: string): string | null {
  if (source !== undefined && source !== '') return source.slice(0, 120);
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
