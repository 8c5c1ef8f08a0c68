import type { ComponentProps, ReactNode } from "react";

export const fieldClass =
  "w-full min-w-0 rounded-small border border-border bg-surface px-3 text-sm placeholder:text-ink-faint";

/** A field with its name above and its explanation below. */
export function Field({ name, help, children }: { name: string; help?: ReactNode; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label className="grid content-start gap-1 text-sm">
      <span className="font-semibold">{name}</span>
      {children}
      {help && <span className="text-xs text-ink-soft">{help}</span>}
    </label>
  );
}

type TextFieldProps = Omit<ComponentProps<"input">, "onChange" | "className" | "name"> & {
  name: string;
  help?: ReactNode;
  onChange(value: string): void;
};

/** A field of one line. */
export function TextField({ name, help, onChange, ...input }: TextFieldProps) {
  return (
    <Field name={name} help={help}>
      <input {...input} onChange={({ target }) => onChange(target.value)} className={`h-11 ${fieldClass}`} />
    </Field>
  );
}
