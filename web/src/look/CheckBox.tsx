import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './field.module.css';

interface CheckBoxProps extends ComponentProps<'input'> {
  readonly label: ReactNode;
  /** `radio` for one of several of one `name`. */
  readonly type?: 'checkbox' | 'radio';
}

/** A box or a round button with its label; both can be pressed. */
export function CheckBox({ label, type = 'checkbox', ...rest }: CheckBoxProps) {
  const id = useId();
  return (
    <div className={styles.check}>
      <input {...rest} type={type} id={id} />
      <label htmlFor={id}>{label}</label>
    </div>
  );
}
