/** A sentence in both languages. */
export interface Said {
  readonly vi: string;
  readonly en: string;
}

/** What is wrong with a file, or with one cell of it, and what to do about it. */
export interface SheetProblem {
  /** Such as `C7`; a row alone as `7`; empty for the whole file. */
  readonly path: string;
  /** What stands there, shortened; null where nothing does. */
  readonly value: string | null;
  readonly problem: Said;
  readonly cure: Said;
}

/** What is told of a file beside its rows, where nothing is wrong. */
export type Fault = Pick<SheetProblem, 'problem' | 'cure'>;

export const fault = (vi: string, en: string, cureVi: string, cureEn: string): Fault => ({
  problem: { vi, en },
  cure: { vi: cureVi, en: cureEn },
});

/** A problem at a place. */
export const problemAt = (path: string, value: string | null, what: Fault): SheetProblem => ({
  path,
  value: value === null ? null : value.slice(0, 80),
  ...what,
});

/** What is wrong with a cell whatever stands in its column. */
export const cellFaults = {
  damaged: fault(
    'Nội dung có ký tự hỏng hoặc chữ sai bảng mã.',
    'The text has damaged characters or letters of a wrong encoding.',
    'Gõ lại nội dung này bằng bảng mã Unicode.',
    'Type the text again.',
  ),
  error: fault(
    'Công thức trong ô báo lỗi.',
    'The formula of this cell has come to an error.',
    'Gõ nội dung thay cho công thức.',
    'Type what it should say instead of the formula.',
  ),
  notComputed: fault(
    'Ô có công thức nhưng tệp không lưu kết quả.',
    'The cell has a formula, and the file does not hold what it came to.',
    'Mở tệp bằng Excel, lưu lại; hoặc gõ nội dung thay cho công thức.',
    'Open it in Excel and save it again, or type what it should say.',
  ),
};
