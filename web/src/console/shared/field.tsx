import type { ComponentProps, ReactNode } from "react";

export const fieldClass =
  "w-full min-w-0 rounded-small border border-border bg-surface px-3 text-sm placeholder:text-ink-faint";

interface FieldProps {
  name: string;
  help?: ReactNode;
  /** The server's error for this field. */
  fault?: string | undefined;
  children: ReactNode;
}

/** A field with its label above and its explanation below. */
export function Field({ name, help, fault, children }: FieldProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label className="grid content-start gap-1 text-sm">
      <span className="font-semibold">{name}</span>
      {children}
      {fault && <span className="text-xs font-semibold text-signal-ink first-letter:uppercase">{fault}</span>}
      {help && <span className="text-xs text-ink-soft">{help}</span>}
    </label>
  );
}

type TextFieldProps = Omit<ComponentProps<"input">, "onChange" | "className" | "name"> & {
  name: string;
  help?: ReactNode;
  fault?: string | undefined;
  onChange(value: string): void;
};

/** A field of one line. */
export function TextField({ name, help, fault, onChange, ...input }: TextFieldProps) {
  return (
    <Field name={name} help={help} fault={fault}>
      <input
        {...input}
        aria-invalid={fault !== undefined}
        onChange={({ target }) => onChange(target.value)}
        className={`h-11 ${fieldClass}`}
      />
    </Field>
  );
}
